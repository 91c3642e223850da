import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What hashes and records are made from. */
const parts = ['core', 'content', 'evidence', 'src', 'tests', 'tools', 'package.json'];

/** Changes a file of a copy. @throws when `change` leaves it as it was. */
export type Edit = (path: string, change: (text: string) => string) => void;

/** Changes a copy of the project at another place, and returns what `ask` finds there. */
export const inCopy = <Answer>(
  work: (edit: Edit, folder: string) => void,
  ask: (folder: string) => Answer,
): Answer => {
  const folder = mkdtempSync(join(tmpdir(), 'copied-project-'));
  try {
    for (const part of parts) cpSync(part, join(folder, part), { recursive: true });
    symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'));
    work((path, change) => {
      const before = readFileSync(join(folder, path), 'utf8');
      const after = change(before);
      if (after === before) throw new Error(`Nothing to change in ${path}.`);
      writeFileSync(join(folder, path), after);
    }, folder);
    return ask(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

const asked = `
import { breakHash, exampleHash, hostingHash } from '#evidence';
import { findExample } from '#examples';
import { findBreak } from '#symptoms';
console.log(JSON.stringify({
  nginx: exampleHash(findExample('nginx'), 'https-host'),
  apache: exampleHash(findExample('apache'), 'https-host'),
  iis: exampleHash(findExample('iis'), 'https-host'),
  breakWithRule: breakHash(findBreak('nginx/contract/impatience')),
  breakWithout: breakHash(findBreak('nginx/host-not-passed')),
  hosting: hostingHash('nginx', 'root'),
}));
`;

/** One hash of each kind, as a project at some place has it. */
export const hashesIn = (folder: string): Readonly<Record<string, string>> =>
  JSON.parse(
    execFileSync(process.execPath, ['--input-type=module', '--eval', asked], {
      cwd: folder,
      encoding: 'utf8',
    }),
  ) as Record<string, string>;
