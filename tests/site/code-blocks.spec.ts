import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { attribute, classesOf, find, findAll, readHtml, textContent } from '../html.ts';
import { dist, expect, test } from './site.ts';

const pages = globSync('**/index.html', { cwd: dist })
  .sort()
  .map((file) => ({
    path: file.replace(/index\.html$/, ''),
    root: readHtml(readFileSync(join(dist, file), 'utf8')),
  }));

const pagesWithFiles = pages.filter(
  ({ root }) => find(root, (one) => attribute(one, 'download') !== undefined) !== null,
);

for (const { path } of pagesWithFiles) {
  test(`on /${path} the copied text is the published file`, async ({ keptPage: page, site }) => {
    await page.goto(site + path);
    const blocks = await page.evaluate(async () => {
      for (const details of document.querySelectorAll('details')) details.open = true;
      const copied: { file: string; text: string }[] = [];
      for (const link of document.querySelectorAll<HTMLAnchorElement>('figure.code a[download]')) {
        if (!link.checkVisibility()) continue;
        const button = link.closest('figure')?.querySelector<HTMLElement>('[data-copy]');
        await navigator.clipboard.writeText('');
        button?.click();
        // The button says at once that it has copied; 5 s are there for a loaded machine.
        const until = performance.now() + 5000;
        while (!button?.classList.contains('done') && performance.now() < until)
          await new Promise((resolve) => setTimeout(resolve, 5));
        copied.push({ file: link.pathname, text: await navigator.clipboard.readText() });
      }
      return copied;
    });
    expect(blocks.length).toBeGreaterThan(0);
    for (const { file, text } of blocks) {
      const published = readFileSync(join(dist, file), 'utf8');
      expect(text, file).toBe(published.replaceAll('\r\n', '\n'));
    }
  });
}

test('commands carry no prompt, and what they print is not offered for copying', () => {
  expect(pagesWithFiles.length).toBeGreaterThan(0);
  for (const { path, root } of pages) {
    for (const block of findAll(root, (one) => one.tagName === 'figure')) {
      const kinds = classesOf(block);
      if (kinds.includes('output')) {
        const button = find(block, (one) => attribute(one, 'data-copy') !== undefined);
        expect(button, path).toBeNull();
      }
      if (!kinds.includes('command')) continue;
      const pre = find(block, ({ tagName }) => tagName === 'pre');
      const code = pre === null ? '' : textContent(pre);
      expect(code, path).not.toBe('');
      // A comment is a sentence and begins with a capital letter; what one types behind # does not.
      expect(code, path).not.toMatch(/^\s*(?:\$|>|#(?! \p{Lu}\p{L}*[ ’'])) /mu);
    }
  }
});

test('copying tells so for three seconds, in the button and to screen readers', async ({
  cleared: page,
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

test('wrapping is a choice that stays', async ({ cleared: page, site }) => {
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

test('lines to be removed are not copied', async ({ cleared: page, site }) => {
  await page.goto(`${site}en/troubleshooting/broken-proxy-banner/`);
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
  const block = page.locator('figure:has(.removed):has(.inserted)').first();
  await block.locator('[data-copy]').click();
  await expect(block.locator('[data-copy]')).toHaveText('Copied');
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  const inserted = await block.locator('.inserted').allTextContents();
  expect(copied.trimEnd().split('\n').filter(Boolean)).toEqual(inserted);
});
