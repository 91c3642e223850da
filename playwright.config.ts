import { defineConfig } from 'playwright/test';

/**
 * Three projects, one runner. `unit` needs nothing, `proxies` the real servers, `site` the built
 * site and a browser; only `site` opens one.
 */
export default defineConfig({
  forbidOnly: Boolean(process.env['CI']),
  fullyParallel: true,
  workers: 2,
  reporter: [['list']],
  timeout: 60_000,
  projects: [
    { name: 'unit', testDir: 'tests/unit' },
    { name: 'proxies', testDir: 'tests/proxies', timeout: 240_000 },
    { name: 'site', testDir: 'tests/site' },
  ],
});
