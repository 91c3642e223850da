import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright/test';
import type { AxeResults, RunOptions } from 'axe-core';
import { reviewedIncomplete, type ReviewedIncomplete } from './reviewed-incomplete.ts';

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

/**
 * Lays the list of pages out at its whole length. Beside a short page it scrolls, and axe cannot
 * judge the colours of whichever link the edge of the region happens to cut.
 */
const unrollNavigation = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const list = document.querySelector<HTMLElement>('.site-nav');
    if (list)
      Object.assign(list.style, { position: 'static', maxHeight: 'none', overflow: 'visible' });
  });

interface Found {
  readonly violations: string[];
  /** What axe could not decide: the entry of the reviewed list, or −1, and the words for a message. */
  readonly undecided: { readonly entry: number; readonly text: string }[];
}

const run = async (page: Page, options: RunOptions): Promise<Found> => {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(source);
  return page.evaluate(
    async ({ options: chosen, context, reviewed }) => {
      const { violations, incomplete } = await (window as unknown as Window & Axe).axe.run(
        context,
        {
          ...chosen,
          resultTypes: ['violations', 'incomplete'],
          elementRef: true,
          // The pages have no frames, and no rule of these tags reads style sheets.
          iframes: false,
          preload: false,
        },
      );
      return {
        violations: violations.flatMap(({ id, help, nodes }) =>
          nodes.map(
            ({ html, any }) => `${id} (${help}): ${html.slice(0, 160)} ${any[0]?.message ?? ''}`,
          ),
        ),
        undecided: incomplete.flatMap(({ id, nodes }) =>
          nodes.flatMap(({ html, element, any, all, none }) =>
            [...any, ...all, ...none].map(({ id: check, data, message }) => {
              const doubt = (data as { messageKey?: string } | null)?.messageKey ?? check;
              return {
                entry: reviewed.findIndex(
                  (one) => one.rule === id && one.doubt === doubt && element?.matches(one.selector),
                ),
                text: `${id} undecided (${doubt}): ${html.slice(0, 160)} ${message}`,
              };
            }),
          ),
        ),
      };
    },
    { options, context: { exclude: ['pre > code'] }, reviewed: reviewedIncomplete },
  );
};

/**
 * Violations that axe finds on a page as it is now, each with the elements concerned, and what it
 * leaves undecided unless `reviewed-incomplete.ts` says why that is right.
 */
export const violations = async (page: Page, options: RunOptions): Promise<string[]> => {
  await unrollNavigation(page);
  const found = await run(page, options);
  const unseen = found.undecided.filter(({ entry }) => entry === -1);
  return [...found.violations, ...unseen.map(({ text }) => text)];
};

/** The entries of the reviewed list that a page shows as it is now. */
export const reviewedOn = async (page: Page): Promise<ReviewedIncomplete[]> => {
  const { undecided } = await run(page, rulesFor('look'));
  const entries = new Set(undecided.map(({ entry }) => reviewedIncomplete[entry]));
  return [...entries].filter((entry) => entry !== undefined);
};
