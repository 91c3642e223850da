import type { Page } from 'playwright/test';
import { strings } from '../../core/i18n/index.ts';
import { locales } from '../../core/i18n/locales.ts';
import { expect, test } from './site.ts';

/*
 * What Jenkins received because of a line, from the records of the run. Apache's file is used, whose
 * main form is run on the system that the tests run on.
 */
const blockOf = (page: Page) => page.locator('.shapes').first();
const noteOf = (page: Page) => blockOf(page).locator('.received-note');
const lineOf = (page: Page, text: string) =>
  blockOf(page).locator(`.received-line[aria-label*="${text}"]`).first();

/**
 * Points at a line of the code by its place, as a reader does. The marks are laid anew when the page
 * has moved, so the place is looked for until the pointer is on it.
 */
const pointAt = async (page: Page, text: string): Promise<void> => {
  await expect(async () => {
    await blockOf(page)
      .locator('pre')
      .first()
      .hover({ position: { x: 4, y: 4 } });
    const line = lineOf(page, text);
    await line.scrollIntoViewIfNeeded({ timeout: 1000 });
    const box = await line.boundingBox();
    if (!box) throw new Error(`The line of “${text}” has no place.`);
    await page.mouse.move(box.x + 20, box.y + box.height / 2);
    await expect(noteOf(page)).toBeVisible({ timeout: 1000 });
  }).toPass({ timeout: 15_000 });
};

for (const locale of locales) {
  const { run } = strings(locale).received;

  test(`a line that writes a header shows what Jenkins received, for the shape shown (${locale})`, async ({
    cleared: page,
    site,
  }) => {
    await page.goto(`${site}${locale}/apache/`);
    await pointAt(page, 'X-Forwarded-Proto');
    await expect(noteOf(page)).toHaveText(`${run}X-Forwarded-Proto: https`);
    await blockOf(page).locator('.choice [value=http]').check();
    await pointAt(page, 'X-Forwarded-Proto: http');
    await expect(noteOf(page)).toHaveText(`${run}X-Forwarded-Proto: http`);
    await page.locator('h1').hover();
    await expect(noteOf(page)).toBeHidden();
  });

  test(`these lines are one stop of the keyboard, and arrows go between them (${locale})`, async ({
    cleared: page,
    site,
  }) => {
    await page.goto(`${site}${locale}/apache/`);
    await blockOf(page).locator('pre').first().focus();
    await expect(blockOf(page).locator('.received-line[tabindex="0"]')).toHaveCount(1);
    await page.keyboard.press('Tab');
    await expect(noteOf(page)).toHaveText(`${run}Host: jenkins.example.com`);
    await expect(blockOf(page).locator('.received-line:focus')).toHaveAccessibleName(
      new RegExp(`^ProxyPreserveHost On – ${run} Host: jenkins.example.com$`),
    );
    await page.keyboard.press('ArrowDown');
    await expect(noteOf(page)).toContainText('X-Forwarded-Proto: https');
    await page.keyboard.press('Escape');
    await expect(noteOf(page)).toBeHidden();
  });
}

test('the marks lie over their lines, and follow what wraps', async ({ cleared: page, site }) => {
  await page.goto(`${site}en/apache/`);
  for (const wraps of [false, true]) {
    if (wraps) {
      await page.setViewportSize({ width: 360, height: 720 });
      await blockOf(page).locator('[data-wrap]').first().click();
    }
    await pointAt(page, 'X-Forwarded-Proto');
    const places = await blockOf(page)
      .locator('pre')
      .first()
      .evaluate((pre) => {
        const code = pre.querySelector('code');
        const nodes = document.createTreeWalker(code ?? pre, NodeFilter.SHOW_TEXT);
        for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
          const at = (node.nodeValue ?? '').indexOf('ProxyPreserveHost');
          if (at < 0) continue;
          const range = document.createRange();
          range.setStart(node, at);
          range.setEnd(node, at + 'ProxyPreserveHost'.length);
          const mark = pre.querySelector('.received-line')?.getBoundingClientRect();
          const text = range.getBoundingClientRect();
          return { x: (mark?.x ?? 0) - text.x, y: (mark?.y ?? 0) - text.y };
        }
        return null;
      });
    expect(Math.abs(places?.x ?? 99)).toBeLessThan(1);
    expect(Math.abs(places?.y ?? 99)).toBeLessThan(1);
  }
});

test('what Jenkins received follows the reader’s values, and says so', async ({
  cleared: page,
  site,
}) => {
  await page.goto(`${site}en/apache/#url=https://ci.example.org/`);
  await expect(blockOf(page).locator('[data-slot=host]').first()).toHaveText('ci.example.org');
  await pointAt(page, 'Host: ci.example.org');
  await expect(noteOf(page)).toHaveText(`${strings('en').received.own}Host: ci.example.org`);
});

test('what is copied and saved is the file alone', async ({ cleared: page, site }) => {
  await page.goto(`${site}en/apache/`);
  const code = blockOf(page).locator('figure.file pre code').first();
  const before = await code.innerHTML();
  await pointAt(page, 'X-Forwarded-Proto');
  await expect(noteOf(page)).toBeVisible();
  expect(await code.innerHTML()).toBe(before);
  const link = blockOf(page).locator('a[download]:visible').first();
  const published = await (await page.request.get((await link.getAttribute('href')) ?? '')).text();
  await blockOf(page).locator('[data-copy]').first().click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe(published);
});

test('nothing of it is fetched before a block is reached', async ({ page, site }) => {
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await page.goto(`${site}en/apache/`, { waitUntil: 'networkidle' });
  expect(requests.filter((url) => /received/.test(url))).toEqual([]);
  await blockOf(page).locator('pre').first().hover();
  await expect.poll(() => requests.filter((url) => /received/.test(url)).length).toBe(3);
});

test.describe('on a touch screen', () => {
  test.use({ hasTouch: true, viewport: { width: 320, height: 700 } });
  test('a line is touched to see what it writes', async ({ page, site }) => {
    await page.goto(`${site}fr/apache/`);
    const line = blockOf(page).locator('code', { hasText: 'ProxyPreserveHost' }).first();
    await line.scrollIntoViewIfNeeded();
    const at = await line.evaluate((code) => {
      const nodes = document.createTreeWalker(code, NodeFilter.SHOW_TEXT);
      for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
        const start = (node.nodeValue ?? '').indexOf('ProxyPreserveHost');
        if (start < 0) continue;
        const range = document.createRange();
        range.setStart(node, start);
        range.setEnd(node, start + 4);
        range.startContainer.parentElement?.scrollIntoView({ block: 'center' });
        scrollBy({ top: range.getBoundingClientRect().top - 300, behavior: 'instant' });
        const { x, y, height } = range.getBoundingClientRect();
        return { x: x + 4, y: y + height / 2 };
      }
      return { x: 0, y: 0 };
    });
    await page.touchscreen.tap(at.x, at.y);
    await expect(noteOf(page)).toContainText('Host: jenkins.example.com');
  });
});

test.describe('without a script', () => {
  test.use({ javaScriptEnabled: false });
  test('nothing is offered at the lines', async ({ page, site }) => {
    await page.goto(`${site}en/apache/`);
    await expect(page.locator('.received-line, .received-note')).toHaveCount(0);
  });
});
