import { expect, test } from 'playwright/test';
import { parse } from 'yaml';
import { breaks } from '#symptoms';
import { pastedFiles, rightFiles } from '../../checker/from-content/measure.ts';
import { parseYaml } from '../../checker/yaml/parse.ts';
import type { Statement } from '../../checker/statement.ts';

/** Statements as the data that they stand for. */
const dataOf = (statements: readonly Statement[]): unknown =>
  statements[0]?.name === '-'
    ? statements.map(valueOf)
    : Object.fromEntries(statements.map((one) => [one.name, valueOf(one)]));

const valueOf = ({ args, children }: Statement): unknown =>
  children !== undefined ? dataOf(children) : (args[0] ?? '');

const read = (text: string) => parseYaml({ name: 'file', text });

/** What the package `yaml` makes of a text, with every scalar as a text and its folds as one blank. */
const expected = (text: string): unknown =>
  JSON.parse(
    JSON.stringify(parse(text, { schema: 'failsafe', merge: true }), (_, value: unknown) =>
      value === null ? '' : typeof value === 'string' ? value.trim() : value,
    ),
  );

test('every YAML file of the site is read as a well-kept parser reads it', () => {
  const files = ['traefik', 'envoy', 'pomerium'].flatMap((server) => [
    ...rightFiles(server).flatMap(({ files: right }) => right),
    ...Object.values(breaks)
      .filter((broken) => broken.server === server)
      .flatMap(pastedFiles),
  ]);
  expect(files.length).toBeGreaterThan(60);
  for (const { name, text } of files) {
    const { statements, problems } = read(text);
    expect([name, problems]).toEqual([name, []]);
    expect(dataOf(statements)).toEqual(expected(text));
  }
});

for (const [what, text] of [
  ['lists at the column of their key', 'a:\n- 1\n- b: 2\n  c: 3\nd: 4\n'],
  ['lists in lists', '- - 1\n  - 2\n-\n  - 3\n'],
  ['quotes', `a: "b: \\"c\\" # d"\n'e f': 'it''s'\n"g": "h\\\n  i"\n`],
  ['flows over lines', 'a: [b, "c, d", {e: f, g: [h]},\n  i ] # j\nk: {}\n'],
  ['texts over lines', 'a: b\n  c\n  d\ne: |\n  f\n   g\n\n  h\ni: >-\n  j\n  k\nl: m\n'],
  ['anchors', 'a: &x {b: c}\nd: *x\ne: &y\n  f: g\nh:\n  <<: *y\n  i: j\nk: [*x, *x]\n'],
  ['nothing', 'a:\nb: # c\nd: e#f\ng: h:i\n'],
  ['comments between', '# a\nb:\n  # c\n  d: e\n# f\n  g: h\n'],
  ['line ends of Windows', 'a:\r\n  - b: c\r\n    d: "e"\r\n  - f\r\n'],
  ['beginnings of documents', '---\na: b\n'],
  ['tags and special signs', 'a: !!str b\nc: -1\n-d: e\nf: ?g\nh: http://x:80/y?z\ni: "*"\n'],
] as const) {
  test(`${what} are read as a well-kept parser reads them`, () => {
    const { statements, problems } = read(text);
    expect(problems).toEqual([]);
    const plain = JSON.stringify(expected(text)).replaceAll('\\n ', '\\n');
    expect(JSON.parse(JSON.stringify(dataOf(statements)))).toEqual(JSON.parse(plain));
  });
}

for (const [text, wanted] of [
  ['a:\n\tb: c\n', 'tab@2'],
  ['a: b\na: c\n', 'twice@2'],
  ['a: [b,\n  c\n', 'not-closed@1'],
  ['a:\n  b: "c\n', 'quote-not-closed@2'],
  ['a: *b\n', 'no-anchor@1'],
  ['a: b: c\n', 'not-yaml@1'],
  ['a:\n    b: c\n  d: e\n', 'not-yaml@3'],
  ['a: b\n  c: d\n', 'not-yaml@2'],
  ['a:\n  - b\n  c: d\n', 'not-yaml@3'],
  ['a: [b]]\n', 'not-yaml@1'],
  ['a:\n{{ if x }}\nb: c\n', 'template@2'],
  ['a: @b\n', 'not-yaml@1'],
  ['['.repeat(100), 'too-deep@1'],
  ['- '.repeat(100), 'too-deep@1'],
] as const) {
  test(`${JSON.stringify(text.slice(0, 30))} is told with its line`, () => {
    expect(read(text).problems.map(({ kind, line }) => `${kind}@${String(line)}`)).toEqual([
      wanted,
    ]);
  });
}

test('aliases of aliases do not grow without end', () => {
  const lines = Array.from({ length: 30 }, (_, n) =>
    n === 0
      ? 'a0: &a0 [x, x]'
      : `a${String(n)}: &a${String(n)} [*a${String(n - 1)}, *a${String(n - 1)}]`,
  );
  expect(read(lines.join('\n')).problems[0]?.kind).toBe('too-deep');
});

test('long lines of one sign are answered at once', () => {
  const before = performance.now();
  for (const sign of [
    ' ',
    ':',
    '#',
    '-',
    '"',
    "'",
    '&',
    '*',
    '[',
    ', ',
    '{a: ',
    'a ',
    'a: ',
    '\n',
    '|\n',
    '- a\n',
  ])
    read(`a: ${sign.repeat(200_000)}`);
  expect(performance.now() - before).toBeLessThan(5000);
});
