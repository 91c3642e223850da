import { checkerStrings } from '../core/i18n/checker.ts';
import type { Locale } from '../core/i18n/locales.ts';
import { colon } from '../core/i18n/typography.ts';
import type { Finding, Report } from './check.ts';
import type { Vocabulary } from './words.ts';

/** Path of the section on a cause, below the root of the site. */
export const causePath = (vocabulary: Vocabulary, cause: string, locale: Locale): string =>
  `/${locale}/troubleshooting/${vocabulary.causes[cause]?.symptom ?? ''}/#${cause}`;

/** What control characters a terminal would follow are shown as. */
const plain = (text: string): string =>
  text.replaceAll(/[\0-\x08\x0B-\x1F\x7F-\x9F]/g, '\uFFFD').replaceAll('\t', '    ');

const findingText = (
  finding: Finding,
  {
    vocabulary,
    site,
    locale,
    many,
  }: { vocabulary: Vocabulary; site: string; locale: Locale; many: boolean },
): string => {
  const text = checkerStrings(locale);
  const place = many ? `${finding.file}, ` : '';
  const causes = finding.causes.flatMap((id) => {
    const cause = vocabulary.causes[id];
    return cause === undefined
      ? []
      : [
          `  ${text.because} ${cause.title[locale]}`,
          `  ${text.seen} ${vocabulary.symptoms[cause.symptom]?.[locale] ?? ''}`,
          `  ${site}${causePath(vocabulary, id, locale)}`,
        ];
  });
  const changes = finding.changes.flatMap(({ line, removed, added }) => [
    `    @@ ${text.line(line)}`,
    ...removed.map((one) => `    - ${one}`),
    ...added.map((one) => `    + ${one}`),
  ]);
  return [
    `${place}${text.line(finding.line)}${colon(locale)} ${finding.text}`,
    ...causes,
    ...finding.reported.map((source) => `  ${text.reported} ${source}`),
    ...(changes.length === 0 ? [] : [`  ${text.change}`]),
    ...changes,
  ].join('\n');
};

/** A report as text for a terminal. `site` is the address of this site without a final slash. */
export const reportText = (
  report: Report,
  {
    vocabulary,
    site,
    locale,
    files,
  }: { vocabulary: Vocabulary; site: string; locale: Locale; files: number },
): string => {
  const text = checkerStrings(locale);
  const many = files > 1;
  const server = vocabulary.servers[report.server ?? ''] ?? '';
  if (report.state === 'not-understood') {
    const { reason = 'unreadable' } = report;
    const why = reason === 'no-reader' ? text.reasons[reason](server) : text.reasons[reason];
    const problems = report.problems.map(
      ({ kind, file, line, text: about }) =>
        `${many ? `${file}, ` : ''}${text.line(line)}${colon(locale)} ${text.problems[kind](about)}`,
    );
    const unclear = report.unclear.map(({ kind, text: about }) => text.unclear[kind](about));
    return plain([`${text.notUnderstood} ${why}`, ...problems, ...unclear].join('\n'));
  }
  const list = (title: string, items: readonly string[]): string[] =>
    items.length === 0
      ? []
      : ['', `${title}${colon(locale)}`, ...items.map((item) => `  - ${item}`)];
  return plain(
    [
      report.state === 'found'
        ? `${server}${colon(locale)} ${text.count(report.findings.length)}`
        : text.nothing(server),
      ...report.findings.flatMap((finding) => [
        '',
        findingText(finding, { vocabulary, site, locale, many }),
      ]),
      ...list(text.unseen, [
        ...report.unclear.map(({ kind, text: about }) => text.unclear[kind](about)),
        `${text.certificate}\n      ${report.certificate}`,
        ...report.unseen.map(
          ({ cause, reason, command }) =>
            `${vocabulary.causes[cause]?.title[locale] ?? ''}. ${reason}${command === undefined ? '' : `\n      ${command.replaceAll('\n', '\n      ')}`}`,
        ),
      ]),
      ...list(
        text.virtues,
        report.virtues.map((virtue) => text.good[virtue]),
      ),
      ...(report.state === 'nothing'
        ? list(
            text.looked(report.looked.length),
            report.looked.map((id) => vocabulary.causes[id]?.title[locale] ?? ''),
          )
        : []),
    ].join('\n'),
  );
};
