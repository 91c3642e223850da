import { spawnSync } from 'node:child_process';
import { serve } from './serve.ts';
import { launch } from './bench/browser.ts';
import { measure } from './bench/lighthouse.ts';
import { printScaling } from './bench/scaling.ts';
import { timeSearch } from './bench/search.ts';
import { weigh } from './bench/weight.ts';

/**
 * Prints the figures of the built site: build time, weight by kind, Lighthouse under mobile
 * throttling, the time from opening search to the first result, and how the build grows.
 * `node scripts/bench.ts [path …]` measures other pages than the usual ones.
 */
const usual = [
  '',
  'nginx/',
  'troubleshooting/',
  'troubleshooting/broken-proxy-banner/',
  'concepts/root-url/',
].flatMap((slug) => [`/fr/${slug}`, `/en/${slug}`]);
const given = process.argv.slice(2).filter((word) => word.startsWith('/'));
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
      'html + css': html + css,
      script,
      other,
      requests,
      elsewhere: foreignRequests,
      shift: shift.toFixed(3),
    })),
  );

  const timings = [];
  for (const slow of [false, true]) {
    for (const intent of [false, true])
      timings.push(await timeSearch(browser, `${base}/en/nginx/`, { slow, intent }));
  }
  console.log('From opening search to the first result');
  console.table(timings);
} finally {
  await browser.close();
}

console.log('Lighthouse, mobile throttling');
const scores = await measure(paths.map((path) => base + path));
console.table(
  [...scores].map(([url, { failed, ...rest }]) => ({
    path: url.slice(base.length),
    ...rest,
    failed: failed.join(' '),
  })),
);
await site.close();
await printScaling();
