import { locales } from '../../src/i18n/index.ts';
import { expect, sitemapPaths, test } from './site.ts';

test.use({ javaScriptEnabled: false });

// One page goes through the whole site: a page of its own for each would cost more than the look.
for (const locale of ['', ...locales]) {
  const paths = sitemapPaths().filter((path) => path.split('/')[0] === locale);
  test(`every page of /${locale} is complete without a script`, async ({ page, site }) => {
    test.setTimeout(180_000);
    await page.setViewportSize({ width: 1280, height: 900 });
    for (const path of paths) {
      await page.goto(site + path, { waitUntil: 'domcontentloaded' });
      const title = page.getByRole('heading', { level: 1 });
      await expect.soft(title, path).toBeVisible();
      const dead = page.locator('button:visible, select:visible, input:visible');
      await expect.soft(dead, path).toHaveCount(0);
      if (path !== '') await expect.soft(page.locator('#nav'), path).toBeVisible();
    }
  });
}

test('without a script the page says which values to replace', async ({ page, site }) => {
  await page.goto(`${site}fr/nginx/`);
  await expect(page.getByText('remplacez jenkins.example.com')).toBeVisible();
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
