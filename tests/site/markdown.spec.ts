import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { dist, expect, sitemapPaths, test } from './site.ts';

const copied = (): Promise<string> => navigator.clipboard.readText();

test('every page announces its Markdown copy, links to it, and the file is there', () => {
  for (const path of sitemapPaths().filter((each) => each !== '')) {
    const html = readFileSync(join(dist, path, 'index.html'), 'utf8');
    expect(html, path).toContain(
      `<link rel="alternate" type="text/markdown" href="/${path}index.md">`,
    );
    expect(html, path).toContain(`<a href="/${path}index.md">`);
    expect(readFileSync(join(dist, path, 'index.md'), 'utf8'), path).toMatch(/^# \S/);
  }
});

test('the button copies the Markdown copy of the page as it is', async ({
  cleared: page,
  site,
}) => {
  await page.goto(`${site}fr/nginx/`);
  await page.getByRole('button', { name: 'Copier la page en Markdown' }).click();
  await expect(page.locator('#status')).toHaveText('Page copiée en Markdown');
  expect(await page.evaluate(copied)).toBe(readFileSync(join(dist, 'fr/nginx/index.md'), 'utf8'));
});

for (const path of ['en/nginx/', 'en/troubleshooting/broken-proxy-banner/']) {
  test(`on /${path} the copy has the reader's values in every block`, async ({
    cleared: page,
    site,
  }) => {
    await page.goto(`${site}${path}#url=https://ci.example.net:8443/`);
    await page.getByRole('button', { name: 'Keep' }).click();
    await expect(page.locator('pre').filter({ hasText: 'ci.example.net' }).first()).toBeAttached();
    await page.getByRole('button', { name: 'Copy the page as Markdown' }).click();
    await expect(page.locator('#status')).toHaveText('Page copied as Markdown');
    const text = await page.evaluate(copied);
    const fences = [...text.matchAll(/```\w*\n[\s\S]*?```/g)].join('\n');
    expect(fences).toContain('ci.example.net');
    const shown = await page.locator('pre > code:not(.shapes *)').allTextContents();
    const sampleLeft = (code: string): number => code.split('jenkins.example.com').length - 1;
    expect(sampleLeft(fences)).toBe(sampleLeft(shown.join('\n')));
  });
}

test('a shape that the reader’s URL puts first keeps its text in the copy, and so does prose', async ({
  cleared: page,
  site,
}) => {
  const values = new URLSearchParams({ url: 'http://ci.example.net/tools', agentPort: '50123' });
  await page.goto(`${site}en/nginx/#${values.toString()}`);
  await page.getByRole('button', { name: 'Keep' }).click();
  await page.getByRole('button', { name: 'Copy the page as Markdown' }).click();
  await expect(page.locator('#status')).toHaveText('Page copied as Markdown');
  const text = await page.evaluate(copied);
  const names = {
    https: 'HTTPS',
    http: 'HTTP',
    host: 'host name of its own',
    path: 'under a path',
  };
  let compared = 0;
  for (const protocol of ['https', 'http'] as const) {
    for (const place of ['host', 'path'] as const) {
      await page.locator(`.choice [value=${protocol}]`).first().check();
      await page.locator(`.choice [value=${place}]`).first().check();
      await expect(page.locator('html')).toHaveAttribute('data-shape', `${protocol}-${place}`);
      const file = await page.locator('.shapes .file pre > code').first().innerText();
      const name = `${names[protocol]}, ${names[place]}`;
      expect(
        text.includes(
          `**${name}**, \`/etc/nginx/sites-available/jenkins.conf\`:\n\n\`\`\`nginx\n${file.trimEnd()}\n`,
        ),
        name,
      ).toBe(true);
      compared += 1;
    }
  }
  expect(compared).toBe(4);
  expect(text).toContain('use port `50123`, which is not HTTP');
});

test('without the file the button says what to do instead', async ({ page, site }) => {
  await page.route('**/index.md', (route) => route.abort());
  await page.goto(`${site}en/nginx/`);
  await page.getByRole('button', { name: 'Copy the page as Markdown' }).click();
  await expect(page.locator('#status')).toContainText('Copying failed');
});
