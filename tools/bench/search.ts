import type { Browser } from 'playwright';
import { firstResult } from './first-result.ts';
import { slowLink, slowLinkName } from './slow-link.ts';

/** Time from opening search, text typed at once, to the first result painted, in milliseconds. */
export interface SearchTiming {
  readonly link: string;
  readonly start: string;
  /** Name in `budget.json`. */
  readonly budget: string;
  readonly median: number;
  readonly fastest: number;
  /** Bytes fetched for search, as transferred. */
  readonly bytes: number;
  readonly requests: number;
}

/** One opening of the dialog. */
interface Measure extends Pick<SearchTiming, 'bytes' | 'requests'> {
  readonly milliseconds: number;
}

interface Condition {
  readonly slow: boolean;
  /** Whether the pointer rested on the button before. */
  readonly intent: boolean;
}

const budgetOf = ({ slow, intent }: Condition): string =>
  slow ? `search, slow link, ${intent ? 'fetched on intent' : 'cold'}` : 'search, loopback, cold';

const query = 'websocket nginx';

/** Opens the dialog in a fresh profile, as a person does whose text is typed at once. */
const timeOnce = async (
  browser: Browser,
  url: string,
  { slow, intent }: Condition,
): Promise<Measure> => {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Network.enable');
    await page.goto(url, { waitUntil: 'networkidle' });
    if (slow) await slowLink(session);
    let bytes = 0;
    let requests = 0;
    session.on('Network.dataReceived', ({ encodedDataLength }) => (bytes += encodedDataLength));
    session.on('Network.requestWillBeSent', () => (requests += 1));
    if (intent) {
      await page.locator('button.search-open').hover();
      // Quiet for half a second: everything that intent fetches has come and is compiled.
      for (let before = -1; before < bytes || bytes === 0;) {
        before = bytes;
        await page.waitForTimeout(slow ? 1_000 : 500);
      }
    }
    const milliseconds = Math.round(
      await page.evaluate(firstResult, { text: query, inside: 'dialog.search-dialog' }),
    );
    // Excerpts come after the results; they count among the bytes.
    await page.waitForTimeout(slow ? 2_000 : 500);
    return { milliseconds, bytes, requests };
  } finally {
    await context.close();
  }
};

const runs = 7;

/** The median of several measures; other programs of the machine only ever add to one. */
export const timeSearch = async (
  browser: Browser,
  url: string,
  condition: Condition,
): Promise<SearchTiming> => {
  // The server compresses each file when it is first asked for.
  await timeOnce(browser, url, condition);
  const measures = [];
  for (let run = 0; run < runs; run += 1) measures.push(await timeOnce(browser, url, condition));
  measures.sort((a, b) => a.milliseconds - b.milliseconds);
  const fastest = measures[0];
  const median = measures[Math.floor(runs / 2)];
  if (!fastest || !median) throw new Error('Nothing was measured.');
  return {
    link: condition.slow ? slowLinkName : 'loopback',
    start: condition.intent ? 'fetched on intent' : 'cold',
    budget: budgetOf(condition),
    median: median.milliseconds,
    fastest: fastest.milliseconds,
    bytes: Math.max(...measures.map(({ bytes }) => bytes)),
    requests: median.requests,
  };
};
