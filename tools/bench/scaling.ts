import { cpSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writePages } from './synthetic-pages.ts';
import { watchedRun } from './watched-run.ts';

/** What a build takes with some pages more; times in seconds, memory in MiB. */
interface Scale {
  readonly 'pages added': number;
  readonly build: string;
  readonly 'build memory': number;
  readonly index: string;
  readonly 'index memory': number;
}

const copied = [
  'astro.config.ts',
  'content',
  'package.json',
  'public',
  'core',
  'evidence',
  'src',
  'tsconfig.json',
];

/** Caches of its own: the project's would be filled with pages that do not exist. */
const config = `import base from './astro.config.ts';
export default { ...base, cacheDir: './.cache', vite: { ...base.vite, cacheDir: './.vite' } };
`;

/** Builds a copy of the site with `count` made pages in each language, in a folder that goes again. */
const buildWith = async (count: number): Promise<Scale> => {
  const folder = mkdtempSync(join(tmpdir(), 'scaling-'));
  try {
    for (const name of copied) cpSync(name, join(folder, name), { recursive: true });
    symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
    writeFileSync(join(folder, 'scaling.config.ts'), config);
    writePages(join(folder, 'content', 'docs'), count);
    const astro = resolve('node_modules/astro/bin/astro.mjs');
    const node = process.execPath;
    const build = await watchedRun([node, astro, 'build', '--config', 'scaling.config.ts'], folder);
    const index = await watchedRun([node, 'tools/index-search.ts'], folder);
    return {
      'pages added': count,
      build: build.seconds.toFixed(1),
      'build memory': Math.round(build.peak),
      index: index.seconds.toFixed(1),
      'index memory': Math.round(index.peak),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

/** Prints how time and memory grow with the number of pages; `node tools/bench/scaling.ts` alone. */
export const printScaling = async (): Promise<void> => {
  const rows: Scale[] = [];
  for (const count of [0, 100, 500, 1000]) rows.push(await buildWith(count));
  console.log('Build with more pages, each in both languages: seconds, and peak memory in MiB');
  console.table(rows);
};

if (process.argv[1] === fileURLToPath(import.meta.url)) await printScaling();
