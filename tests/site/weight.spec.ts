import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { locales } from '../../core/i18n/locales.ts';
import { serverIds } from '../../content/servers/index.ts';
import { dist, expect, otherPaths, sitemapPaths, test } from './site.ts';

const budget = JSON.parse(readFileSync('budget.json', 'utf8')) as Record<string, number>;

const weights = new Map<string, number>();

/** Bytes of a built file after brotli. */
const weight = (file: string): number => {
  const known = weights.get(file) ?? brotliCompressSync(readFileSync(join(dist, file))).length;
  weights.set(file, known);
  return known;
};

/** A module with everything that it imports at once; `import()` waits for the reader. */
const withImports = (file: string): string[] => {
  const source = readFileSync(join(dist, file), 'utf8');
  const imports = [...source.matchAll(/\bimport\s*(?:[^"'()]*?\bfrom\s*)?["'](\.[^"']+)["']/g)];
  return [file, ...imports.flatMap(([, path = '']) => withImports(join(file, '..', path)))];
};

const page = (path: string) => {
  const file = path.endsWith('.html') ? path : `${path}index.html`;
  const html = readFileSync(join(dist, file), 'utf8');
  // What stands at the end of the page holds no text back.
  const linked = [...html.matchAll(/<link rel="stylesheet"([^>]*) href="([^"]+)"/g)];
  const end = html.lastIndexOf('</main>');
  const hrefs = (isLater: boolean) =>
    linked.filter(({ index }) => index > end === isLater).map(([, , href = '']) => href);
  const inline = [...html.matchAll(/<script>(.*?)<\/script>/gs)].map(([, text = '']) => text);
  const scripts = [...html.matchAll(/<script[^>]* src="(\/[^"]+)"/g)].map(([, src = '']) => src);
  return {
    file,
    sheets: hrefs(false),
    laterSheets: hrefs(true),
    elements: (html.match(/<[a-z]/g) ?? []).length,
    later: [...html.matchAll(/ data-colours-at="([^"]+)"/g)].map(([, path = '']) => path),
    inline,
    scripts: [...new Set(scripts.flatMap(withImports))],
  };
};

const sum = (files: readonly string[]): number =>
  files.reduce((total, file) => total + weight(file), 0);

const serverPages = new Set(locales.flatMap((locale) => serverIds.map((id) => `${locale}/${id}/`)));

for (const path of [...sitemapPaths(), ...otherPaths]) {
  test(`/${path} stays within the budget of weight`, () => {
    const { file, sheets, inline, scripts, elements } = page(path);
    const inside = brotliCompressSync(inline.join('\n')).length;
    expect.soft(sheets.length, 'style sheets that the first paint waits for').toBe(1);
    expect
      .soft(sum([file, ...sheets]), 'HTML and style sheets')
      .toBeLessThanOrEqual(budget['first view'] ?? 0);
    const read = [...scripts.map((name) => readFileSync(join(dist, name), 'utf8')), ...inline];
    expect
      .soft(Buffer.byteLength(read.join('')), 'script parsed before any interaction, uncompressed')
      .toBeLessThanOrEqual(budget['script parsed before interaction'] ?? 0);
    if (serverPages.has(path))
      expect
        .soft(elements, 'elements')
        .toBeLessThanOrEqual(budget['elements of a server page'] ?? 0);
    expect
      .soft(inside + sum(scripts), `scripts before any interaction: ${scripts.join(', ')}`)
      .toBeLessThanOrEqual(budget['script before interaction'] ?? 0);
  });
}

test('the frame of a page leaves most of the first 14 kB to the text', () => {
  for (const locale of ['fr', 'en']) {
    const { file, sheets } = page(`${locale}/404.html`);
    expect
      .soft(sum([file, ...sheets]), locale)
      .toBeLessThanOrEqual(budget['first view without the text'] ?? 0);
  }
});

test('the style sheet is asked for before the script in the page runs', () => {
  const { file, sheets } = page('fr/nginx/');
  const html = readFileSync(join(dist, file), 'utf8');
  const preload = html.indexOf(`<link rel="preload" as="style" href="${sheets[0] ?? ''}"`);
  expect(preload).toBeGreaterThan(-1);
  expect(preload).toBeLessThan(html.indexOf('<script'));
});

test('no part of the search index is large', () => {
  const parts = globSync('pagefind/index/*.pf_index', { cwd: dist });
  expect(parts.length).toBeGreaterThan(2);
  const heavy = parts.filter(
    (part) => statSync(join(dist, part)).size > (budget['index part'] ?? 0),
  );
  expect(heavy).toEqual([]);
});

test('a page asks for nothing else before an interaction', async ({ page: tab, site }) => {
  const requests: string[] = [];
  tab.on('request', (request) => requests.push(request.url().replace(site, '')));
  await tab.goto(`${site}fr/nginx/`, { waitUntil: 'networkidle' });
  const { sheets, laterSheets, later, scripts } = page('fr/nginx/');
  const listed = [
    'fr/nginx/',
    'favicon.svg',
    ...[...sheets, ...laterSheets, ...later, ...scripts].map((file) => file.slice(1)),
  ];
  expect(requests.filter((path) => !listed.includes(path))).toEqual([]);
});
