import { glob, readFile } from 'node:fs/promises';
import { expect, test } from 'playwright/test';

/** Numbers of requirements and decisions that a reader of this repository cannot look up. */
const outside = /\b(?!UTF)[A-Z]{3}-\d{2}\b|\bdecision \d+\b|probe: 'P\d/;

const sources = [
  '*.{md,ts,js}',
  '{core,evidence,src,tests,tools}/**/*.{ts,js,mjs,astro,css}',
  'content/**/*.{ts,mdx}',
];

test('nothing names a requirement that stands outside the repository', async () => {
  const found: string[] = [];
  let read = 0;
  for await (const file of glob(sources)) {
    if (file.includes('outside-references') || file.includes('node_modules')) continue;
    read += 1;
    for (const [index, line] of (await readFile(file, 'utf8')).split('\n').entries()) {
      if (outside.test(line)) found.push(`${file}:${index + 1}: ${line.trim()}`);
    }
  }
  expect(found).toEqual([]);
  expect(read).toBeGreaterThan(500);
});
