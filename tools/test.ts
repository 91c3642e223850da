import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { setPriority } from 'node:os';
import { drivers } from '../tests/servers/index.ts';
import { hasPomerium } from '../tests/servers/pomerium/binary/index.ts';
import { systemsNeeded } from '../tests/systems/needed.ts';
import { installMissing, inWords, missing, type Needed } from './debian-packages.ts';
import { hostingNeeded, lab, pip, serversNeeded } from './lab-packages.ts';

/**
 * Runs everything: the checks, the unit tests, the real servers, the build and the built site.
 * What cannot run is named, and is a failure where `CI` is set.
 */
interface Suite {
  readonly name: string;
  readonly needs: readonly Needed[];
  readonly run: readonly string[];
  /** Gives way to the suites beside it, which have to keep time. */
  readonly yields?: true;
}

/** Servers whose variants and broken set-ups are held by their records: the whole has its limit. */
const fromWheels = Object.entries(drivers).flatMap(([id, { wheel }]) =>
  wheel === undefined ? [] : [id],
);

/** What `npm run test:systems` runs for one page; the rest of it is weekly. */
const systemsSample =
  'haproxy on Debian 13: (under a path|haproxy/other-port)|the built page gives';

/**
 * One stage after the other, the suites of a stage at once: the real servers wait for most of their
 * time, and what only computes goes on meanwhile.
 */
const stages: readonly (readonly Suite[])[] = [
  [
    {
      name: 'proxies',
      needs: [...lab, ...serversNeeded],
      run: ['npm', 'run', '--silent', 'test:proxies'],
    },
    {
      name: 'unit',
      needs: [
        { command: 'shellcheck', package: 'shellcheck' },
        { command: 'docker-compose', package: 'docker-compose' },
        { command: 'busybox', package: 'busybox' },
        ...pip,
      ],
      run: ['npm', 'run', '--silent', 'test:unit'],
    },
    { name: 'check', needs: [], run: ['npm', 'run', '--silent', 'check'], yields: true },
  ],
  [{ name: 'build', needs: [], run: ['npm', 'run', '--silent', 'build'] }],
  // One page on one whole system, as a sample: the others are held by the hash of their records. It
  // mostly waits for a system to start, so the second build goes on meanwhile.
  [
    {
      name: 'systems',
      needs: systemsNeeded,
      run: ['npx', 'playwright', 'test', '--project=systems', '--grep', systemsSample],
    },
    { name: 'repeated build', needs: [], run: ['node', 'tools/repeat-build.ts'] },
  ],
  [
    {
      name: 'hosting',
      needs: [...lab, ...serversNeeded, ...hostingNeeded],
      run: ['npm', 'run', '--silent', 'test:hosting'],
    },
    {
      name: 'site',
      needs: [
        {
          command: 'chromium-headless-shell',
          package: 'chromium-headless-shell',
          or: { command: 'chromium', package: 'chromium' },
        },
      ],
      run: ['npm', 'run', '--silent', 'test:site'],
    },
  ],
  // What was just run against what is committed; it writes nothing.
  [{ name: 'records', needs: [], run: ['npm', 'run', '--silent', 'verify'] }],
];

interface Counts {
  /** Those that needed another try among them. */
  readonly passed: number;
  /** Titles of the tests that passed on another try only. */
  readonly retried: readonly string[];
  readonly failed: number;
  readonly skipped: number;
}

/** As much of a suite in Playwright's report as tells which tests needed another try. */
interface Reported {
  readonly suites?: readonly Reported[];
  readonly specs?: readonly {
    readonly title: string;
    readonly tests: readonly { readonly status: string }[];
  }[];
}

const retriedIn = ({ suites = [], specs = [] }: Reported): string[] => [
  ...specs
    .filter(({ tests }) => tests.some(({ status }) => status === 'flaky'))
    .map(({ title }) => title),
  ...suites.flatMap(retriedIn),
];

const report = (name: string): string => `test-results/report-${name}.json`;

const countsOf = (name: string, ok: boolean): Counts => {
  const path = report(name);
  if (!existsSync(path)) {
    return { passed: ok ? 1 : 0, retried: [], failed: ok ? 0 : 1, skipped: 0 };
  }
  const read = JSON.parse(readFileSync(path, 'utf8')) as Reported & {
    stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  };
  const { stats } = read;
  return {
    passed: stats.expected + stats.flaky,
    retried: retriedIn(read),
    failed: stats.unexpected + (ok || stats.unexpected > 0 ? 0 : 1),
    skipped: stats.skipped,
  };
};

/** Low, yet above what the system itself does when idle. */
const yielding = 15;

/** Runs a suite; what it prints is shown whole at its end when others run beside it. */
const runSuite = async (
  { name, run, yields }: Suite,
  isAlone: boolean,
): Promise<{ ok: boolean; printed: string }> => {
  const [command = '', ...arguments_] = run;
  const stream = isAlone ? 'inherit' : 'pipe';
  const child = spawn(command, arguments_, {
    stdio: ['ignore', stream, stream],
    env: {
      ...process.env,
      HELD_BY_RECORDS: fromWheels.join(),
      PLAYWRIGHT_JSON_OUTPUT_FILE: report(name),
    },
  });
  if (yields && child.pid !== undefined) setPriority(child.pid, yielding);
  let printed = '';
  for (const output of [child.stdout, child.stderr]) {
    output?.setEncoding('utf8').on('data', (text: string) => (printed += text));
  }
  const [status] = (await once(child, 'close')) as [number | null];
  return { ok: status === 0, printed };
};

rmSync('test-results', { recursive: true, force: true });
mkdirSync('test-results', { recursive: true });
const trouble = installMissing(stages.flat().flatMap(({ needs }) => needs));
const totals: Counts[] = [];
const notRun: string[] = [];

const canRun = ({ name, needs }: Suite): boolean => {
  const lacking = missing(needs);
  if (lacking.length === 0) return true;
  notRun.push(`${name}: needs ${lacking.map(inWords).join(', ')}`);
  return false;
};

for (const stage of stages) {
  const suites = stage.filter(canRun);
  if (suites.length > 0) console.log(`\n── ${suites.map(({ name }) => name).join(', ')}`);
  await Promise.all(
    suites.map(async (suite) => {
      const started = Date.now();
      const { ok, printed } = await runSuite(suite, suites.length === 1);
      totals.push(countsOf(suite.name, ok));
      const seconds = Math.round((Date.now() - started) / 1000);
      console.log(`${printed}── ${suite.name}: ${ok ? 'ok' : 'FAILED'} in ${seconds} s`);
    }),
  );
}

const sum = (key: 'passed' | 'failed' | 'skipped'): number =>
  totals.reduce((total, counts) => total + counts[key], 0);
if (notRun.length > 0) {
  console.error(`\nNot run${trouble === null ? '' : ` (${trouble})`}:\n  ${notRun.join('\n  ')}`);
}
const retried = totals.flatMap((counts) => counts.retried);
if (retried.length > 0) {
  console.log(`\n${retried.length} passed on a second try:\n  ${retried.join('\n  ')}`);
}
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
if (!hasPomerium()) {
  console.log(
    'Pomerium is not compiled here, so its committed records were verified in place of its runs, and what only a run shows was skipped. npm run build:pomerium makes it, once.',
  );
}
console.log(
  `The variants and broken set-ups of ${fromWheels.join(', ')} were held by their records; npm run test:proxies runs them.`,
);
const strict = process.env['CI'] !== undefined && process.env['CI'] !== '';
process.exitCode = sum('failed') > 0 || (strict && notRun.length > 0) ? 1 : 0;
