import type { Page } from 'playwright/test';
import { pagesShowingAll } from './control-signatures.ts';
import { expect, otherPaths, sitemapPaths, test } from './site.ts';

test.use({ javaScriptEnabled: false });

/** Opens all that is folded, and says what a reader without script would not see or could not use. */
const faultsWithoutScript = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
    const seen = (selector: string): Element[] =>
      [...document.querySelectorAll(selector)].filter((element) =>
        element.checkVisibility({ visibilityProperty: true, opacityProperty: true }),
      );
    return [
      ...(seen('h1').length === 1 ? [] : ['no title']),
      ...(seen('#nav').length === 1 || document.querySelector('.front') ? [] : ['no menu']),
      // The choice of a shape works by the style sheet.
      ...seen('button, select, input:not(.choice input), textarea').map(
        (control) => `dead control: ${control.outerHTML.slice(0, 120)}`,
      ),
    ];
  });

/*
 * Whether a control is seen depends on what it is and on what it stands in. These pages show each
 * control of the whole site in each place where one stands; a page with another joins them.
 */
test('each control in each place where one stands is hidden without a script, title and menu are there', async ({
  page,
  site,
}) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  for (const path of pagesShowingAll([...sitemapPaths(), ...otherPaths])) {
    await page.goto(site + path, { waitUntil: 'load' });
    expect.soft(await faultsWithoutScript(page), `/${path}`).toEqual([]);
  }
});

test('without a script the search button is a link to the site map', async ({ page, site }) => {
  await page.goto(`${site}en/nginx/`);
  await expect(page.locator('header').getByRole('link', { name: 'Site map' })).toBeVisible();
});

test('without a script the menu opens on a narrow screen', async ({ page, site }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(`${site}en/nginx/`);
  await expect(page.locator('#nav')).toBeHidden();
  await page.getByRole('link', { name: 'Menu' }).click();
  await expect(page.locator('#nav')).toBeVisible();
});

test('without a script the theme follows the system', async ({ page, site }) => {
  const background = async (colorScheme: 'light' | 'dark') => {
    await page.emulateMedia({ colorScheme });
    await page.goto(`${site}en/nginx/`);
    return page.locator('body').evaluate((body) => getComputedStyle(body).backgroundColor);
  };
  expect(await background('light')).toBe('rgb(255, 255, 255)');
  expect(await background('dark')).toBe('rgb(17, 22, 29)');
});
