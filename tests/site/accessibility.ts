import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What a theme can change. */
const rulesOfTheme = ['color-contrast', 'link-in-text-block'];
/** What a width can change: what is shown, where it stands, and what scrolls. */
const rulesOfWidth = [
  'scrollable-region-focusable',
  'target-size',
  'landmark-unique',
  'region',
  'bypass',
  'skip-link',
];

/**
 * The other rules read the document only and say the same in every theme and at every width: they
 * are held once. `look` is what a change of both theme and width can alter.
 */
export const rulesFor = (changed: 'all' | 'look' | 'theme'): RunOptions =>
  changed === 'all'
    ? { runOnly: { type: 'tag', values: tags } }
    : {
        runOnly: {
          type: 'rule',
          values: changed === 'theme' ? rulesOfTheme : [...rulesOfTheme, ...rulesOfWidth],
        },
      };

interface Axe {
  readonly axe: { run: (context: unknown, options: unknown) => Promise<AxeResults> };
}

/**
 * Makes one text of each block of code. Tokens differ by their colour alone, whose contrast a unit
 * test computes for every role and background; by the thousand they are most of a page, and axe
 * would build its tree of them in every run. Call it after everything that looks at tokens.
 */
export const joinTokens = (page: Page): Promise<void> =>
  page.evaluate(() => {
    for (const code of document.querySelectorAll('pre > code')) code.textContent += '';
  });

/** Violations that axe finds on a page as it is now, each with the elements concerned. */
export const violations = async (page: Page, options: RunOptions): Promise<string[]> => {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  const results = await page.evaluate(
    ({ run, withoutCode }) =>
      (window as unknown as Window & Axe).axe.run(withoutCode, {
        ...run,
        resultTypes: ['violations'],
        // The pages have no frames, and no rule of these tags reads style sheets.
        iframes: false,
        preload: false,
      }),
    { run: options, withoutCode: { exclude: ['pre > code'] } },
  );
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, any }) => `${id} (${help}): ${html.slice(0, 160)} ${any[0]?.message ?? ''}`),
  );
};
