import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dist, expect, sitemapPaths, test } from './site.ts';

const serverPages = sitemapPaths().filter((path) => /^(?:fr|en)\/[^/]+\/$/.test(path));

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

for (const path of serverPages) {
  test(`on /${path} the copied text is the published file`, async ({ page, site }) => {
    await page.goto(site + path);
    await page.evaluate(() => {
      for (const details of document.querySelectorAll('details')) details.open = true;
    });
    for (const block of await page.locator('figure.code:has(a[download])').all()) {
      const file = (await block.locator('a[download]').getAttribute('href')) ?? '';
      await block.locator('[data-copy]').evaluate((button: HTMLElement) => button.click());
      await expect(block.locator('.done')).toHaveCount(1);
      const published = readFileSync(join(dist, new URL(file, site).pathname), 'utf8');
      const copied = await page.evaluate(() => navigator.clipboard.readText());
      expect(copied, file).toBe(published.replaceAll('\r\n', '\n'));
    }
    for (const text of await page.locator('.command code').allTextContents()) {
      expect(text, 'a prompt in a command').not.toMatch(/^\s*[$#>] /m);
    }
    await expect(page.locator('.output [data-copy]')).toHaveCount(0);
  });
}

test('copying tells so for three seconds, in the button and to screen readers', async ({
  page,
  site,
}) => {
  await page.goto(`${site}fr/nginx/`);
  const button = page.locator('.file [data-copy]').first();
  await expect(button).toHaveAccessibleName(/^Copier jenkins\.conf/);
  await button.click();
  await expect(button).toHaveText('Copié');
  await expect(page.getByRole('status').filter({ hasText: 'Copié' })).toHaveCount(1);
  await expect(button).toHaveText('Copier', { timeout: 5000 });
});

test('a refused clipboard selects the text and says how to copy by hand', async ({
  page,
  site,
}) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', {
      value: { writeText: () => Promise.reject(new Error('refused')) },
    });
  });
  await page.goto(`${site}en/nginx/`);
  await page.locator('.file [data-copy]').first().click();
  await expect(page.locator('#status')).toContainText('press Ctrl+C');
  expect(await page.evaluate(() => getSelection()?.toString())).toContain('server');
});

test('wrapping is a choice that stays', async ({ page, site }) => {
  await page.setViewportSize({ width: 400, height: 800 });
  await page.goto(`${site}fr/nginx/`);
  const wrap = page.locator('.file [data-wrap]').first();
  const whiteSpace = () =>
    page
      .locator('.file pre')
      .first()
      .evaluate(
        (pre) => getComputedStyle(pre).whiteSpaceCollapse + getComputedStyle(pre).textWrapMode,
      );
  await expect(wrap).toHaveAttribute('aria-pressed', 'false');
  expect(await whiteSpace()).toBe('preservenowrap');
  await wrap.click();
  await expect(wrap).toHaveAttribute('aria-pressed', 'true');
  expect(await whiteSpace()).toBe('preservewrap');
  await page.reload();
  expect(await whiteSpace()).toBe('preservewrap');
  await expect(wrap).toHaveAttribute('aria-pressed', 'true');
});

test('lines to be removed are not copied', async ({ page, site }) => {
  await page.goto(`${site}en/troubleshooting/broken-proxy-banner/`);
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  const block = page.locator('figure:has(.removed):has(.inserted)').first();
  await block.locator('[data-copy]').click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const inserted = await block.locator('.inserted').allTextContents();
  expect(copied.trimEnd().split('\n').filter(Boolean)).toEqual(inserted);
});
