import { glob, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import * as pagefind from 'pagefind';
import type { PagefindPage } from '../src/search/pagefind.ts';
import type { ListedPage, PagesTable } from '../src/search/pages-table.ts';
import { inForm } from '../src/code/shown/form.ts';
import { defaultShape, letterOf } from '#settings';
import { phrasesIn } from '../src/search/phrases.ts';
import { vocabularyOf } from '../src/search/vocabulary.ts';
import { searchedFile, withSearched } from '../src/publish/searched.ts';
import { commandLine } from './command-line.ts';

/**
 * Writes the search index into `dist/pagefind/` after `astro build`: one index a language, by
 * `html lang`. Two builds of the same pages give the same bytes.
 */
const {
  positionals: [dist = 'dist'],
} = commandLine('node tools/index-search.ts [folder of the built site]', { most: 1 });
const output = join(dist, 'pagefind');

/** What the site's own dialog uses; Pagefind also writes three user interfaces and a worker. */
const wanted =
  /^(?:pagefind\.js|pagefind-entry\.json|pagefind\.[\w-]+\.pf_meta|wasm\.(?!unknown)[\w-]+\.pagefind|(?:index|fragment|filter)\/.+)$/;

/**
 * The indexed copy of a page. The stemmer knows French elision by the straight apostrophe only:
 * with `’`, a search for “URL” finds nothing in « l’URL ». The page that readers get keeps `’`.
 * Of the forms of a file, the index has the one shown first, whole.
 */
const indexed = (html: string): string =>
  inForm(html, letterOf(defaultShape))
    .replace(/(?<=\p{L})\u2019(?=[\p{L}<$])/gu, "'")
    // Words of code count half.
    .replaceAll('<pre', '<pre data-pagefind-weight="0.5"')
    // A page of reasons is short, and would stand before the page whose lines it is about.
    .replaceAll('<table class="directives"', '<table class="directives" data-pagefind-weight="0.2"')
    // A message in the other language keeps its language in the list of results.
    .replace(/<h1(?=[^>]*\slang=)/, '<h1 data-pagefind-meta="title, titleLang[lang]"');

/** Pages of a fragment file by id; above some thousand pages Pagefind puts several into one file. */
const fragmentsOf = (path: string, content: Uint8Array): Record<string, PagefindPage> => {
  const text = gunzipSync(content)
    .toString()
    .replace(/^pagefind_dcd/, '');
  const parsed = JSON.parse(text) as PagefindPage | Record<string, PagefindPage>;
  return 'content' in parsed
    ? { [/([^/]+)\.pf_fragment$/.exec(path)?.[1] ?? path]: parsed as PagefindPage }
    : (parsed as Record<string, PagefindPage>);
};

const listed = ({ url, meta, filters }: PagefindPage): ListedPage => ({
  url,
  title: meta['title'] ?? url,
  ...(meta['titleLang'] !== undefined && { titleLang: meta['titleLang'] }),
  type: filters['type']?.[0] ?? 'page',
  servers: filters['server'] ?? [],
  phrases: [meta['alias'], meta['message']].flatMap(phrasesIn),
});

const failIf = (errors: readonly string[]): void => {
  if (errors.length > 0) throw new Error(`Pagefind: ${errors.join('\n')}`);
};

/** It names every page, so it would answer every query. */
const isSiteMap = (file: string): boolean => /(?:^|[\\/])site-map[\\/]index\.html$/.test(file);

const files: string[] = [];
for await (const file of glob('**/*.html', { cwd: dist })) files.push(file);
files.sort();
if (files.length === 0) throw new Error(`No page in ${dist}/: run astro build first`);

// A search fetches the part of the index that holds its word. Pagefind's parts of 20,000 places weigh
// 33 kB here, whole log lines would fetch all of them; a fifth of that size costs no further step.
// The setting is read by the program, not by its Node API, and may go: `tests/site/weight.spec.ts`
// then fails.
process.env['PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE'] ??= '4000';

/** What leads about or works a page, and what says of code that it was run: no text to be found. */
const excluded = [
  'nav',
  '.badge',
  '.choice',
  '.code-controls',
  '.port-note',
  '.settings',
  '.settings-mark',
];

const { index, errors: startErrors } = await pagefind.createIndex({
  includeCharacters: '$',
  excludeSelectors: excluded,
});
failIf(startErrors);
if (!index) throw new Error('Pagefind gave no index');

/** What pages leave to the index; kept, so that they can be indexed again. */
const searchedText = await readFile(join(dist, searchedFile), 'utf8');
const searched = JSON.parse(searchedText) as Record<string, string>;

const pagesByLocale = new Map<string, string[]>();
for (const file of files) {
  const own = searched[file.replaceAll('\\', '/')];
  const html = withSearched(await readFile(join(dist, file), 'utf8'), own);
  if (!html.includes('data-pagefind-body') || isSiteMap(file)) continue;
  const locale = /<html[^>]*\slang="([^"]*)"/.exec(html)?.[1];
  if (locale === undefined) throw new Error(`${file}: no html lang, so no index to put it in`);
  const content = indexed(html);
  const { errors } = await index.addHTMLFile({ sourcePath: file, content });
  failIf(errors.map((error) => `${file}: ${error}`));
  pagesByLocale.set(locale, [
    ...(pagesByLocale.get(locale) ?? []),
    inForm(html, letterOf(defaultShape)),
  ]);
}
if (pagesByLocale.size === 0) throw new Error('No page has data-pagefind-body');

const { files: written, errors } = await index.getFiles();
failIf(errors);
await rm(output, { recursive: true, force: true });
const write = async (path: string, content: Uint8Array | string) => {
  await mkdir(dirname(join(output, path)), { recursive: true });
  await writeFile(join(output, path), content);
};
await write(searchedFile.replace('pagefind/', ''), searchedText);
const fragments: Record<string, PagefindPage> = {};
for (const { path, content } of written) {
  if (wanted.test(path)) await write(path, content);
  if (path.startsWith('fragment/')) Object.assign(fragments, fragmentsOf(path, content));
}

for (const [locale, pages] of pagesByLocale) {
  const table: PagesTable = Object.fromEntries(
    Object.entries(fragments)
      .filter(([id]) => id.startsWith(`${locale}_`))
      .map(([id, page]) => [id, listed(page)] as const)
      .sort(([, a], [, b]) => (a.url < b.url ? -1 : 1)),
  );
  const vocabulary = vocabularyOf(pages);
  await write(`pages.${locale}.json`, JSON.stringify(table));
  await write(`vocabulary.${locale}.json`, JSON.stringify(vocabulary));
  console.log(
    `Search index ${locale}: ${String(pages.length)} pages, ${String(vocabulary.length)} words against misspelling`,
  );
}
await pagefind.close();
