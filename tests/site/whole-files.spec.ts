import { execFileSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Page } from 'playwright/test';
import { archiveFile, archiveFolder } from '../../core/i18n/copies.ts';
import { shapes } from '../../core/settings/shape.ts';
import { dist, expect, test } from './site.ts';

/*
 * A file stands once in a page, in all its forms. What a reader sees, copies, downloads, takes as
 * Markdown or from the archive is one whole file each time, byte for byte the one that was run.
 */

interface Seen {
  readonly file: string;
  readonly shown: string;
  readonly copied: string;
}

const pages = globSync('{fr,en}/*/index.html', { cwd: dist })
  .sort()
  .filter((file) => readFileSync(join(dist, file), 'utf8').includes('class="shapes"'))
  .map((file) => file.replace(/index\.html$/, ''));

const published = (file: string): string =>
  readFileSync(join(dist, file), 'utf8').replaceAll('\r\n', '\n');

/** Presses the buttons of a block for one form; false where the block has not all of them. */
const seenFiles = (page: Page, shape: string): Promise<Seen[]> =>
  page.evaluate(async (wanted) => {
    const [protocol, place] = wanted.split('-');
    const waitFor = async (isDone: () => boolean): Promise<void> => {
      // A block shows another form at once; 5 s are there for a loaded machine, not for the page.
      const until = performance.now() + 5000;
      while (!isDone() && performance.now() < until)
        await new Promise((done) => setTimeout(done, 2));
    };
    const press = async (block: Element, value: string | undefined): Promise<boolean> => {
      const radio = block.querySelector<HTMLInputElement>(`.choice [value='${value ?? ''}']`);
      if (!radio) return false;
      if (radio.checked) return true;
      radio.click();
      const { dataset } = document.documentElement;
      await waitFor(() =>
        `${dataset['shape'] ?? ''}-${dataset['variant'] ?? ''}`.includes(radio.value),
      );
      return true;
    };
    const all: Seen[] = [];
    for (const block of document.querySelectorAll('.shapes')) {
      await press(block, protocol);
      await press(block, place);
      const variants = [...block.querySelectorAll<HTMLInputElement>('[name^=variant]')];
      for (const variant of variants.length === 0 ? [undefined] : variants) {
        if (variant) await press(block, variant.value);
        for (const figure of block.querySelectorAll<HTMLElement>('figure.file')) {
          const button = figure.querySelector<HTMLElement>('[data-copy]');
          const links = [...figure.querySelectorAll<HTMLAnchorElement>('a[download]')].filter(
            (link) => link.checkVisibility(),
          );
          const code = figure.querySelector<HTMLElement>('pre > code');
          if (!figure.checkVisibility() || !button || !code) continue;
          let copied: string | undefined;
          navigator.clipboard.writeText = (text) => Promise.resolve(void (copied = text));
          button.click();
          await waitFor(() => copied !== undefined);
          all.push({
            file: links.map(({ pathname }) => pathname).join(' '),
            shown: code.innerText.replace(/\n*$/, '\n'),
            copied: copied ?? '',
          });
        }
      }
    }
    return all;
  }, shape);

const archived = new Map<string, string>();
const inArchive = (file: string): string => {
  if (archived.size === 0) {
    const list = execFileSync('tar', ['-tzf', resolve(dist, archiveFile)], { encoding: 'utf8' });
    for (const name of list.split('\n')) archived.set(name, '');
  }
  return execFileSync('tar', ['-xzOf', resolve(dist, archiveFile), `${archiveFolder}${file}`], {
    encoding: 'utf8',
  }).replaceAll('\r\n', '\n');
};

const indexed = globSync('pagefind/fragment/*.pf_fragment', { cwd: dist }).map((file) =>
  gunzipSync(readFileSync(join(dist, file)))
    .toString('utf8')
    .replace(/^pagefind_dcd/, ''),
);
const words = (text: string): string => text.replaceAll('’', "'").replace(/\s+/g, ' ').trim();

for (const path of pages) {
  test(`on /${path} each form of each file is whole, whichever way a reader takes it`, async ({
    cleared: page,
    site,
  }) => {
    test.setTimeout(180_000);
    await page.goto(site + path);
    const markdown = readFileSync(join(dist, path, 'index.md'), 'utf8');
    const found = new Set<string>();
    for (const shape of shapes) {
      for (const { file, shown, copied } of await seenFiles(page, shape)) {
        const text = published(file);
        expect.soft(shown, `${file} as shown for ${shape}`).toBe(text);
        expect.soft(copied, `${file} as copied for ${shape}`).toBe(text);
        found.add(file);
      }
    }
    for (const file of found) {
      const text = published(file);
      expect.soft(markdown, `${file} in Markdown`).toContain(`\n${text.trimEnd()}\n\`\`\``);
      expect.soft(inArchive(file), `${file} in the archive`).toBe(text);
    }
    const linked = [
      ...readFileSync(join(dist, path, 'index.html'), 'utf8').matchAll(
        /<a href="(\/examples\/[^"]+)" download/g,
      ),
    ].map(([, file = '']) => file);
    expect(found.size).toBeGreaterThan(0);
    expect([...found].sort(), 'every file of the page was shown').toEqual(
      [...new Set(linked)].sort(),
    );
    const [first = ''] = linked;
    const fragment = indexed.find((text) => text.includes(`"url":"/${path}"`)) ?? '{}';
    const { content = '' } = JSON.parse(fragment) as { content?: string };
    expect(words(content), `${first} in the index of the search`).toContain(
      words(published(first)),
    );
    test.info().annotations.push({ type: 'files', description: String(found.size) });
    console.log(
      `${path}: ${String(found.size)} files, each shown, copied, downloadable, in Markdown and in the archive`,
    );
  });
}

