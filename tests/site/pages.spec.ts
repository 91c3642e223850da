import type { Page } from 'playwright/test';
import { isLocale, type Locale } from '../../src/i18n/locales.ts';
import { typographyFaults } from '../../src/i18n/typography.ts';
import { rulesFor, violations } from './accessibility.ts';
import { expect, otherPaths, sitemapPaths, test, watched } from './site.ts';
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
    isLocale(language) ? typographyFaults(text, language) : [`no language: “${text.slice(0, 60)}”`],
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

for (const path of [...sitemapPaths(), ...otherPaths]) {
  test(`/${path} is sound in both themes, wide and narrow`, async ({ page, site }) => {
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.emulateMedia({ colorScheme: 'light' });
    await page.goto(site + path, { waitUntil: 'load' });

    expect(await page.evaluate(() => document.documentElement.lang)).toBe(localeOf(path));
    expect.soft(await documentFaults(page, englishLabels), 'document').toEqual([]);
    expect.soft(await faults(page), 'typography').toEqual([]);
    expect.soft(await page.evaluate(() => window.layoutShift), 'layout shift').toBeLessThan(0.01);

    expect.soft(await violations(page, rulesFor('all')), 'light, 1280 px').toEqual([]);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect.soft(await violations(page, rulesFor('theme')), 'dark, 1280 px').toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect.soft(await violations(page, rulesFor('width')), 'dark, 320 px').toEqual([]);
    await page.emulateMedia({ colorScheme: 'light' });
    expect.soft(await violations(page, rulesFor('theme')), 'light, 320 px').toEqual([]);
    expect
      .soft(await overflow(page), `wider than 320 px: ${(await wideElements(page)).join(' ')}`)
      .toBeLessThanOrEqual(0);

    expect.soft(await page.evaluate(() => window.policyViolations), 'policy').toEqual([]);
    expect.soft(watched.get(page)?.consoleErrors, 'console').toEqual([]);
    expect.soft(watched.get(page)?.foreignRequests, 'requests elsewhere').toEqual([]);
  });
}
