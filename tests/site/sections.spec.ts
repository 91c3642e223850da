import type { Page } from 'playwright/test';
import { expect, test } from './site.ts';

/*
 * Sections below the first screen are laid out when they come near it. Pages here are opened without
 * the sheet by which the other tests see whole ones.
 */
const untouched = async (
  browser: { newPage: (options: object) => Promise<Page> },
  width: number,
): Promise<Page> => browser.newPage({ viewport: { width, height: 800 } });

const topOf = (page: Page, id: string): Promise<number> =>
  page.evaluate(
    (wanted) => document.getElementById(wanted)?.getBoundingClientRect().top ?? NaN,
    id,
  );

test('a page lays out its first sections only', async ({ browser, site }) => {
  const page = await untouched(browser, 1280);
  await page.goto(`${site}en/nginx/`);
  const laidOut = await page.evaluate(
    () =>
      [...document.querySelectorAll('.part')].filter((part) =>
        part.firstElementChild?.checkVisibility({ contentVisibilityAuto: true }),
      ).length,
  );
  const parts = await page.locator('.part').count();
  expect(parts).toBeGreaterThan(5);
  expect(laidOut).toBeLessThan(parts / 2);
  await page.emulateMedia({ media: 'print' });
  const printed = await page
    .locator('.part')
    .evaluateAll((all) => all.map((part) => getComputedStyle(part).contentVisibility));
  expect(new Set(printed)).toEqual(new Set(['visible']));
  await page.close();
});

for (const width of [1280, 320]) {
  test(`the address of a section opens at it, and stays there (${String(width)} px)`, async ({
    browser,
    site,
  }) => {
    const page = await untouched(browser, width);
    for (const id of ['validate', 'check', 'undo', 'symptoms']) {
      await page.goto('about:blank');
      await page.goto(`${site}fr/nginx/#${id}`);
      await expect.poll(() => topOf(page, id), { message: id }).toBeLessThan(120);
      await page.waitForTimeout(200);
      expect(Math.abs((await topOf(page, id)) - 80), id).toBeLessThan(60);
    }
    await page.close();
  });
}

test('nothing that is seen moves while a reader scrolls through a page', async ({
  browser,
  site,
}) => {
  const page = await untouched(browser, 1280);
  await page.goto(`${site}fr/nginx/`);
  await page.evaluate(() => {
    window.layoutShift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries())
        window.layoutShift += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: 'layout-shift' });
  });
  const isAtEnd = (): Promise<boolean> =>
    page.evaluate(async () => {
      scrollBy({ top: 400, behavior: 'instant' });
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
      return scrollY + innerHeight >= document.documentElement.scrollHeight - 1;
    });
  while (!(await isAtEnd()));
  expect(await page.evaluate(() => window.layoutShift)).toBeLessThan(0.01);
  await page.close();
});

test('the other language opens at the same section', async ({ browser, site }) => {
  const page = await untouched(browser, 1280);
  await page.goto(`${site}fr/nginx/#undo`);
  await expect.poll(() => topOf(page, 'undo')).toBeLessThan(120);
  // A click of the mouse would scroll to the header first.
  await page.locator('.language').evaluate((link: HTMLElement) => link.click());
  await page.waitForURL('**/en/nginx/**');
  await expect.poll(async () => Math.abs((await topOf(page, 'undo')) - 80)).toBeLessThan(60);
  await page.close();
});
