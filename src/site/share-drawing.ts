import { globSync, readFileSync } from 'node:fs';
import { sha256 } from '#conf';
import { locales, strings, type Locale } from '#i18n';
import { shareImage } from './share-image.ts';

const styles = `
  * { box-sizing: border-box; margin: 0 }
  body {
    display: grid; align-content: center; block-size: 100vh; padding: 0 80px 8px;
    font-family: var(--sans); color: var(--text); background: var(--bg);
    border-block-end: 16px solid var(--accent);
  }
  svg { inline-size: 104px; margin-block-end: 44px; color: var(--accent) }
  h1 { margin-block-end: 24px; font-size: 70px; line-height: 1.15; letter-spacing: -0.02em }
  p { font-size: 28px; line-height: 1.5 }
  p:last-child {
    padding-block-start: 28px; margin-block-start: 40px; color: var(--muted);
    border-block-start: 2px solid var(--border); text-wrap: balance;
  }
`;

const textOf = (pattern: string): string =>
  globSync(pattern)
    .map((file) => readFileSync(file, 'utf8'))
    .join('');

/** The page that the image of a language is a picture of: the site's colours, mark, name and servers. */
export const shareDrawing = (locale: Locale): string => {
  const { title, servers } = shareImage(locale);
  const head = `<style>${textOf('src/styles/**/tokens.css')}${styles}</style>`;
  return `<html lang="${locale}">${head}${textOf('public/favicon.svg')}<h1>${title}</h1>
      <p>${strings(locale).share}</p><p>${servers}</p>`;
};

/** Where the hashes of the drawn pages stand, so that a test sees when an image is out of date. */
export const drawnFile = 'src/site/share-drawn.json';

/** The hash of the page of each language. */
export const drawnHashes = (): Readonly<Record<string, string>> =>
  Object.fromEntries(locales.map((locale) => [locale, sha256(shareDrawing(locale))]));
