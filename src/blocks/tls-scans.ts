import { tlsScans, type TlsScan } from '#evidence';
import { findExample } from '#examples';
import { strings, writtenDate, type Locale } from '#i18n';
import { findServer } from '#servers';
import { colon } from '../../core/i18n/typography.ts';
import { answerTo } from '../../content/servers/tls-findings.ts';
import { block } from './block.ts';
import type { Cell } from './piece.ts';

const nameOf = ({ example, server, shape, version }: TlsScan, locale: Locale): string => {
  const { title } = findExample(example);
  const { shapes } = strings(locale);
  return [
    `${findServer(server).name} ${version}`,
    ...(title === undefined ? [] : [title[locale]]),
    shapes.names[shape],
  ].join(', ');
};

/**
 * What a tool that is not ours found in the TLS of the examples, as it was recorded for their files
 * of today: which tool, which version, when.
 * @throws for a finding above “info” that has no answer.
 */
export const tlsScansBlock = block('TlsScans', {}, (_, locale) => {
  const scans = tlsScans();
  const text = strings(locale).scans;
  if (scans.length === 0) {
    console.warn('[evidence] no scan of TLS is about the files of today.');
    return [{ kind: 'text', text: text.none }];
  }
  const tools = [...new Set(scans.map(({ tool, system }) => `${tool} (${system})`))].join(', ');
  const days = scans.map(({ date }) => date).sort();
  const rows = scans.map((scan): [Cell, Cell, Cell] => {
    const answers = scan.above.map(({ id, severity }) => {
      const answer = answerTo(id, scan.server);
      if (answer === undefined) {
        throw new Error(`No answer to the finding ${id} (${severity}) in ${scan.example}.`);
      }
      return {
        text: `\`${id}\` (${severity})${colon(locale)} ${answer.reason[locale]}`,
        source: answer.source,
      };
    });
    const [first] = answers;
    return [
      { texts: [nameOf(scan, locale)] },
      { texts: [String(scan.looked)] },
      {
        texts: first === undefined ? [text.nothing] : answers.map((answer) => answer.text),
        ...(first === undefined ? {} : { source: first.source }),
      },
    ];
  });
  return [
    { kind: 'text', text: text.by(tools, writtenDate(days.at(-1) ?? '', locale)) },
    {
      kind: 'table',
      caption: text.caption,
      isStacked: true,
      heads: [text.example, text.looked, text.above],
      rows,
    },
  ];
});
