import { defineConfig } from 'playwright/test';

/**
 * One runner. `unit` needs nothing, `contracts` and `proxies` the real servers, `hosting` these and
 * the built site, `site` the built site and a browser; only `site` opens one.
 */

/** What `tests/run/waiting-breaks.ts` lists. */
const waiting = /@waits/;

/** What waits for minutes in the laboratory runs beside the systems, which are not run every time. */
const slow = /run\/pomerium-slow\.spec\.ts/;

/** What needs a real API server of Kubernetes (`npm run test:kubernetes`). */
const cluster = /run\/kubernetes\.spec\.ts/;

/** What needs a server that is newer than that of this system. */
const newer = /hosting\/newer-nginx\.spec\.ts/;

/** Whole contracts: of the examples, and of their lines inside the blocks of other products. */
const wholeContracts = ['conformity.spec.ts', 'nginx-products.spec.ts'];

/**
 * Servers, with commas between, whose variants and broken set-ups are held by their records in place
 * of a run: `npm test` names those that come as wheels, to stay within its time.
 */
const held = process.env['HELD_BY_RECORDS']?.replaceAll(',', '|');
const heldVariants =
  held === undefined ? [] : [new RegExp(`(?:${held})/[^/ ]+/[^ ]+ keeps the contract`)];
const heldBreaks = held === undefined ? [] : [new RegExp(`(?:${held})/[^ ]+ shows its symptom`)];

/** A run of real servers sets up its place anew, and waits on purpose. */
const lab = { testDir: 'tests/run', timeout: 600_000, retries: 3 } as const;

export default defineConfig({
  forbidOnly: Boolean(process.env['CI']),
  fullyParallel: true,
  // As many as `contracts`, `waiting` and `proxies` have together, so that none waits for another.
  workers: 39,
  reporter:
    process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] === undefined ? [['list']] : [['dot'], ['json']],
  outputDir: 'test-results/playwright',
  preserveOutput: 'failures-only',
  timeout: 60_000,
  projects: [
    {
      name: 'unit',
      testMatch:
        /tests\/(?:checker|core|evidence|contract|double|doctor|real|servers)\/.*\.spec\.ts/,
      // A third of its time is spent waiting for the double and for programs.
      workers: 3,
      // What only computes is right at once, or wrong.
      retries: 0,
    },
    // A contract mostly waits (silences of 60 s), so many go side by side, beside what loads the
    // machine. Checks of seconds are true on one with time to spare; a loaded one gets another try.
    {
      ...lab,
      name: 'contracts',
      testMatch: wholeContracts,
      grepInvert: heldVariants,
      workers: 24,
    },
    {
      ...lab,
      name: 'waiting',
      testMatch: 'symptoms.spec.ts',
      grep: waiting,
      grepInvert: heldBreaks,
      workers: 9,
    },
    {
      ...lab,
      name: 'proxies',
      testIgnore: [
        ...wholeContracts.map((name) => `**/${name}`),
        '**/other-systems/**',
        '**/whole-systems/**',
        slow,
        cluster,
      ],
      grepInvert: [waiting, ...heldBreaks],
      workers: 6,
    },
    { ...lab, name: 'cluster', testMatch: cluster, workers: 2, retries: 1 },
    // `doctor.sh` against everything, which `npm run test:doctor` runs; it mostly waits.
    { ...lab, name: 'doctor', testMatch: 'doctor.spec.ts', workers: 8, retries: 2 },
    // Real servers serve the built site, so it runs after the build.
    {
      name: 'hosting',
      testDir: 'tests/hosting',
      testIgnore: newer,
      timeout: 300_000,
      workers: 2,
      retries: 1,
    },
    // The same for the servers of other releases of Debian (`npm run test:systems`).
    {
      ...lab,
      name: 'matrix',
      testDir: 'tests/run/other-systems',
      testMatch: 'contracts.spec.ts',
      workers: 20,
    },
    {
      ...lab,
      name: 'matrix-symptoms',
      testDir: 'tests/run/other-systems',
      testMatch: 'broken.spec.ts',
      workers: 6,
    },
    // Whole systems of Debian, each with a systemd of its own (`npm run test:systems`).
    // They wait for most of their time.
    {
      name: 'systems',
      testMatch: [/tests\/(?:systems|run\/whole-systems)\/.*\.spec\.ts/, slow, newer],
      timeout: 900_000,
      workers: 8,
      retries: 1,
    },
    { name: 'site', testDir: 'tests/site', workers: 2, retries: 1 },
  ],
});
