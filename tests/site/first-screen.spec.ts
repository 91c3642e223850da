import { locales } from '../../core/i18n/index.ts';
import { serverIds } from '../../content/servers/index.ts';
import { expect, test } from './site.ts';

// Is this my server, and what do I paste? One page goes through all of them.
test('the first screen of a server says what it is, what was run, and begins the file to paste', async ({
  cleared: page,
  site,
}) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  for (const path of locales.flatMap((locale) => serverIds.map((id) => `${locale}/${id}/`))) {
    await page.goto(site + path, { waitUntil: 'domcontentloaded' });
    const bottoms = await page.evaluate(() => {
      const bottom = (selector: string): number =>
        document.querySelector(selector)?.getBoundingClientRect().bottom ?? Infinity;
      const file = document.querySelector('.file pre');
      const { lineHeight = '', paddingTop = '' } = file ? getComputedStyle(file) : {};
      const twoLines = Number.parseFloat(paddingTop) + 2 * Number.parseFloat(lineHeight);
      return [
        bottom('h1'),
        bottom('.lead'),
        bottom('.badge'),
        bottom('.settings > summary'),
        (file?.getBoundingClientRect().top ?? Infinity) + twoLines,
      ];
    });
    expect(bottoms, `${path}: in this order`).toEqual(bottoms.toSorted((a, b) => a - b));
    expect(bottoms.at(-1), `${path}: foot of the second line of the file`).toBeLessThanOrEqual(900);
  }
});
