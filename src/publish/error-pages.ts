import { rename, rmdir } from 'node:fs/promises';
import type { AstroIntegration } from 'astro';
import { locales } from '../../core/i18n/locales.ts';

/**
 * Puts the error page of each language where hosts look for it: `/fr/404.html`. Astro writes only
 * the root's `404` as a file, others as a folder with an index.
 */
export const localeErrorPages: AstroIntegration = {
  name: 'locale-error-pages',
  hooks: {
    'astro:build:done': async ({ dir }) => {
      for (const locale of locales) {
        await rename(new URL(`${locale}/404/index.html`, dir), new URL(`${locale}/404.html`, dir));
        await rmdir(new URL(`${locale}/404/`, dir));
      }
    },
  },
};
