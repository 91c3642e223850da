import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { filesBelow } from '../src/publish/archive/files-below.ts';
import { commandLine } from './command-line.ts';

/**
 * Builds the site once more, elsewhere, and compares it with the folder that was built before,
 * byte for byte. Fails with the names of the files that differ or stand in one build only.
 */
const {
  positionals: [first = 'dist'],
} = commandLine('node tools/repeat-build.ts [built folder]', { most: 1 });

const hashes = (folder: string): Map<string, string> =>
  new Map(
    filesBelow(folder).map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(join(folder, file)))
        .digest('hex'),
    ]),
  );

const second = mkdtempSync(join(tmpdir(), 'repeated-build-'));
try {
  const node = (...words: string[]): void => {
    execFileSync(process.execPath, words, { stdio: ['ignore', 'ignore', 'inherit'] });
  };
  node('node_modules/astro/bin/astro.mjs', 'build', '--outDir', second, '--silent');
  node('tools/index-search.ts', second);
  const [before, after] = [hashes(first), hashes(second)];
  const differing = [...new Set([...before.keys(), ...after.keys()])]
    .filter((file) => before.get(file) !== after.get(file))
    .sort();
  if (before.size === 0) throw new Error(`No built site in “${first}”; run npm run build first.`);
  if (differing.length > 0) {
    console.error(`Two builds differ in:\n  ${differing.join('\n  ')}`);
    process.exitCode = 1;
  } else console.log(`Two builds have the same ${String(before.size)} files, byte for byte.`);
} finally {
  rmSync(second, { recursive: true, force: true });
}
