import { exampleSettings, publishedFiles, toText } from '#conf';
import { examples } from '#examples';
import { servers, type ServerId } from '#servers';
import { reports, type Reported } from '#symptoms';
import type { SourceFile } from '../statement.ts';

/** What is reported of servers that are not run here, each by an id of its own. */
export const reportedSetUps = (): Readonly<Record<string, Reported>> =>
  Object.fromEntries(
    reports
      .filter(({ server }) => server !== undefined && servers[server].evidence === 'syntax')
      .map((report) => [`${report.server ?? ''}/reported/${report.cause}`, report]),
  );

/**
 * The published files of a server with what is wrong by a report in the place of what is right. A
 * line that none of them has stands in the file of the whole server, beside them.
 */
export const reportedFiles = ({ server, changes = [] }: Reported): SourceFile[] => {
  const example = examples.find((one) => one.server === server && one.id === server);
  if (example === undefined) return [];
  const settings = exampleSettings(example, 'https-host');
  const [file] = publishedFiles(example, 'https-host', 'en');
  let text = file?.text ?? '';
  const others: string[] = [];
  for (const { from, to } of changes) {
    const [wrong, right] = [from, to].map((lines) => toText(lines, settings, 'en').trim());
    if (right !== undefined && text.includes(right)) text = text.replace(right, () => wrong ?? '');
    else others.push(wrong ?? '');
  }
  return [
    { name: file?.install ?? '', text },
    ...(others.length === 0
      ? []
      : [
          {
            name: 'applicationHost.config',
            text: `<configuration><system.webServer>\n  ${others.join('\n  ')}\n</system.webServer></configuration>\n`,
          },
        ]),
  ];
};

export const reportedSettings = (server: ServerId) =>
  exampleSettings(
    examples.find(({ id }) => id === server) ?? (examples[0] as (typeof examples)[number]),
    'https-host',
  );
