import { defineConfig } from 'playwright/test';

/**
 * Three projects, one runner. `unit` needs nothing, `proxies` the real servers, `site` the built
 * site and a browser; only `site` opens one.
 */
export default defineConfig({
  forbidOnly: Boolean(process.env['CI']),
  fullyParallel: true,
  workers: 2,
  reporter:
    process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] === undefined ? [['list']] : [['dot'], ['json']],
  outputDir: 'test-results/playwright',
  preserveOutput: 'failures-only',
  timeout: 60_000,
  projects: [
    { name: 'unit', testDir: 'tests/unit' },
    // A run in the lab mostly waits (silences of 60 s), so many go side by side.
    { name: 'proxies', testDir: 'tests/proxies', timeout: 300_000, workers: 8 },
    { name: 'site', testDir: 'tests/site' },
  ],
});
