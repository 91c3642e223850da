/**
 * Draws the images that other sites show beside a link, from the site's own colours and mark, with
 * Chromium: `node tools/draw-share-images.ts`. Run it when a server, a name or a colour changes; the
 * files are committed, since a build must not need a browser, and a test says when they are stale.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { locales } from '#i18n';
import { drawnFile, drawnHashes, shareDrawing } from '../src/site/share-drawing.ts';
import { shareImage } from '../src/site/share-image.ts';
import { launch } from './bench/browser.ts';

const browser = await launch();
try {
  for (const locale of locales) {
    const { path, width, height } = shareImage(locale);
    const page = await browser.newPage({ viewport: { width, height }, colorScheme: 'light' });
    await page.setContent(shareDrawing(locale));
    await page.screenshot({ path: join('public', path) });
    await page.close();
  }
} finally {
  await browser.close();
}
writeFileSync(drawnFile, `${JSON.stringify(drawnHashes(), null, 2)}\n`);
