import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { archiveFile, archiveFolder } from '../../core/i18n/copies.ts';
import { findAll, readHtml } from '../html.ts';
import { dist, expect, sitemapPaths, test } from './site.ts';

let folder = '';
const inside = (...parts: string[]): string => join(folder, archiveFolder, ...parts);

test.beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'archive-'));
  execFileSync('tar', ['-xzf', resolve(dist, archiveFile), '-C', folder]);
});

test.afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('the archive holds every page, its Markdown copy and every configuration', () => {
  for (const path of sitemapPaths())
    expect(existsSync(inside(path, 'index.html')), path).toBe(true);
  const files = globSync('{fr,en,examples,evidence}/**', { cwd: dist })
    .filter((file) => /\.md$|^examples|^evidence/.test(file))
    .filter((file) => statSync(join(dist, file)).isFile());
  expect(files.length).toBeGreaterThan(sitemapPaths().length);
  for (const file of files) {
    expect(readFileSync(inside(file)).equals(readFileSync(join(dist, file))), file).toBe(true);
  }
});

test('every link inside the archive leads to one of its files', () => {
  const dead = globSync('**/*.html', { cwd: inside() }).flatMap((page) => {
    const root = readHtml(readFileSync(inside(page), 'utf8'));
    return findAll(root, () => true)
      .flatMap(({ attrs }) => attrs)
      .filter(({ name }) => ['href', 'src', 'action'].includes(name))
      .map(({ value }) => value.replace(/[?#].*$/, ''))
      .filter((address) => address !== '' && !/^[a-z]+:/.test(address))
      .filter((address) => !existsSync(inside(dirname(page), address)))
      .map((address) => `${page} → ${address}`);
  });
  expect([...new Set(dead)]).toEqual([]);
});

test('from a disk a page has its styles, leads on, and shows no dead button', async ({ page }) => {
  const failed: string[] = [];
  page.on('requestfailed', (request) => failed.push(request.url()));
  page.on('console', (message) => message.type() === 'error' && failed.push(message.text()));
  await page.goto(pathToFileURL(inside('fr/nginx/index.html')).href);
  expect(
    await page
      .locator('pre')
      .first()
      .evaluate((pre) => getComputedStyle(pre).overflowX),
  ).toBe('auto');
  await expect(
    page.locator('button:visible, input:not(.choice input):visible, select:visible'),
  ).toHaveCount(0);
  await page.locator('.choice [value=path]').first().check();
  await expect(page.locator('.file pre').first()).toContainText('location = /jenkins {');
  await expect(page.getByText('Copie à lire sur disque')).toBeVisible();
  await page.locator('header').getByRole('link', { name: 'Plan du site' }).click();
  await expect(page).toHaveURL(pathToFileURL(inside('fr/site-map/index.html')).href);
  await page.locator('main').getByRole('link', { name: 'Apache HTTP Server', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Apache');
  await page.locator('header').getByRole('link', { name: 'English' }).click();
  await expect(page).toHaveURL(pathToFileURL(inside('en/apache/index.html')).href);
  expect(failed).toEqual([]);
});
