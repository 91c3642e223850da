import { expect, test } from 'playwright/test';
import { importedBy, readModule, reachedFrom } from '../../evidence/code.ts';

const plain = `import { one } from './one.ts';
import type { Two } from './two.ts';

/** What it does. */
export const answer = (x: number): string => {
  // A reason.
  return one(x, ['a', 'b']);
};
`;

const hash = (text: string): string => readModule(text).hash;

for (const [what, text] of [
  ['another comment', plain.replace('A reason.', 'A better reason, with words.')],
  ['no comment', plain.replace('  // A reason.\n', '').replace('/** What it does. */\n', '')],
  [
    'other lines, quotes and commas',
    plain.replace("['a', 'b']);", '[\n    "a",\n    "b",\n  ]);\n\n'),
  ],
  ['another type', plain.replace('x: number', 'x: Two')],
] as const) {
  test(`${what} leaves the code of a module what it was`, () => {
    expect(text).not.toBe(plain);
    expect(hash(text)).toBe(hash(plain));
  });
}

for (const [what, text] of [
  ['a value', plain.replace("'b'", "'c'")],
  ['a name', plain.replaceAll('one(', 'other(')],
  ['a regular expression', plain.replace('one(x', 'one(/x/')],
  ['a space within a text', plain.replace("'a'", "'a '")],
] as const) {
  test(`${what} changes the code of a module`, () => {
    expect(hash(text)).not.toBe(hash(plain));
  });
}

test('types are not followed, values are', () => {
  expect(readModule(plain).imports).toEqual(['./one.ts']);
  expect(readModule("export * from './all.ts';").imports).toEqual(['./all.ts']);
});

test('modules are reached through those that they load, and not beyond what is refused', () => {
  const reached = reachedFrom(['tests/lab/inside.ts'], (path) => path.startsWith('tests/'));
  expect(reached).toContain('tests/lab/inside.ts');
  expect(reached).toContain('tests/double/index.ts');
  expect(importedBy('tests/lab/inside.ts')).toContain('tests/lab/phase.ts');
  expect(
    reachedFrom(['tests/lab/inside.ts'], (path) => path.startsWith('tests/lab/')),
  ).not.toContain('tests/double/index.ts');
});
