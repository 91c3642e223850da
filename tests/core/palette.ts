import type { Role } from '../../src/highlight/roles.ts';

/** One colour for each theme, `#rrggbb`. */
export interface Themed {
  readonly light: string;
  readonly dark: string;
}

/** What a line of code can stand on: `plain`, or the kind of a line that is pointed out. */
export const backgroundKinds = ['plain', 'marked', 'inserted', 'removed'] as const;

export type BackgroundKind = (typeof backgroundKinds)[number];

/** Text colour of each role: what `src/styles/code.css` must say, held against it and for contrast. */
export const palette: Readonly<Record<Role, Themed>> = {
  base: { light: '#1c2430', dark: '#e6ebf1' },
  comment: { light: '#56616e', dark: '#a3afbc' },
  keyword: { light: '#a3195b', dark: '#ff9ecb' },
  string: { light: '#0b5f3c', dark: '#8fe0ae' },
  number: { light: '#0b4f9e', dark: '#9ccbff' },
  directive: { light: '#5b33a8', dark: '#cdb4ff' },
  variable: { light: '#8a3d00', dark: '#ffbd85' },
  tag: { light: '#0a5f6e', dark: '#7fdbe6' },
  punctuation: { light: '#414b57', dark: '#c3ccd6' },
};

/** Background of each kind of line; `plain` is the background of the whole block. */
export const backgrounds: Readonly<Record<BackgroundKind, Themed>> = {
  plain: { light: '#f5f7f9', dark: '#182029' },
  marked: { light: '#fff3d6', dark: '#33290f' },
  inserted: { light: '#dcf5e3', dark: '#14361f' },
  removed: { light: '#fde2e2', dark: '#45191c' },
};
