import { expect, sitemapPaths, test } from './site.ts';

test.use({ javaScriptEnabled: false });

for (const path of sitemapPaths()) {
  test(`/${path} is complete without a script`, async ({ page, site }) => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.goto(site + path);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('button:visible')).toHaveCount(0);
    await expect(page.locator('select:visible, input:visible')).toHaveCount(0);
    if (path !== '') await expect(page.locator('#nav')).toBeVisible();
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
