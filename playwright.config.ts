import { defineConfig } from 'playwright/test';

/**
 * Three projects, one runner. `unit` needs nothing, `proxies` the real servers, `site` the built
 * site and a browser; only `site` opens one.
 */
export default defineConfig({
  forbidOnly: Boolean(process.env['CI']),
  fullyParallel: true,
  workers: 6,
  reporter:
    process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] === undefined ? [['list']] : [['dot'], ['json']],
  outputDir: 'test-results/playwright',
  preserveOutput: 'failures-only',
  timeout: 60_000,
  projects: [
    { name: 'unit', testDir: 'tests/unit', workers: 2, retries: 2 },
    // A run in the lab mostly waits (silences of 60 s), so several go side by side. Its checks of
    // seconds are true on a machine with time to spare; a loaded one gets another try.
    {
      name: 'proxies',
      testDir: 'tests/proxies',
      timeout: 600_000,
      workers: 6,
      retries: 3,
    },
    // Real servers serve the built site, so it runs after the build.
    { name: 'hosting', testDir: 'tests/hosting', timeout: 300_000, workers: 2, retries: 1 },
    { name: 'site', testDir: 'tests/site', workers: 2, retries: 1 },
  ],
});
