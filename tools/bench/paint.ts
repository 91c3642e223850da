import type { Browser } from 'playwright';
import { slowLink } from './slow-link.ts';

/** When the text of a page is painted on the slow link, in milliseconds from the navigation. */
export interface Paint {
  readonly path: string;
  readonly median: number;
  /** What other programs of the machine take only ever adds time. */
  readonly fastest: number;
}

const runs = 7;

const paintOnce = async (browser: Browser, url: string): Promise<number> => {
  const context = await browser.newContext({
    viewport: { width: 412, height: 823 },
    deviceScaleFactor: 1.75,
    isMobile: true,
  });
  try {
    const page = await context.newPage();
    await slowLink(await context.newCDPSession(page));
    await page.goto(url, { waitUntil: 'load' });
    const paint = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          new PerformanceObserver((list) => {
            for (const { name, startTime } of list.getEntries())
              if (name === 'first-contentful-paint') resolve(startTime);
          }).observe({ type: 'paint', buffered: true });
        }),
    );
    return Math.round(paint);
  } finally {
    await context.close();
  }
};

/**
 * Loads a page several times in fresh profiles on a link that is really slowed, where Lighthouse
 * computes a slow link from a fast one. The style sheet stands before the text, so the first paint
 * is that of the text in its final place.
 */
export const timePaint = async (browser: Browser, base: string, path: string): Promise<Paint> => {
  await paintOnce(browser, base + path);
  const paints: number[] = [];
  for (let run = 0; run < runs; run += 1) paints.push(await paintOnce(browser, base + path));
  paints.sort((a, b) => a - b);
  return { path, median: paints[Math.floor(runs / 2)] ?? NaN, fastest: paints[0] ?? NaN };
};