/** Holds each shape of each block against its file; a reader has no script, or none arrived. */
const expectWholeFiles = async (page: Page, site: string): Promise<number> => {
  let compared = 0;
  for (const path of pages.filter((one) => one.startsWith('fr/'))) {
    await page.goto(site + path);
    // What is far from the screen is not laid out yet, and has no text to be seen.
    await page.evaluate(() => {
      for (const part of document.querySelectorAll<HTMLElement>('.part'))
        part.style.contentVisibility = 'visible';
    });
    for (const value of ['http', 'path', 'https', 'host']) {
      const radio = page.locator(`.shapes .choice [value=${value}]`).first();
      if ((await radio.count()) === 0) continue;
      await radio.check();
      for (const figure of await page.locator('.shapes figure.file:visible').all()) {
        const file = await figure.locator('a[download]:visible').getAttribute('href');
        const shown = (await figure.locator('pre > code').innerText()).replace(/\n*$/, '\n');
        expect.soft(shown, `${file ?? ''} with ${value}`).toBe(published(file ?? ''));
        compared += 1;
      }
    }
  }
  return compared;
};

test('without a script each shape of each block is whole', async ({ browser, site }) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const compared = await expectWholeFiles(await context.newPage(), site);
  console.log(`without a script: ${String(compared)} files shown`);
  expect(compared).toBeGreaterThan(20);
  await context.close();
});

test('where the network keeps the script back, each shape of each block is whole', async ({
  browser,
  site,
}) => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await context.route('**/*.js', (route) => route.abort());
  const compared = await expectWholeFiles(page, site);
  console.log(`with the script kept back: ${String(compared)} files shown`);
  expect(compared).toBeGreaterThan(20);
  // Nothing that only a script brings to life is offered, and the menu opens as a link.
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(`${site}en/nginx/#https-path`);
  await expect(page.locator('.by-address:visible')).toContainText('HTTPS, under a path');
  await expect(page.locator('button:visible, select:visible')).toHaveCount(0);
  await page.getByRole('link', { name: 'Menu' }).click();
  await expect(page.locator('#nav')).toBeVisible();
  await context.close();
});

test('the address of a shape opens it, with a script and without', async ({
  browser,
  cleared,
  site,
}) => {
  await cleared.goto(`${site}en/nginx/#http-path`);
  await expect(
    cleared.locator('.shapes').first().getByRole('radio', { checked: true }),
  ).toHaveCount(3);
  await expect(cleared.locator('.file a[download]:visible').first()).toHaveAttribute(
    'href',
    /\/http-path\//,
  );
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(`${site}en/nginx/#http-path`);
  await expect(page.locator('.by-address:visible')).toContainText('HTTP, under a path');
  await expect(page.locator('.choice:visible')).toHaveCount(0);
  await expect(page.locator('.file a[download]:visible').first()).toHaveAttribute(
    'href',
    /\/http-path\//,
  );
  await page.getByRole('link', { name: 'Choose another shape' }).click();
  await expect(page.locator('.choice').first()).toBeVisible();
  await context.close();
});

test('a choice is made with the keyboard, announced, and holds on the next page', async ({
  cleared: page,
  site,
}) => {
  await page.goto(`${site}fr/nginx/`);
  await page.locator('.choice [value=host]').first().focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.locator('.choice [value=path]').first()).toBeChecked();
  await expect(page.locator('#status')).toContainText('HTTPS, sous un chemin');
  // Commands follow the shape, with the sample values.
  await expect(page.locator('figure.command', { hasText: 'login | grep' }).first()).toContainText(
    'https://jenkins.example.com/jenkins/login',
  );
  await page.goto(`${site}en/haproxy/`);
  await expect(page.locator('.choice [value=path]').first()).toBeChecked();
  await page.goto(`${site}en/troubleshooting/missing-styles-under-path/`);
  expect(await page.evaluate(() => document.documentElement.dataset['shape'])).toBe('https-path');
  await expect(page.locator('main')).toContainText('jenkins.example.com/jenkins');
});

test('the switch shows what other forms have, and copying leaves it out', async ({
  cleared: page,
  site,
}) => {
  await page.goto(`${site}en/nginx/`);
  const file = page.locator('.shapes figure.file').first();
  const before = await file.locator('pre code').innerText();
  await page.getByRole('checkbox', { name: 'Show what differs' }).first().check();
  const after = await file.locator('pre code').innerText();
  expect(before).not.toContain(
    'listen 80;\n    listen [::]:80;\n    server_name jenkins.example.com;\n\n',
  );
  expect(after.length).toBeGreaterThan(before.length);
  await expect(file.locator('[data-in=cd], [data-in^=cd]').first()).toHaveCSS(
    'text-decoration-line',
    'line-through',
  );
  await file.locator('[data-copy]').click();
  await expect(file.locator('[data-copy]')).toHaveText('Copied');
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(`${before.trimEnd()}\n`);
});
