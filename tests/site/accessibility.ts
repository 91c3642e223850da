import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What a theme or a width can change; the other rules look at the document only and give the same
 * result in every theme and width.
 */
const rulesOfTheme = ['color-contrast', 'link-in-text-block'];
const rulesOfWidth = [
  ...rulesOfTheme,
  'scrollable-region-focusable',
  'target-size',
  'landmark-unique',
  'region',
  'bypass',
  'skip-link',
];

export const rulesFor = (changed: 'all' | 'theme' | 'width'): RunOptions =>
  changed === 'all'
    ? { runOnly: { type: 'tag', values: tags } }
    : { runOnly: { type: 'rule', values: changed === 'theme' ? rulesOfTheme : rulesOfWidth } };

interface Axe {
  readonly axe: { run: (context: unknown, options: unknown) => Promise<AxeResults> };
}

/**
 * Violations that axe finds on a page as it is now, each with the elements
 * concerned. The tokens of code are left out: a unit test computes the contrast of every role.
 */
export const violations = async (page: Page, options: RunOptions): Promise<string[]> => {
  await page.evaluate(source);
  const results = await page.evaluate(
    ({ run, withoutCode }) =>
      (window as unknown as Window & Axe).axe.run(withoutCode, {
        ...run,
        resultTypes: ['violations'],
      }),
    { run: options, withoutCode: { exclude: ['pre > code'] } },
  );
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, any }) => `${id} (${help}): ${html.slice(0, 160)} ${any[0]?.message ?? ''}`),
  );
};
