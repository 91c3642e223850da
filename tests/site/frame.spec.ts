import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { locales } from '../../core/i18n/locales.ts';
import { dist, expect, otherPaths, sitemapPaths, test } from './site.ts';

const article = 'fr/nginx/';

test('the skip link is first and leads into the page', async ({ cleared: page, site }) => {
  await page.goto(site + article);
  await page.keyboard.press('Tab');
  const skip = page.locator('.skip');
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.closest('main') !== null)).toBe(true);
});

test('the theme has three states, and the choice stays in both languages', async ({
  cleared: page,
  site,
}) => {
  await page.emulateMedia({ colorScheme: 'light' });
  await page.goto(site + article);
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await background();
  const control = page.getByRole('combobox', { name: 'Thème' });
  await expect(control).toHaveValue('');
  await control.selectOption('dark');
  const dark = await background();
  expect(dark).not.toBe(light);
  await page.locator('.language').click();
  await page.waitForURL('**/en/nginx/**');
  expect(await background()).toBe(dark);
  const english = page.getByRole('combobox', { name: 'Theme' });
  await expect(english).toHaveValue('dark');
  await english.selectOption('');
  expect(await background()).toBe(light);
});

test('the language link keeps the section and the place in it', async ({ cleared: page, site }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(site + article);
  const place = (part: number) =>
    page.evaluate((fraction) => {
      const headings = [...document.querySelectorAll('main h2[id]')];
      const index = headings.findIndex(({ id }) => id === 'jenkins');
      const top = (element: Element | undefined) =>
        (element?.getBoundingClientRect().top ?? 0) + scrollY;
      const [start, end] = [top(headings[index]), top(headings[index + 1])];
      const line = Number.parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop);
      if (fraction >= 0) scrollTo(0, start + fraction * (end - start) - line);
      return (scrollY + line - start) / (end - start);
    }, part);
  await place(0.4);
  const switchLanguage = () =>
    page.locator('.language').evaluate((link: HTMLElement) => link.click());
  await switchLanguage();
  await page.waitForURL('**/en/nginx/#jenkins');
  expect(await place(-1)).toBeCloseTo(0.4, 1);
  await switchLanguage();
  await page.waitForURL('**/fr/nginx/#jenkins');
  expect(await place(-1)).toBeCloseTo(0.4, 1);
});

test('the menu is a disclosure on a narrow screen', async ({ cleared: page, site }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(site + article);
  const nav = page.locator('#nav');
  const button = page.getByRole('button', { name: 'Menu' });
  await expect(nav).toBeHidden();
  await button.press('Enter');
  await expect(button).toHaveAttribute('aria-expanded', 'true');
  await expect(nav).toBeVisible();
  await button.press('Enter');
  await expect(nav).toBeHidden();
});

test('header, navigation and footer are the same on every page of a language', () => {
  for (const locale of locales) {
    const parts = new Map<string, Set<string>>();
    const paths = [...sitemapPaths(), ...otherPaths].filter((one) => one.startsWith(`${locale}/`));
    for (const path of paths) {
      const file = path.endsWith('/') ? `${path}index.html` : path;
      const html = readFileSync(join(dist, file), 'utf8');
      for (const name of ['header', 'nav', 'footer']) {
        const part = new RegExp(`<${name}[ >].*?</${name}>`, 's').exec(html)?.[0] ?? 'MISSING';
        const neutral = part
          .replace(/<dialog.*?<\/dialog>/gs, '')
          .replace(/ aria-current="page"/, '')
          .replace(/(?:href|data-markdown)="[^"]*"|<p class="page-address.*?<\/p>/gs, '')
          .replace(/[^>]*<time.*?<\/time>\./s, '');
        parts.set(name, (parts.get(name) ?? new Set()).add(neutral.replace(/\s+/g, ' ')));
      }
    }
    expect(parts.get('header')?.size, locale).toBe(1);
    // Pages about trouble list every symptom.
    expect(parts.get('nav')?.size, locale).toBe(2);
    expect(parts.get('footer')?.size, locale).toBeLessThanOrEqual(2);
  }
});

test('no single key does anything', async ({ cleared: page, site }) => {
  await page.goto(site + article);
  const state = () =>
    page.evaluate(() => [
      location.href,
      scrollX,
      scrollY,
      document.activeElement?.tagName,
      document.documentElement.outerHTML,
    ]);
  const before = await state();
  for (const key of 'abcdefghijklmnopqrstuvwxyz0123456789/?.') await page.keyboard.press(key);
  expect(await state()).toEqual(before);
  await expect(page.locator('dialog[open]')).toHaveCount(0);
});

test('under reduced motion nothing moves', async ({ cleared: page, site }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.goto(site + article);
  const moving = await page.evaluate(
    () =>
      document.getAnimations().length +
      (getComputedStyle(document.documentElement).scrollBehavior === 'smooth' ? 1 : 0),
  );
  expect(moving).toBe(0);
});

test('forced colours keep borders on blocks and buttons', async ({ cleared: page, site }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.goto(site + article);
  const width = await page
    .locator('figure.code')
    .first()
    .evaluate((figure) => getComputedStyle(figure).borderTopWidth);
  expect(width).toBe('1px');
});

test('on paper everything is open, wrapped and black on white', async ({ cleared: page, site }) => {
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto(site + article);
  await page.emulateMedia({ media: 'print' });
  await page.evaluate(() => dispatchEvent(new Event('beforeprint')));
  await expect(page.locator('.site-header')).toBeHidden();
  await expect(page.locator('#nav')).toBeHidden();
  await expect(page.locator('.code-controls').first()).toBeHidden();
  await expect(page.locator('.page-address')).toBeVisible();
  await expect(page.locator('main details:not([open], .settings)')).toHaveCount(0);
  const pre = await page
    .locator('.file pre')
    .first()
    .evaluate((element) => {
      const { color, backgroundColor, textWrapMode } = getComputedStyle(element);
      return { color, backgroundColor, textWrapMode };
    });
  expect(pre).toEqual({
    color: 'rgb(0, 0, 0)',
    backgroundColor: 'rgb(255, 255, 255)',
    textWrapMode: 'wrap',
  });
});

test('a page is fetched when its link is pointed at, and only once', async ({ page, site }) => {
  await page.goto(site + article);
  const fetched: string[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/')) fetched.push(request.url());
  });
  const link = page.locator('#nav a[href="/fr/"]');
  await link.hover();
  await expect.poll(() => fetched).toEqual([`${site}fr/`]);
  await page.mouse.move(0, 0);
  await link.hover();
  await link.focus();
  expect(fetched).toEqual([`${site}fr/`]);
  expect(await page.evaluate(() => window.policyViolations)).toEqual([]);
});

test('the part of the server visited last opens first in a list of fixes, unless that is being looked at', async ({
  cleared: page,
  site,
}) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${site}en/nginx/`);
  await page.goto(`${site}en/concepts/open-internet/`);
  const lists = page.locator('.fixes:has([data-server=nginx])');
  const isFirst = (list: number): Promise<boolean> =>
    lists.nth(list).evaluate((fixes) => {
      const first = fixes.firstElementChild as HTMLDetailsElement;
      return first.dataset['server'] === 'nginx' && first.open;
    });
  await expect.poll(() => isFirst(1)).toBe(true);
  await expect(lists.first()).toBeInViewport();
  expect(await lists.first().locator('[open]').count()).toBe(0);
  expect(await page.evaluate(() => window.layoutShift)).toBe(0);
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await expect.poll(() => isFirst(0)).toBe(true);
});
