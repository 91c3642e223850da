import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { servers } from '#servers';
import { drivers } from '../tests/proxies/drivers/index.ts';
import { installMissing, missing, type Needed } from './debian-packages.ts';

/**
 * Runs everything: the checks, the unit tests, the real servers, the build and the built site.
 * What cannot run is named, and is a failure where `CI` is set.
 */
interface Suite {
  readonly name: string;
  readonly needs: readonly Needed[];
  readonly run: readonly string[];
}

const lab: Needed[] = [
  { command: 'ip', package: 'iproute2' },
  { command: 'unshare', package: 'util-linux' },
  { command: 'openssl', package: 'openssl' },
  { command: 'curl', package: 'curl' },
  { command: 'nc', package: 'netcat-openbsd' },
];

const serversNeeded: Needed[] = Object.entries(drivers).flatMap(([id, driver]) =>
  (Object.entries(servers).find(([server]) => server === id)?.[1].packages ?? []).map((name) => ({
    command: driver.binary,
    package: name,
  })),
);

/** Packages that add a module and no command are known by the file that they bring. */
const hostingNeeded: Needed[] = [
  { command: '/usr/lib/lighttpd/mod_deflate.so', package: 'lighttpd-mod-deflate' },
];

const suites: readonly Suite[] = [
  { name: 'check', needs: [], run: ['npm', 'run', '--silent', 'check'] },
  { name: 'unit', needs: [], run: ['npm', 'run', '--silent', 'test:unit'] },
  {
    name: 'proxies',
    needs: [...lab, ...serversNeeded],
    run: ['npm', 'run', '--silent', 'test:proxies'],
  },
  { name: 'build', needs: [], run: ['npm', 'run', '--silent', 'build'] },
  { name: 'repeated build', needs: [], run: ['node', 'scripts/repeat-build.ts'] },
  {
    name: 'hosting',
    needs: [...lab, ...serversNeeded, ...hostingNeeded],
    run: ['npm', 'run', '--silent', 'test:hosting'],
  },
  {
    name: 'site',
    needs: [{ command: 'chromium', package: 'chromium' }],
    run: ['npm', 'run', '--silent', 'test:site'],
  },
];

interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const report = (name: string): string => `test-results/report-${name}.json`;

const countsOf = (name: string, ok: boolean): Counts => {
  const path = report(name);
  if (!existsSync(path)) return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 };
  const { stats } = JSON.parse(readFileSync(path, 'utf8')) as {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  };
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + (ok || stats.unexpected > 0 ? 0 : 1),
    skipped: stats.skipped,
  };
};

rmSync('test-results', { recursive: true, force: true });
mkdirSync('test-results', { recursive: true });
const needed = suites.flatMap(({ needs }) => needs);
const trouble = installMissing(needed);
const totals: Counts[] = [];
const notRun: string[] = [];

for (const { name, needs, run } of suites) {
  const lacking = missing(needs);
  if (lacking.length > 0) {
    notRun.push(
      `${name}: needs ${lacking.map(({ command, package: from }) => `${command} (Debian package ${from})`).join(', ')}`,
    );
    continue;
  }
  const started = Date.now();
  console.log(`\n── ${name}`);
  const [command = '', ...arguments_] = run;
  const { status } = spawnSync(command, arguments_, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, PLAYWRIGHT_JSON_OUTPUT_FILE: report(name) },
  });
  totals.push(countsOf(name, status === 0));
  console.log(
    `── ${name}: ${status === 0 ? 'ok' : 'FAILED'} in ${Math.round((Date.now() - started) / 1000)} s`,
  );
}

const sum = (key: keyof Counts): number => totals.reduce((total, counts) => total + counts[key], 0);
if (notRun.length > 0) {
  console.error(`\nNot run${trouble === null ? '' : ` (${trouble})`}:\n  ${notRun.join('\n  ')}`);
}
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
const strict = process.env['CI'] !== undefined && process.env['CI'] !== '';
process.exitCode = sum('failed') > 0 || (strict && notRun.length > 0) ? 1 : 0;
