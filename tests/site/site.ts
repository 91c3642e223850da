import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test as base, type Page } from 'playwright/test';
import { serve } from '../../tools/serve.ts';
import { systemChromium } from '../../tools/system-chromium.ts';

/** The built site; `SITE_DIST` names another folder than `dist`. */
export const dist = process.env['SITE_DIST'] ?? 'dist';

/** Every page of the sitemap as a path below the site's address: `fr/nginx/`. */
export const sitemapPaths = (): string[] => {
  const file = join(dist, 'sitemap.xml');
  if (!existsSync(file)) throw new Error(`No built site in “${dist}”; run npm run build first.`);
  return [...readFileSync(file, 'utf8').matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address = '']) =>
    new URL(address).pathname.slice(1),
  );
};

/** Pages that are not in the sitemap but are pages all the same. */
export const otherPaths = ['404.html', 'fr/404.html', 'en/404.html', 'fr/search/', 'en/search/'];

interface Watched {
  readonly consoleErrors: string[];
  readonly foreignRequests: string[];
}

/** What went wrong on a page: policy violations, errors in the console, requests elsewhere. */
export const watched = new WeakMap<Page, Watched>();

declare global {
  interface Window {
    policyViolations: string[];
    layoutShift: number;
  }
}

/** Starts a page's record of what went wrong anew, for a test that goes on with the same page. */
export const forget = (page: Page): void => {
  const seen = watched.get(page);
  seen?.consoleErrors.splice(0);
  seen?.foreignRequests.splice(0);
};

const watch = async (page: Page, origin: string): Promise<void> => {
  const seen: Watched = { consoleErrors: [], foreignRequests: [] };
  watched.set(page, seen);
  page.on('console', (message) => {
    if (message.type() === 'error') seen.consoleErrors.push(message.text());
  });
  page.on('pageerror', (error) => seen.consoleErrors.push(String(error)));
  page.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith(origin) && !/^(?:data|blob):/.test(url)) seen.foreignRequests.push(url);
  });
  await page.addInitScript(() => {
    window.policyViolations = [];
    window.layoutShift = 0;
    // Tests look at whole pages; sections.spec.ts shows what is laid out later.
    const whole = new CSSStyleSheet();
    whole.replaceSync('.part { content-visibility: visible !important }');
    document.adoptedStyleSheets.push(whole);
    document.addEventListener('securitypolicyviolation', (event) => {
      window.policyViolations.push(`${event.violatedDirective}: ${event.blockedURI}`);
    });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const shift = entry as PerformanceEntry & { value: number; hadRecentInput: boolean };
        if (!shift.hadRecentInput) window.layoutShift += shift.value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
};

/* eslint-disable no-empty-pattern -- Playwright reads the names of fixtures from a pattern. */

/** Takes from a page what the last test left: what it stored, its size, its media, its routes. */
const clear = async (page: Page): Promise<void> => {
  await page.unrouteAll();
  await page.setViewportSize({ width: 1280, height: 720 });
  await page.emulateMedia({
    media: null,
    colorScheme: 'light',
    reducedMotion: null,
    forcedColors: null,
  });
  if (page.url() !== 'about:blank') {
    await page.evaluate(() => {
      localStorage.clear();
      sessionStorage.clear();
    });
    await page.goto('about:blank');
  }
  forget(page);
};

/**
 * `site` is the address of the built site, served with its headers by `tools/serve.ts`;
 * `keptPage` a page that all tests of a worker share, for those that open every page of the site;
 * `cleared` the same page, with nothing of the test before. A test that adds scripts to its page or
 * counts what is fetched needs a `page` of its own, which costs three times as much to open.
 */
export const test = base.extend<{ cleared: Page }, { site: string; keptPage: Page }>({
  site: [
    async ({}, use) => {
      const server = await serve({ root: dist, port: 0, compresses: false });
      await use(server.url);
      await server.close();
    },
    { scope: 'worker' },
  ],
  keptPage: [
    async ({ browser, site }, use) => {
      const context = await browser.newContext({
        baseURL: site,
        permissions: ['clipboard-read', 'clipboard-write'],
      });
      const page = await context.newPage();
      await watch(page, site);
      await use(page);
      await context.close();
    },
    { scope: 'worker' },
  ],
  launchOptions: [
    async ({}, use) => {
      // Playwright's own browser when the system has none.
      const executablePath = systemChromium();
      await use({
        // A page lives for a second here: scripts are through before optimising them pays.
        args: ['--no-sandbox', '--js-flags=--no-turbofan --no-maglev'],
        ...(executablePath !== undefined && { executablePath }),
      });
    },
    { scope: 'worker' },
  ],
  cleared: async ({ keptPage }, use) => {
    await clear(keptPage);
    await use(keptPage);
  },
  baseURL: async ({ site }, use) => use(site),
  page: async ({ page, site }, use) => {
    await watch(page, site);
    await use(page);
  },
});

export { expect } from 'playwright/test';
