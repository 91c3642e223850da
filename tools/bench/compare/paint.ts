import type { Browser } from 'playwright';
import { slowLink } from '../slow-link.ts';

/** One load on the slow link with the processor slowed; times in milliseconds. */
export interface PageLoad {
  readonly firstPaint: number;
  /** Style and layout until two seconds after the load. */
  readonly layout: number;
  /** What each task of more than 50 ms takes beyond them. */
  readonly blocking: number;
  /** Cumulative layout shift, without unit. */
  readonly shift: number;
  /** Bytes of all that was fetched until then, as transferred. */
  readonly bytes: number;
  readonly elements: number;
}

interface Watched {
  paint: number;
  blocking: number;
  shift: number;
}

/** Loads a page in a fresh profile. A policy of the server would forbid what others' pages run. */
export const loadOnce = async (browser: Browser, url: string): Promise<PageLoad> => {
  const context = await browser.newContext({
    viewport: { width: 412, height: 823 },
    deviceScaleFactor: 1.75,
    isMobile: true,
    bypassCSP: true,
  });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    let bytes = 0;
    session.on('Network.loadingFinished', ({ encodedDataLength }) => (bytes += encodedDataLength));
    await session.send('Performance.enable');
    await slowLink(session);
    await page.addInitScript(() => {
      const seen: Watched = { paint: NaN, blocking: 0, shift: 0 };
      (globalThis as { seen?: Watched }).seen = seen;
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          if (entry.entryType === 'longtask') seen.blocking += entry.duration - 50;
          else if (entry.entryType === 'layout-shift')
            seen.shift += (entry as PerformanceEntry & { value: number }).value;
          else if (entry.name === 'first-contentful-paint') seen.paint = entry.startTime;
        }
      }).observe({ entryTypes: ['longtask', 'layout-shift', 'paint'] });
    });
    await page.goto(url, { waitUntil: 'load' });
    await page.waitForTimeout(2_000);
    const { metrics } = await session.send('Performance.getMetrics');
    const metric = (name: string): number => metrics.find((one) => one.name === name)?.value ?? NaN;
    const { seen, elements } = await page.evaluate(() => ({
      seen: (globalThis as { seen?: Watched }).seen,
      elements: document.querySelectorAll('*').length,
    }));
    if (!seen || Number.isNaN(seen.paint)) throw new Error(`${url} painted nothing.`);
    return {
      firstPaint: seen.paint,
      layout: 1000 * (metric('LayoutDuration') + metric('RecalcStyleDuration')),
      blocking: seen.blocking,
      shift: seen.shift,
      bytes,
      elements,
    };
  } finally {
    await context.close();
  }
};
