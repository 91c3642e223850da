import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { locales } from '../../core/i18n/locales.ts';
import { joinTokens, reviewedOn } from './accessibility.ts';
import { reviewedIncomplete } from './reviewed-incomplete.ts';
import { dist, expect, sitemapPaths, test } from './site.ts';

/*
 * What keyboards and screen readers need beyond axe and the rules about documents, which `pages.spec.ts`
 * holds on every page. The frame is the same on all pages of a kind, so one page of each kind is
 * gone through with the keyboard.
 */
const kinds = [
  '',
  'fr/',
  'en/nginx/',
  'fr/troubleshooting/',
  'fr/troubleshooting/no-valid-crumb/',
  'en/concepts/limits/',
  'fr/accessibility/',
  'en/search/',
  '404.html',
];

const widths = [
  { width: 1280, height: 800 },
  { width: 320, height: 640 },
] as const;

/** Gives the focus to everything that takes it, and says what a person would not see of it. */
const unseenFocus = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const faults: string[] = [];
    const selector = 'a[href], button, select, input, summary, [tabindex="0"]';
    for (const element of document.querySelectorAll<HTMLElement>(selector)) {
      if (!element.checkVisibility({ visibilityProperty: true })) continue;
      element.focus();
      const name = element.outerHTML.slice(0, 100);
      if (document.activeElement !== element) faults.push(`takes no focus: ${name}`);
      const { outlineStyle, outlineWidth } = getComputedStyle(element);
      if (outlineStyle !== 'solid' || Number.parseFloat(outlineWidth) < 3) {
        faults.push(`outline of ${outlineWidth}: ${name}`);
      }
      // A link over two lines has a box for each; the first of them is to be seen.
      const [box] = element.getClientRects();
      if (!box) continue;
      const x = (Math.max(box.left, 0) + Math.min(box.right, innerWidth)) / 2;
      const y = (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2;
      const top = document.elementFromPoint(x, y);
      const isSeen = top !== null && (element.contains(top) || top.contains(element));
      if (!isSeen) faults.push(`covered by ${top?.outerHTML.slice(0, 60) ?? 'nothing'}: ${name}`);
    }
    return faults;
  });

/** Controls that are too small for a finger, links in sentences excepted (WCAG 2.5.8). */
const smallTargets = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('button, select, summary, header a, nav a, .code-controls a')]
      .filter((element) => element.checkVisibility())
      .filter((element) => {
        const { width, height } = element.getBoundingClientRect();
        return width < 24 || height < 24;
      })
      .map((element) => element.outerHTML.slice(0, 100)),
  );

/** Presses Tab and says each stop that does not stand after the one before it in the document. */
const stepsBack = async (page: Page, steps: number): Promise<string[]> => {
  await page.evaluate(() => {
    const seen = window as typeof window & { stops?: Element[] };
    seen.stops = [];
    document.addEventListener('focusin', ({ target }) => seen.stops?.push(target as Element));
  });
  for (let step = 0; step < steps; step += 1) await page.keyboard.press('Tab');
  return page.evaluate((least) => {
    const { stops = [] } = window as typeof window & { stops?: Element[] };
    const back = stops.filter((stop, index) => {
      const before = stops[index - 1];
      const follows = Node.DOCUMENT_POSITION_FOLLOWING;
      return before && !(before.compareDocumentPosition(stop) & follows);
    });
    if (stops.length < least) back.push(document.body);
    return back.map((stop) => stop.outerHTML.slice(0, 100));
  }, steps);
};

/** Changes every field, and says whether that led anywhere. */
const leavesOnInput = (page: Page): Promise<boolean> =>
  page.evaluate(() => {
    const { pathname } = location;
    for (const field of document.querySelectorAll('input, select')) {
      field.dispatchEvent(new Event('input', { bubbles: true }));
      field.dispatchEvent(new Event('change', { bubbles: true }));
    }
    return location.pathname !== pathname || document.querySelector('dialog[open]') !== null;
  });

