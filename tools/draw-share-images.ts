/**
 * Draws the images that other sites show beside a link, from the site's own colours and mark, with
 * Chromium: `node tools/draw-share-images.ts`. Run it when a name or a colour changes; the files
 * are committed, since a build must not need a browser.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { locales, strings } from '#i18n';
import { shareImage } from '../src/site/share-image.ts';
import { launch } from './bench/browser.ts';

const tokens = readFileSync('src/styles/tokens.css', 'utf8');
const mark = readFileSync('public/favicon.svg', 'utf8');

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

const browser = await launch();
try {
  for (const locale of locales) {
    const { path, width, height, title, servers } = shareImage(locale);
    const page = await browser.newPage({ viewport: { width, height }, colorScheme: 'light' });
    await page.setContent(
      `<html lang="${locale}"><style>${tokens}${styles}</style>${mark}<h1>${title}</h1>
      <p>${strings(locale).share}</p><p>${servers}</p>`,
    );
    await page.screenshot({ path: join('public', path) });
    await page.close();
  }
} finally {
  await browser.close();
}
