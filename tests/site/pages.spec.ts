import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright/test';
import { isLocale, type Locale } from '../../core/i18n/locales.ts';
import { termFaults } from '../../core/i18n/terms.ts';
import { typographyFaults } from '../../core/i18n/typography.ts';
import { joinTokens, rulesFor, violations } from './accessibility.ts';
import { dist, expect, forget, otherPaths, sitemapPaths, test, watched } from './site.ts';
import { textRuns } from './text-runs.ts';

const localeOf = (path: string): Locale => {
  const [first = ''] = path.split('/');
  return isLocale(first) ? first : 'fr';
};

/** Labels that Jenkins shows in English in its French interface: `ux` section 7.1. */
const englishLabels = [
  'System',
  'Security',
  'Tools',
  'Plugins',
  'Nodes',
  'Users',
  'Jenkins Location',
  'Resource Root URL',
  'HTTP Proxy Configuration',
  'Authentication',
  'TCP port for inbound agents',
  'CSRF Protection',
  'Crumb Issuer',
  'Content Security Policy',
  'Launch agent by connecting it to the controller',
  'Use WebSocket',
  'Number of executors',
];

const faults = async (page: Page): Promise<string[]> =>
  (await textRuns(page)).flatMap(({ text, language }) =>
    isLocale(language)
      ? [...typographyFaults(text, language), ...termFaults(text, language)]
      : [`no language: “${text.slice(0, 60)}”`],
  );

/** Rules about the document itself, each with what to write instead. */
const documentFaults = (page: Page, labels: readonly string[]): Promise<string[]> =>
  page.evaluate((englishOnly) => {
    const found: string[] = [];
    const all = (selector: string): Element[] => [...document.querySelectorAll(selector)];
    const headings = all('h1, h2, h3, h4, h5, h6');
    const visible = headings.filter((heading) => !heading.closest('dialog'));
    const levels = visible.map(({ tagName }) => Number(tagName.slice(1)));
    if (levels.filter((level) => level === 1).length !== 1) found.push('one h1 per page');
    levels.forEach((level, index) => {
      if (level > (levels[index - 1] ?? 0) + 1) {
        found.push(`heading level skipped before “${visible[index]?.textContent ?? ''}”`);
      }
    });
    for (const heading of all('.prose h2, .prose h3')) {
      if (heading.closest('main') && heading.id === '' && !heading.closest('.not-found')) {
        found.push(`heading without id: “${heading.textContent ?? ''}”`);
      }
    }
    for (const name of ['banner:header', 'main:main', 'contentinfo:footer']) {
      const [role = '', selector = ''] = name.split(':');
      const count = all(selector).length;
      if (count !== 1 && !document.querySelector('.front')) found.push(`${String(count)} ${role}`);
    }
    for (const table of all('table')) {
      if (!table.querySelector('caption') && !table.closest('[aria-label]')) {
        found.push('table without caption');
      }
      for (const head of table.querySelectorAll('th:not([scope])')) {
        found.push(`th without scope: “${head.textContent ?? ''}”`);
      }
    }
    for (const element of all('[style]'))
      found.push(`style attribute: ${element.outerHTML.slice(0, 80)}`);
    for (const element of all('[tabindex]')) {
      if (Number(element.getAttribute('tabindex')) > 0) found.push('positive tabindex');
    }
    for (const summary of all('summary :is(h1, h2, h3, h4)')) {
      found.push(`heading inside a summary: “${summary.textContent ?? ''}”`);
    }
    for (const link of all('a[href]')) {
      const text = (link.textContent ?? '').trim().toLowerCase();
      if (['here', 'ici', 'click here', 'cliquez ici', 'link', 'lien'].includes(text)) {
        found.push(`link that does not say where it goes: ${link.outerHTML.slice(0, 120)}`);
      }
    }
    const description = document.querySelector<HTMLMetaElement>('meta[name=description]');
    if (!description?.content) found.push('no description');
    else if (description.content.length > 150) found.push('description over 150 characters');
    if (document.documentElement.lang === 'fr') {
      for (const label of all('strong')) {
        const text = (label.textContent ?? '').trim();
        const isEnglish =
          label.closest('[lang]')?.getAttribute('lang') === 'en' ||
          label.querySelector('[lang=en]');
        if (englishOnly.includes(text) && !isEnglish) {
          found.push(`Jenkins label in English without lang="en": ${text}`);
        }
      }
    }
    return found;
  }, labels);

const overflow = (page: Page): Promise<number> =>
  page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