for (const path of kinds) {
  test(`the keyboard goes through /${path} in order, and its place is always seen`, async ({
    cleared: page,
    site,
  }) => {
    for (const size of widths) {
      await page.setViewportSize(size);
      await page.goto(site + path, { waitUntil: 'load' });
      const width = `${String(size.width)} px`;
      expect.soft(await stepsBack(page, 12), `${width}: order`).toEqual([]);
      expect.soft(await unseenFocus(page), `${width}: focus`).toEqual([]);
      expect.soft(await smallTargets(page), `${width}: targets`).toEqual([]);
    }
    expect(await leavesOnInput(page), 'a field leads elsewhere when it changes').toBe(false);
  });
}

test('the focus changes what is drawn, on a button and on a field', async ({
  cleared: page,
  site,
}) => {
  await page.goto(`${site}fr/search/`);
  await page.keyboard.press('Tab');
  for (const control of [
    page.locator('header button').first(),
    page.locator('main input').first(),
  ]) {
    const place = await control.boundingBox();
    if (!place) throw new Error('The control is not there.');
    const { x, y, width, height } = place;
    const clip = { x: x - 6, y: y - 6, width: width + 12, height: height + 12 };
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    const without = await page.screenshot({ clip, caret: 'hide' });
    await control.focus();
    const withFocus = await page.screenshot({ clip, caret: 'hide' });
    expect(withFocus.equals(without)).toBe(false);
  }
});

test('with more space in the text, or twice its size, nothing in the header is cut or overlaps', async ({
  cleared: page,
  site,
}) => {
  const rules = [
    '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }',
    ':root { font-size: 200% !important }',
  ];
  for (const size of widths) {
    await page.setViewportSize(size);
    await page.goto(`${site}fr/nginx/`);
    for (const rule of rules) {
      const faults = await page.evaluate((text) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(text);
        document.adoptedStyleSheets.push(sheet);
        const items = [...document.querySelectorAll('.site-header > *')].filter((item) =>
          item.checkVisibility(),
        );
        const boxes = items.map((item) => item.getBoundingClientRect());
        const found = boxes.flatMap((box, index) => {
          const name = items[index]?.className ?? '';
          const before = boxes[index - 1];
          return [
            ...(before && before.right > box.left + 1 ? [`${name} overlaps`] : []),
            ...(box.right > innerWidth + 1 || box.left < -1 ? [`${name} leaves the screen`] : []),
          ];
        });
        document.adoptedStyleSheets.pop();
        return found;
      }, rule);
      expect.soft(faults, `${String(size.width)} px: ${rule}`).toEqual([]);
    }
  }
});

test('the stacked rows of a narrow screen are still a table for screen readers', async ({
  cleared: page,
  site,
}) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(`${site}en/nginx/why/`);
  const table = page.locator('table.directives').first();
  const rows = await table.locator('tbody tr').count();
  expect(rows).toBeGreaterThan(5);
  const session = await page.context().newCDPSession(page);
  const { nodes } = await session.send('Accessibility.getFullAXTree');
  const count = (role: string) => nodes.filter((node) => node.role?.value === role).length;
  expect(count('rowheader')).toBeGreaterThanOrEqual(rows);
  expect(count('cell')).toBeGreaterThanOrEqual(rows);
  expect(count('columnheader')).toBeGreaterThanOrEqual(2);
});

test('every page is in the site map of its language', () => {
  for (const locale of locales) {
    const map = readFileSync(join(dist, locale, 'site-map/index.html'), 'utf8');
    const missing = sitemapPaths()
      .filter((path) => path.startsWith(`${locale}/`))
      .filter((path) => !map.includes(`href="/${path}"`));
    expect(missing).toEqual([]);
  }
});

test('each thing that axe leaves undecided and a person looked at is still there', async ({
  cleared: page,
  site,
}) => {
  const places = Map.groupBy(
    reviewedIncomplete,
    ({ shown }) => `${String(shown.width)} ${shown.path}`,
  );
  for (const entries of places.values()) {
    const { path, width } = entries[0]?.shown ?? { path: '', width: 1280 };
    await page.setViewportSize({ width, height: 640 });
    await page.goto(site + path);
    await joinTokens(page);
    const seen = await reviewedOn(page);
    for (const entry of entries) {
      expect(seen, `${entry.doubt}, ${entry.selector} on /${path}`).toContainEqual(entry);
    }
  }
});
