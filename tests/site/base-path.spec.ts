import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { serve } from '../../tools/serve.ts';
import { expect, test } from './site.ts';

const base = '/docs/jenkins/';

test('below a path of its host the site has its styles, its pages and its search', async ({
  page,
}) => {
  test.setTimeout(240_000);
  const root = mkdtempSync(join(tmpdir(), 'base-path-'));
  const env = { ...process.env, BASE_PATH: base };
  const node = (...words: string[]) =>
    execFileSync(process.execPath, words, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  node('node_modules/astro/bin/astro.mjs', 'build', '--outDir', root, '--silent');
  node('tools/index-search.ts', root);
  const server = await serve({ root, port: 0, base, compresses: false });
  try {
    const missing: string[] = [];
    page.on('response', (response) => {
      if (response.status() >= 400) missing.push(response.url());
    });
    await page.goto(new URL(`${base}fr/nginx/`, server.url).href);
    await page.locator('.search-open').click();
    await page.locator('dialog[open]').getByRole('searchbox').fill('chemin de contexte');
    const first = page.locator('dialog[open] .search-results a').first();
    await expect(first).toHaveAttribute('href', `${base}fr/concepts/context-path/`);
    await first.click();
    await expect(page).toHaveURL(new URL(`${base}fr/concepts/context-path/`, server.url).href);
    await page.goto(new URL(`${base}en/search/?q=websocket`, server.url).href);
    await expect(page.locator('main .search-results a').first()).toHaveAttribute(
      'href',
      new RegExp(`^${base}en/`),
    );
    expect(missing).toEqual([]);
    expect(await page.evaluate(() => window.policyViolations)).toEqual([]);
  } finally {
    await server.close();
    rmSync(root, { recursive: true, force: true });
  }
});
