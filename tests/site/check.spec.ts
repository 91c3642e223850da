import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import axe from 'axe-core';
import { dist, expect, test, watched } from './site.ts';
import type { Page } from 'playwright/test';

/** What a page of 2015 would have: every request loses its name, and WebSocket does not pass. */
const wrong = `server {
  listen 443 ssl;
  server_name ci.example.org;
  location / {
    proxy_pass http://127.0.0.1:8080/;
  }
}
`;

const answer = async (page: Page, text: string): Promise<void> => {
  const before = await page.locator('[data-check]').getAttribute('data-answered');
  await page.locator('#check-text').fill(text);
  await page.locator('[data-check] [type=submit]').click();
  await expect(page.locator('[data-check]')).not.toHaveAttribute('data-answered', before ?? '');
  await expect(page.locator('[data-check] [data-part=results]')).toBeVisible();
};

for (const [locale, count, nothing] of [
  ['en', 'faults found', 'No known fault'],
  ['fr', 'erreurs trouvées', 'Aucune erreur connue'],
] as const) {
  test(`in “${locale}” a wrong file is told at its lines, a right one has nothing`, async ({
    page,
  }) => {
    await page.goto(`${locale}/check/`);
    await answer(page, wrong);
    const results = page.locator('[data-check] [data-part=results]');
    await expect(results.getByRole('heading', { level: 2 })).toContainText(count);
    await expect(page.locator('[data-check] [role=status]')).toContainText(count);
    const link = results.locator(
      `a[href$="/${locale}/troubleshooting/encoded-slash-404/#encoded-slash-decoded"]`,
    );
    await expect(link.first()).toBeVisible();
    await results.getByRole('button').nth(1).click();
    await expect(page.locator('#check-text')).toBeFocused();
    const right = readFileSync(
      join(dist, `examples/${locale}/nginx/https-path/jenkins.conf`),
      'utf8',
    );
    await answer(page, right);
    await expect(results.getByRole('heading', { level: 2 })).toContainText(nothing);
    expect(watched.get(page)).toEqual({ consoleErrors: [], foreignRequests: [] });
    expect(await page.evaluate(() => window.policyViolations)).toEqual([]);
  });
}

test('what is pasted stays text, offline too, and fits a narrow screen', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await page.goto('en/check/', { waitUntil: 'networkidle' });
  await page.context().setOffline(true);
  const hostile = wrong.replace(
    'ci.example.org',
    '"<img src=x onerror=window.ran=1><script>window.ran=1</script>"',
  );
  await answer(page, hostile);
  await answer(page, `proxy_pass http://<b>x</b>/; ${hostile}`);
  expect(await page.evaluate(() => 'ran' in window)).toBe(false);
  await expect(page.locator('[data-check] :is(img, script, b)')).toHaveCount(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await page.context().setOffline(false);
});

const included = [
  {
    name: 'jenkins.conf',
    mimeType: 'text/plain',
    buffer: Buffer.from(wrong.replace('proxy_pass', 'include headers.inc;\n    proxy_pass')),
  },
  {
    name: 'headers.inc',
    mimeType: 'text/plain',
    buffer: Buffer.from(
      'proxy_set_header Host $http_host;\nproxy_set_header X-Forwarded-Proto $scheme;\n',
    ),
  },
];

/** Holds the code of the form back until `release` is called. */
const holdCode = async (page: Page): Promise<{ release: () => void; asked: Promise<unknown> }> => {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  const code = /\/_astro\/form\.[^/]*\.js$/;
  const asked = page.waitForRequest(code);
  await page.route(code, async (route) => {
    await held;
    await route.continue();
  });
  return { release, asked };
};

test('a dropped file that is included is read in its place', async ({ page }) => {
  await page.goto('en/check/');
  await page.locator('#check-files').setInputFiles(included);
  const results = page.locator('[data-check] [data-part=results]');
  await expect(results).toBeVisible();
  await expect(results.locator('.check-findings a[href*="#scheme-not-passed"]')).toHaveCount(0);
  await expect(results.locator('.check-findings a[href*="#slash-decoded"]')).not.toHaveCount(0);
});

test('files that are chosen before the code has arrived are checked when it has', async ({
  page,
}) => {
  const { release, asked } = await holdCode(page);
  await page.goto('en/check/');
  await asked;
  await page.locator('#check-files').setInputFiles(included);
  const results = page.locator('[data-check] [data-part=results]');
  await expect(results).toBeHidden();
  release();
  await expect(results.locator('.check-findings a[href*="#slash-decoded"]')).not.toHaveCount(0);
  await expect(results.locator('.check-findings a[href*="#scheme-not-passed"]')).toHaveCount(0);
});

test('a text that is in the field before the code has arrived is checked when it has', async ({
  page,
}) => {
  const { release, asked } = await holdCode(page);
  await page.goto('en/check/');
  await asked;
  await page.locator('#check-text').fill(wrong);
  await expect(page.locator('[data-check] [type=submit]')).toBeDisabled();
  await page.locator('#check-url').press('Enter');
  release();
  await expect(
    page.locator('[data-check] [data-part=results]').getByRole('heading', { level: 2 }),
  ).toContainText('faults found');
  await expect(page.locator('#check-text')).toHaveValue(wrong);
  await expect(page.locator('[data-check] [type=submit]')).toBeEnabled();
});

test('the results have no fault of accessibility', async ({ page }) => {
  await page.goto('en/check/');
  await answer(page, wrong);
  await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { axe: loaded } = window as unknown as {
      axe: { run: () => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }> };
    };
    const { violations } = await loaded.run();
    return violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]);
  });
  expect(found).toEqual([]);
});

test('the script of the checker stays below 60 kB', () => {
  const files = readdirSync(join(dist, '_astro')).filter((name) =>
    /^(?:worker|CheckForm|form|url)[-.].*\.js$/.test(name),
  );
  expect(files).toHaveLength(4);
  const size = files.reduce(
    (sum, name) => sum + brotliCompressSync(readFileSync(join(dist, '_astro', name))).length,
    0,
  );
  expect(size).toBeLessThanOrEqual(60_000);
});
