import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { serve } from '../../tools/serve.ts';
import { dist, expect, test } from './site.ts';

test('an unknown address answers 404 with the page of its language', async ({ page, site }) => {
  const french = await page.request.get(`${site}fr/rien/du/tout/`);
  expect(french.status()).toBe(404);
  expect(await french.text()).toContain('<html lang="fr"');
  const english = await page.request.get(`${site}en/nothing`);
  expect(await english.text()).toContain('<html lang="en"');
  const elsewhere = await page.request.get(`${site}nothing/at/all`);
  expect(elsewhere.status()).toBe(404);
  const html = await elsewhere.text();
  expect(html).toContain('noindex');
  expect(html).toContain('lang="en"');
});

test('files have their types, and a configuration is text', async ({ page, site }) => {
  const typeOf = async (path: string) =>
    (await page.request.get(site + path)).headers()['content-type'];
  expect(await typeOf('fr/')).toBe('text/html; charset=utf-8');
  expect(await typeOf('favicon.svg')).toBe('image/svg+xml');
  expect(await typeOf('examples/manifest.json')).toBe('application/json');
  expect(await typeOf('examples/en/nginx/https-host/jenkins.conf')).toBe(
    'text/plain; charset=utf-8',
  );
});

test('a text comes compressed as the client can read it, and is the same', async () => {
  const server = await serve({ root: dist, port: 0 });
  try {
    const html = readFileSync(join(dist, '404.html'), 'utf8');
    for (const [accepted, encoding] of [
      ['gzip, br', 'br'],
      ['gzip, br;q=0', 'gzip'],
      ['identity', null],
    ] as const) {
      const headers = { 'Accept-Encoding': accepted };
      const answer = await fetch(`${server.url}404.html`, { headers });
      expect(answer.headers.get('content-encoding'), accepted).toBe(encoding);
      expect(await answer.text(), accepted).toBe(html);
    }
  } finally {
    await server.close();
  }
});

test('an address without its final slash leads to the page', async ({ page, site }) => {
  const answer = await page.request.get(`${site}fr/nginx?x=1`, { maxRedirects: 0 });
  expect(answer.status()).toBe(301);
  expect(answer.headers()['location']).toBe('/fr/nginx/?x=1');
});

test('nothing outside the built folder is served', async ({ page, site }) => {
  for (const path of [
    '..%2fpackage.json',
    '%2e%2e/package.json',
    'fr/..%2f..%2fpackage.json',
    '%ff',
  ]) {
    expect((await page.request.get(site + path)).status(), path).toBe(404);
  }
});
