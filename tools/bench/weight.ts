import { brotliCompressSync } from 'node:zlib';
import type { Browser } from 'playwright';
import { beforePaint } from '../../core/policy/before-paint.ts';

/** What one page costs before anybody touches it; sizes as transferred, in bytes. */
export interface Weight {
  readonly path: string;
  readonly html: number;
  readonly css: number;
  /** With the script inside the page, which is among the bytes of `html` as well. */
  readonly script: number;
  readonly other: number;
  readonly requests: number;
  readonly foreignRequests: number;
  /** Cumulative layout shift. */
  readonly shift: number;
}

const kindOf = (type: string): 'html' | 'css' | 'script' | 'other' =>
  type === 'Document'
    ? 'html'
    : type === 'Stylesheet'
      ? 'css'
      : type === 'Script'
        ? 'script'
        : 'other';

/** Loads a page in a fresh profile and counts the bytes on the wire, headers left out. */
export const weigh = async (browser: Browser, base: string, path: string): Promise<Weight> => {
  const context = await browser.newContext({ viewport: { width: 412, height: 823 } });
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  const kinds = new Map<string, ReturnType<typeof kindOf>>();
  const addresses = new Map<string, string>();
  const headers = new Map<string, number>();
  const bodies = new Map<string, number>();
  let requests = 0;
  let foreignRequests = 0;
  session.on('Network.requestWillBeSent', ({ requestId, request }) => {
    requests += 1;
    addresses.set(requestId, request.url);
    if (!request.url.startsWith(base) && !request.url.startsWith('data:')) foreignRequests += 1;
  });
  session.on('Network.responseReceived', ({ requestId, type }) =>
    kinds.set(requestId, kindOf(type)),
  );
  session.on('Network.responseReceived', ({ requestId, response }) => {
    headers.set(requestId, response.encodedDataLength);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    bodies.set(requestId, encodedDataLength - (headers.get(requestId) ?? 0));
  });
  await page.addInitScript(() => {
    const store = globalThis as { layoutShift?: number };
    store.layoutShift = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        store.layoutShift =
          (store.layoutShift ?? 0) + (entry as PerformanceEntry & { value: number }).value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  await page.goto(base + path, { waitUntil: 'networkidle' });
  const shift = await page.evaluate(
    () => (globalThis as { layoutShift?: number }).layoutShift ?? 0,
  );
  // Sheets at the end of the page hold no text back.
  const first = await page.evaluate(() =>
    [...document.head.querySelectorAll<HTMLLinkElement>('link[rel=stylesheet]')].map(
      ({ href }) => href,
    ),
  );
  for (const [id, kind] of kinds)
    if (kind === 'css' && !first.includes(addresses.get(id) ?? '')) kinds.set(id, 'other');
  await context.close();
  const total = (kind: string): number =>
    [...bodies].filter(([id]) => kinds.get(id) === kind).reduce((sum, [, size]) => sum + size, 0);
  return {
    path,
    html: total('html'),
    css: total('css'),
    script: total('script') + brotliCompressSync(beforePaint).length,
    other: total('other'),
    requests,
    foreignRequests,
    shift,
  };
};