/** Elements that stand out of the page, to name in the message. */
const wideElements = (page: Page): Promise<string[]> =>
  page.evaluate(() =>
    [...document.querySelectorAll('body *')]
      .filter((element) => {
        const { right, width } = element.getBoundingClientRect();
        const scrolls = element.parentElement?.closest('pre, .scroll, dialog, .visually-hidden');
        return width > 0 && right > document.documentElement.clientWidth + 1 && !scrolls;
      })
      .slice(0, 3)
      .map((element) => element.outerHTML.slice(0, 100)),
  );

/** What stands inside the first pair of braces of a style sheet. */
const insideBraces = (css: string): string => {
  let depth = 0;
  for (let at = css.indexOf('{'); at < css.length; at += 1) {
    if (css[at] === '{') depth += 1;
    if (css[at] === '}') depth -= 1;
    if (depth === 0) return css.slice(css.indexOf('{'), at);
  }
  throw new Error('A brace of the style sheet is not closed.');
};

/** Lays the page out anew with rules that a reader may add, and says by how much it is too wide. */
const overflowWith = (page: Page, rules: string): Promise<number> =>
  page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    document.adoptedStyleSheets.push(sheet);
    const { scrollWidth, clientWidth } = document.documentElement;
    document.adoptedStyleSheets.pop();
    return scrollWidth - clientWidth;
  }, rules);

/** WCAG 1.4.12 and 1.4.4. */
const widerSpacing =
  '* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-block-end: 2em !important }';
const largerText = ':root { font-size: 200% !important }';

/** One page of each kind, which is looked at in every theme at every width. */
const kinds = ['', 'fr/', 'en/nginx/', 'fr/troubleshooting/', 'en/search/', '404.html'];

/**
 * Every page is looked at light and wide, then dark and narrow. That shows each of its parts in
 * both themes, unless it stands at one width only, where its colours come from the same tokens: no
 * colour depends on the width (next test), and `tests/core` computes each pair of tokens in both
 * themes. One page of each kind is looked at in all four ways, so that no part of the frame, the
 * menu and the contents of a narrow page included, is left to that reasoning.
 */
for (const path of [...sitemapPaths(), ...otherPaths]) {
  test(`/${path} is sound in both themes, wide and narrow`, async ({ keptPage: page, site }) => {
    const wide = { width: 1280, height: 900 };
    const narrow = { width: 320, height: 640 };
    forget(page);
    await page.setViewportSize(wide);
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(site + path, { waitUntil: 'load' });

    expect(await page.evaluate(() => document.documentElement.lang)).toBe(localeOf(path));
    expect.soft(await documentFaults(page, englishLabels), 'document').toEqual([]);
    expect.soft(await faults(page), 'typography').toEqual([]);
    expect.soft(await page.evaluate(() => window.layoutShift), 'layout shift').toBeLessThan(0.01);
    const large = await overflowWith(page, largerText);
    expect.soft(large, 'too wide with text twice as large').toBeLessThanOrEqual(0);

    await joinTokens(page);
    expect.soft(await violations(page, rulesFor('all')), 'light, 1280 px').toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    if (kinds.includes(path))
      expect.soft(await violations(page, rulesFor('theme')), 'dark, 1280 px').toEqual([]);
    await page.setViewportSize(narrow);
    expect.soft(await violations(page, rulesFor('look')), 'dark, 320 px').toEqual([]);
    if (kinds.includes(path)) {
      await page.emulateMedia({ colorScheme: 'light' });
      expect.soft(await violations(page, rulesFor('theme')), 'light, 320 px').toEqual([]);
    }
    expect
      .soft(await overflow(page), `wider than 320 px: ${(await wideElements(page)).join(' ')}`)
      .toBeLessThanOrEqual(0);
    const spaced = await overflowWith(page, widerSpacing);
    expect.soft(spaced, 'wider than 320 px with more space in the text').toBeLessThanOrEqual(0);

    expect.soft(await page.evaluate(() => window.policyViolations), 'policy').toEqual([]);
    expect.soft(watched.get(page)?.consoleErrors, 'console').toEqual([]);
    expect.soft(watched.get(page)?.foreignRequests, 'requests elsewhere').toEqual([]);
  });
}

// Text may be hidden by having no colour: the theme control shows its icon alone on narrow pages.
test('no colour of text depends on the width of the page', () => {
  const sheets = globSync('_astro/*.css', { cwd: dist });
  expect(sheets.length).toBeGreaterThan(0);
  for (const sheet of sheets) {
    const css = readFileSync(join(dist, sheet), 'utf8');
    for (const { index } of css.matchAll(/@media[^{]*width[^{]*\{/g)) {
      const block = insideBraces(css.slice(index));
      expect(block, sheet).not.toMatch(
        /[{;](?:color|background|background-color|color-scheme):(?!#0000)/,
      );
    }
  }
});
