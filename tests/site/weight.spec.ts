import { readFileSync } from 'node:fs';
import { expect, sitemapPaths, test } from './site.ts';

const budget = JSON.parse(readFileSync('budget.json', 'utf8')) as Record<string, number>;

for (const path of sitemapPaths()) {
  test(`/${path} stays within the budget of weight`, async ({ page, site }) => {
    const sizes = new Map<string, number>();
    const session = await page.context().newCDPSession(page);
    await session.send('Network.enable');
    const types = new Map<string, string>();
    session.on('Network.responseReceived', ({ requestId, type }) => types.set(requestId, type));
    session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
      const type = types.get(requestId) ?? 'Other';
      sizes.set(type, (sizes.get(type) ?? 0) + encodedDataLength);
    });
    const origins = new Set<string>();
    page.on('request', (request) => origins.add(new URL(request.url()).origin));
    await page.goto(site + path, { waitUntil: 'networkidle' });
    const firstView = (sizes.get('Document') ?? 0) + (sizes.get('Stylesheet') ?? 0);
    expect.soft(firstView, 'HTML and style sheets').toBeLessThanOrEqual(budget['first view'] ?? 0);
    expect
      .soft(sizes.get('Script') ?? 0, 'scripts before any interaction')
      .toBeLessThanOrEqual(budget['script before interaction'] ?? 0);
    expect.soft(origins.size, 'origins').toBe(budget['origins']);
  });
}
