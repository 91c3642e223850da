import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as pagefind from 'pagefind';
import type { Browser } from 'playwright';
import { cacheFolder } from '../../../tests/wire/cache-folder.ts';
import { firstResult } from '../first-result.ts';
import { slowLink } from '../slow-link.ts';

/** From the first letter to the first result painted, in milliseconds, and what was fetched. */
export interface FirstResult {
  readonly milliseconds: number;
  readonly bytes: number;
}

const query = 'websocket nginx';

/** A page of a field and a list, which asks Pagefind as its manual does, of the same pages. */
const barePage = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Search</title><input type="search"><ol></ol><script type="module" src="search.js"></script></html>`;

/** In a file of its own: the server's policy refuses scripts within a page that it does not know. */
const bareScript = `const field = document.querySelector('input');
const list = document.querySelector('ol');
field.addEventListener('input', async () => {
  const pagefind = await import('/pagefind/pagefind.js');
  const { results } = await pagefind.search(field.value);
  const found = await Promise.all(results.slice(0, 5).map((result) => result.data()));
  list.innerHTML = found.map(({ url, meta, excerpt }) => '<li><a href="' + url + '">' + meta.title + '</a><p>' + excerpt).join('');
});
`;

/** Indexes the built pages with Pagefind's defaults, beside the bare page. */
export const bareSearch = async (dist: string): Promise<string> => {
  const root = join(cacheFolder(), 'bench', 'bare-search');
  rmSync(root, { recursive: true, force: true });
  mkdirSync(root, { recursive: true });
  writeFileSync(join(root, 'index.html'), barePage);
  writeFileSync(join(root, 'search.js'), bareScript);
  writeFileSync(join(root, '404.html'), readFileSync(join(dist, '404.html')));
  const { index, errors } = await pagefind.createIndex();
  if (!index) throw new Error(errors.join('\n'));
  await index.addDirectory({ path: dist });
  await index.writeFiles({ outputPath: join(root, 'pagefind') });
  await pagefind.close();
  cpSync(join(dist, 'favicon.svg'), join(root, 'favicon.svg'));
  return root;
};

/**
 * One search in a fresh profile on the slow link, without anything fetched before; `inside` is what
 * holds the field.
 */
export const searchOnce = async (
  browser: Browser,
  url: string,
  inside: string,
): Promise<FirstResult> => {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await page.goto(url, { waitUntil: 'networkidle' });
    await slowLink(session);
    let bytes = 0;
    // Of the whole context: Pagefind fetches in a worker, which the page's own session does not see.
    context.on('requestfinished', (request) => {
      void request.sizes().then(({ responseBodySize }) => (bytes += responseBodySize));
    });
    const milliseconds = await page.evaluate(firstResult, { text: query, inside });
    await page.waitForTimeout(2_000);
    return { milliseconds, bytes };
  } finally {
    await context.close();
  }
};
