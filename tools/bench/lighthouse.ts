import type { Result } from 'lighthouse';
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { browserArguments, chromiumPath } from './browser.ts';

/** Scores from 0 to 100 and the times of a simulated mobile link, in milliseconds. */
export interface LighthouseScores {
  readonly performance: number;
  readonly accessibility: number;
  readonly bestPractices: number;
  readonly seo: number;
  readonly firstPaint: number;
  readonly largestPaint: number;
  readonly blocking: number;
  /** Audits of these categories that are not passed. */
  readonly failed: readonly string[];
}

const freePort = (): Promise<number> =>
  new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });

/** What other programs of the machine take from a run only ever adds time: the best run counts. */
const mostRuns = 3;

const scoresOf = ({ categories, audits }: Result): LighthouseScores => {
  const score = (id: string): number => Math.round((categories[id]?.score ?? 0) * 100);
  const time = (id: string): number => Math.round(audits[id]?.numericValue ?? 0);
  const weighted = Object.values(categories).flatMap(({ auditRefs }) =>
    auditRefs.filter(({ weight }) => weight > 0).map(({ id }) => id),
  );
  return {
    performance: score('performance'),
    accessibility: score('accessibility'),
    bestPractices: score('best-practices'),
    seo: score('seo'),
    firstPaint: time('first-contentful-paint'),
    largestPaint: time('largest-contentful-paint'),
    blocking: time('total-blocking-time'),
    failed: weighted.filter((id) => {
      const value = audits[id]?.score;
      return value !== null && value !== undefined && value < 0.9;
    }),
  };
};

/**
 * Runs Lighthouse with its mobile throttling on each address, in one browser of its own; again when
 * the score is below 100.
 */
export const measure = async (urls: readonly string[]): Promise<Map<string, LighthouseScores>> => {
  const { default: lighthouse } = await import('lighthouse');
  const profile = mkdtempSync(join(tmpdir(), 'bench-profile-'));
  const port = await freePort();
  const browser = spawn(
    chromiumPath(),
    [
      '--headless',
      ...browserArguments,
      `--user-data-dir=${profile}`,
      `--remote-debugging-port=${port}`,
      'about:blank',
    ],
    { stdio: 'ignore' },
  );
  await wait(1_500);
  const results = new Map<string, LighthouseScores>();
  try {
    for (const url of urls) {
      let best: LighthouseScores | undefined;
      for (let run = 0; run < mostRuns && (best?.performance ?? 0) < 100; run += 1) {
        const result = await lighthouse(url, { port, output: 'json', logLevel: 'error' });
        if (result === undefined) throw new Error(`Lighthouse gave no result for ${url}.`);
        const scores = scoresOf(result.lhr);
        if (best === undefined || scores.performance > best.performance) best = scores;
      }
      if (best) results.set(url, best);
    }
  } finally {
    browser.kill();
    await wait(300);
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
  }
  return results;
};
