import { spawnSync } from 'node:child_process';
import { commandLine, refuse } from '../command-line.ts';
import { serve } from '../serve.ts';
import { launch } from './browser.ts';
import { atLeast, atMost, printMissed } from './budget.ts';
import { compare } from './compare/index.ts';
import { measure } from './lighthouse.ts';
import { timePaint } from './paint.ts';
import { printScaling } from './scaling.ts';
import { timeSearch } from './search.ts';
import { slowLinkName } from './slow-link.ts';
import { weigh } from './weight.ts';

/**
 * Prints the figures of the built site: build time, weight by kind, the first paint on a slow link,
 * the time from opening search to the first result, Lighthouse under mobile throttling, a page beside
 * the same text made by others, and how the build grows; each figure beside its budget. Of times the fastest is judged, since
 * other programs of the machine only ever add to them. A missed budget is said and is no failure:
 * sizes are held by `tests/site/weight.spec.ts`, times depend on the machine.
 * Paths measure other pages than the usual ones.
 */
const usual = [
  '',
  'nginx/',
  'troubleshooting/',
  'troubleshooting/broken-proxy-banner/',
  'concepts/root-url/',
].flatMap((slug) => [`/fr/${slug}`, `/en/${slug}`]);
const usage = 'npm run bench [-- path …], each path such as /fr/nginx/';
const { positionals: given } = commandLine(usage, { most: Infinity });
const stray = given.find((word) => !word.startsWith('/'));
if (stray !== undefined) refuse(`“${stray}” is no path of the site.`, usage);
const paths = given.length > 0 ? given : usual;

const started = performance.now();
const { status } = spawnSync('npm', ['run', '--silent', 'build'], {
  stdio: ['ignore', 'ignore', 'inherit'],
});
if (status !== 0) throw new Error('The build failed.');
console.log(`Build with search index: ${((performance.now() - started) / 1000).toFixed(1)} s\n`);

const site = await serve({ root: 'dist', port: 0, base: process.env['BASE_PATH'] ?? '/' });
const base = site.url.replace(/\/$/, '');
const browser = await launch();
try {
  const weights = [];
  for (const path of paths) weights.push(await weigh(browser, base, path));
  console.log('Transferred before any interaction, bytes (brotli)');
  console.table(
    weights.map(({ path, html, css, script, other, requests, foreignRequests, shift }) => ({
      path,
      html,
      css,
      'html + css': atMost('first view', html + css),
      script: atMost('script before interaction', script),
      other,
      requests,
      elsewhere: foreignRequests,
      shift: shift.toFixed(3),
    })),
  );

  const paints = [];
  for (const path of paths) paints.push(await timePaint(browser, base, path));
  console.log(
    `First paint of the text on a slow link (${slowLinkName}; connection open), milliseconds`,
  );
  console.table(
    paints.map(({ path, median, fastest }) => ({
      path,
      median,
      fastest: atMost('first paint, slow link', fastest),
    })),
  );

  const timings = [];
  for (const slow of [false, true]) {
    for (const intent of [false, true])
      timings.push(await timeSearch(browser, `${base}/en/nginx/`, { slow, intent }));
  }
  console.log('From opening search to the first result, milliseconds');
  console.table(
    timings.map(({ budget, fastest, bytes, ...rest }) => ({
      ...rest,
      fastest: atMost(budget, fastest),
      bytes: atMost('search, bytes', bytes),
    })),
  );
} finally {
  await browser.close();
}

console.log('Lighthouse, mobile throttling; paints and blocking are computed, in milliseconds');
const scores = await measure(paths.map((path) => base + path));
console.table(
  [...scores].map(
    ([url, { failed, performance, accessibility, bestPractices, seo, ...times }]) => ({
      path: url.slice(base.length),
      scores: [performance, accessibility, bestPractices, seo].join(' '),
      lowest: atLeast('Lighthouse', Math.min(performance, accessibility, bestPractices, seo)),
      ...times,
      failed: failed.join(' '),
    }),
  ),
);
await site.close();
await compare([paths.find((path) => path.endsWith('/nginx/')) ?? '/fr/nginx/']);
await printScaling();
printMissed();
