import { readFileSync } from 'node:fs';
import { breaks, causes, type Break, type Reported } from '#symptoms';
import { findCommand } from '#commands';
import type { Conf, Piece } from '#conf';
import { findExample } from '#examples';
import { locales, type Translated } from '#i18n';
import { serverIds, servers } from '#servers';
import { formOf } from '#settings';
import { parse } from 'yaml';
import { readers } from '../check.ts';
import { unseen } from '../unseen.ts';
import { parseNginx } from '../nginx/parse.ts';
import { reportedSetUps } from './reported.ts';
import type { Vocabulary, WordPiece, WordsOfSetUp } from '../words.ts';

/** A line's pieces with neighbouring texts as one and slots as pairs, which is how they are sent. */
const pieceOf = (piece: Piece): WordPiece => {
  if (typeof piece === 'string') return piece;
  return piece.kind === 'slot' ? [piece.name, piece.escape] : piece.text;
};

const linesOf = ({ lines }: Conf): WordPiece[][] => lines.map(({ pieces }) => pieces.map(pieceOf));

/** A line that a backslash continues, as its JSON. */
const isContinued = (line: string | undefined): boolean =>
  line !== undefined && /\\\\"\]/.test(line);

/** The lines that are right without those that both begin or end with. */
const rightLines = (wrong: Conf, right: Conf): WordPiece[][] => {
  const [old, fresh] = [wrong, right].map(({ lines }) => lines.map((line) => JSON.stringify(line)));
  if (old === undefined || fresh === undefined) return [];
  const shorter = Math.min(old.length, fresh.length);
  let start = 0;
  while (start < shorter && old[start] === fresh[start]) start += 1;
  // A line that goes on in the next one is no line without it.
  while (start > 0 && isContinued(fresh[start - 1])) start -= 1;
  let end = 0;
  while (end < shorter - start && old.at(-1 - end) === fresh.at(-1 - end)) end += 1;
  while (end > 0 && isContinued(fresh[fresh.length - end - 1])) end -= 1;
  return linesOf(right).slice(start, right.lines.length - end);
};

const setUpOf = (
  id: string,
  { server, cause, alsoShows = [], changes, tell }: Break,
): WordsOfSetUp => ({
  server,
  causes: [...(cause === undefined ? [] : [cause]), ...alsoShows],
  right: changes.map(({ from, to, fixed = from }) => rightLines(to, fixed)),
  // Only of what stands in no file is the command shown.
  ...(tell !== undefined && id in unseen && { tell: linesOf(findCommand(tell.command).run) }),
});

/** What is only reported of a server that was not run; there `from` is what is wrong. */
const setUpOfReport = ({ server, cause, changes = [], source }: Reported): WordsOfSetUp => ({
  server: server ?? '',
  causes: [cause],
  right: changes.map(({ from, to }) => rightLines(from, to)),
  source,
});

const frontMatter = (locale: string, symptom: string): { title: string; description: string } => {
  const source = readFileSync(`content/docs/${locale}/troubleshooting/${symptom}.mdx`, 'utf8');
  const [, head = ''] = /^---\n(.*?)^---$/ms.exec(source) ?? [];
  return parse(head) as { title: string; description: string };
};

const inEach = (text: (locale: 'fr' | 'en') => string): Translated =>
  Object.fromEntries(locales.map((locale) => [locale, text(locale)])) as unknown as Translated;

/** The blocks of the main file of nginx that define a variable, by its name. */
const nginxDefinitions = (): Record<string, WordPiece[][]> => {
  const [file] = findExample('nginx').render(formOf('https-host')).files;
  if (file === undefined) return {};
  const pieces = file.content.lines;
  const text = pieces
    .map((line) => line.pieces.map((piece) => (typeof piece === 'string' ? piece : 'x')).join(''))
    .join('\n');
  return Object.fromEntries(
    parseNginx({ name: 'nginx', text })
      .statements.filter(({ name }) => name === 'map')
      .map(({ args, line, end }) => [
        (args[1] ?? '').slice(1),
        pieces
          .slice(line - 1, text.slice(0, end).split('\n').length)
          .map((one) => one.pieces.map(pieceOf)),
      ]),
  );
};

/** The words and the right lines of everything that the checker knows, from the wrong set-ups; no others. */
export const vocabulary = (): Vocabulary => {
  const known = new Set([
    ...Object.values(readers).flatMap(({ setUps }) => setUps),
    ...Object.keys(unseen),
  ]);
  const all = [
    ...Object.entries(breaks).map(([id, broken]) => [id, setUpOf(id, broken)] as const),
    ...Object.entries(reportedSetUps()).map(([id, report]) => [id, setUpOfReport(report)] as const),
  ];
  const setUps = Object.fromEntries(all.filter(([id]) => known.has(id)));
  const named = new Set(Object.values(setUps).flatMap((one) => one.causes));
  const ofSetUps = Object.entries(causes).filter(([id]) => named.has(id));
  const symptoms = [...new Set(ofSetUps.map(([, { symptom }]) => symptom))];
  return {
    setUps,
    causes: Object.fromEntries(
      ofSetUps.map(([id, { symptom, title }]) => [id, { symptom, title }]),
    ),
    symptoms: Object.fromEntries(
      symptoms.map((symptom) => [symptom, inEach((locale) => frontMatter(locale, symptom).title)]),
    ),
    certificate: linesOf(findCommand('check/login').run),
    servers: Object.fromEntries(serverIds.map((id) => [id, servers[id].name])),
    definitions: nginxDefinitions(),
  };
};
