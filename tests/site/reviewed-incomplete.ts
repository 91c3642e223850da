/**
 * What axe cannot decide by itself on these pages, looked at by a person. The tests of pages fail on
 * whatever is not listed here, and `accessibility.spec.ts` on an entry that its page no longer shows.
 */
export interface ReviewedIncomplete {
  readonly rule: string;
  /** What axe says it could not find out: `messageKey` of its check. */
  readonly doubt: string;
  /** Every element concerned matches this. */
  readonly selector: string;
  /** The kinds of page that show it, in words. */
  readonly pages: string;
  /** A page and a width that show it, for the test that the entry is still needed. */
  readonly shown: { readonly path: string; readonly width: 320 | 1280 };
  /** Why it is right all the same. */
  readonly why: string;
  readonly reviewed: string;
}

export const reviewedIncomplete: readonly ReviewedIncomplete[] = [
  {
    rule: 'color-contrast',
    doubt: 'nonBmp',
    selector: 'kbd',
    pages: 'accessibility',
    shown: { path: 'fr/accessibility/', width: 1280 },
    why: 'The keys ⌘, ↓ and ↑ are signs and not letters, in --text on --bg as the keys beside them: 15 to 1.',
    reviewed: '2026-11-26',
  },
  {
    rule: 'color-contrast',
    doubt: 'bgOverlap',
    selector: '.theme select',
    pages: 'every page with a header, below 640 px',
    shown: { path: 'en/nginx/', width: 320 },
    why: 'The icon lies over the control on purpose and stands for its text, which has no colour there; the icon is in --text on --bg.',
    reviewed: '2026-11-26',
  },
  {
    rule: 'color-contrast',
    doubt: 'elmPartiallyObscured',
    selector: '.scroll table *',
    pages: 'pages with a table wider than its region',
    shown: { path: 'en/', width: 320 },
    why: 'The cell is cut at the edge of its region until one scrolls; it has the colours of the cells in view.',
    reviewed: '2026-11-26',
  },
  {
    rule: 'color-contrast',
    doubt: 'shortTextContent',
    selector: '.scroll td',
    pages: 'how it is proved, below 640 px',
    shown: { path: 'en/how-it-is-proved/', width: 320 },
    why: 'A figure of one digit, in the colours of the cells beside it.',
    reviewed: '2026-11-28',
  },
  {
    rule: 'color-contrast',
    doubt: 'bgOverlap',
    selector: '.diagram text, .diagram tspan',
    pages: 'overview, from 640 px',
    shown: { path: 'fr/', width: 1280 },
    why: 'Text of the drawing over boxes in --surface and --info-bg: --text and --muted have 6.7 to 1 and more on both.',
    reviewed: '2026-11-26',
  },
  {
    rule: 'color-contrast',
    doubt: 'imgNode',
    selector: '.diagram text, .diagram tspan',
    pages: 'overview, from 640 px',
    shown: { path: 'fr/', width: 1280 },
    why: 'The drawing is its own ground: text in --text on --bg, beside the lines and not across them.',
    reviewed: '2026-11-26',
  },
  {
    rule: 'color-contrast',
    doubt: 'shortTextContent',
    selector: '.diagram .step-number',
    pages: 'overview, from 640 px',
    shown: { path: 'fr/', width: 1280 },
    why: 'Numbers of steps, --on-accent on --accent: 6.7 to 1 and more. The list below says them as text.',
    reviewed: '2026-11-26',
  },
];
