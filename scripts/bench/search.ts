import type { Browser, CDPSession } from 'playwright';

/** Time from opening search, text typed at once, to the first result, in milliseconds. */
export interface SearchTiming {
  readonly link: string;
  readonly start: string;
  readonly milliseconds: number;
  /** Bytes fetched for search, as transferred. */
  readonly bytes: number;
  readonly requests: number;
}

/** A slow mobile link: 150 ms round trip, 1.6 Mbit/s, a processor a quarter as fast. */
const slowLink = async (session: CDPSession): Promise<void> => {
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 1_600_000 / 8,
    uploadThroughput: 750_000 / 8,
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
};

const query = 'websocket nginx';

/** Opens the dialog as a person does, types, and waits for the first result. */
export const timeSearch = async (
  browser: Browser,
  url: string,
  { slow, intent }: { readonly slow: boolean; readonly intent: boolean },
): Promise<SearchTiming> => {
  const context = await browser.newContext();
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  if (slow) await slowLink(session);
  await page.goto(url, { waitUntil: 'networkidle' });
  let bytes = 0;
  let requests = 0;
  session.on('Network.dataReceived', ({ encodedDataLength }) => (bytes += encodedDataLength));
  session.on('Network.requestWillBeSent', () => (requests += 1));
  const button = page.locator('button.search-open');
  if (intent) {
    await button.hover();
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(slow ? 3_000 : 500);
  }
  const started = Date.now();
  await page.keyboard.press('Control+k');
  await page.locator('dialog[open] input[type=search]').waitFor();
  await page.keyboard.insertText(query);
  await page.locator('dialog[open] ol li a').first().waitFor();
  const milliseconds = Date.now() - started;
  await context.close();
  return {
    link: slow ? '150 ms, 1.6 Mbit/s, CPU / 4' : 'loopback',
    start: intent ? 'fetched on intent' : 'cold',
    milliseconds,
    bytes,
    requests,
  };
};
