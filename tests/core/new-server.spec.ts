import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { numberWord } from '#i18n';
import { findServer, serverIds } from '#servers';
import { missingFiles } from './new-server/missing-files.ts';

interface MadeUp {
  readonly example: boolean;
  readonly command: boolean;
  readonly count: string;
  readonly hosting: number;
  readonly steps: string;
  readonly symptom: readonly string[];
  readonly missing: readonly string[];
}

/** The files that CONTRIBUTING lists for a new server. */
const listed = (): string[] => {
  const [, section = ''] = readFileSync('CONTRIBUTING.md', 'utf8').split('## To add a server\n');
  const [own = ''] = section.split('\n## ');
  return [...own.matchAll(/^- `([^`]+)`/gm)].map(([, path = '']) => path).toSorted();
};

test('a new server costs the files that CONTRIBUTING lists, and the rest follows', () => {
  const node = join('node_modules', '.bin', 'node');
  const printed = execFileSync(node, ['tests/core/new-server/made-up.ts'], { encoding: 'utf8' });
  const { missing, ...follows } = JSON.parse(printed) as MadeUp;
  expect(follows).toEqual({
    example: true,
    command: true,
    count: numberWord('fr', serverIds.length + 1),
    hosting: 1,
    steps: 'Terminal, Debian and Ubuntu',
    symptom: ['made-up'],
  });
  const named = missing.map((path) => path.replace('made-up', '<server>'));
  expect(named.toSorted()).toEqual(listed());
});

for (const id of serverIds) {
  test(`nothing is missing of ${id}`, () => {
    expect(missingFiles(id, findServer(id))).toEqual([]);
  });
}
