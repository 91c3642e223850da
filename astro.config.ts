import mdx from '@astrojs/mdx';
import { satteri } from '@astrojs/markdown-satteri';
import { defineConfig } from 'astro/config';
import { archive } from './src/publish/archive/archive.ts';
import { later } from './src/publish/later.ts';
import { localeErrorPages } from './src/publish/error-pages.ts';
import { longCode } from './src/highlight/long-code.ts';
import { fencedBlocks } from './src/highlight/fenced.ts';

export default defineConfig({
  site: process.env['SITE_URL'] ?? 'https://jenkins-proxy.example.org',
  base: process.env['BASE_PATH'] ?? '/',
  trailingSlash: 'always',
  // JSX rules for white space would glue words of templates together.
  compressHTML: true,
  build: {
    // The policy allows no inline style, and one sheet serves all pages from the cache.
    inlineStylesheets: 'never',
  },
  markdown: {
    syntaxHighlight: false,
    processor: satteri({
      hastPlugins: [fencedBlocks, longCode],
      features: { smartPunctuation: false, headingAttributes: true },
    }),
  },
  integrations: [mdx(), localeErrorPages, later, archive],
  vite: {
    build: {
      // Nothing may be inlined into the page: the policy refuses inline scripts.
      assetsInlineLimit: 0,
      cssCodeSplit: false,
      // Modules fetched on demand have no styles of their own, so no preload helper is needed.
      modulePreload: false,
      rolldownOptions: {
        // Astro reads its own directive in every MDX page before the bundler meets it.
        onwarn: (warning, warn) => {
          const isAstroDirective =
            warning.code === 'MODULE_LEVEL_DIRECTIVE' && warning.message.includes('"use astro:');
          if (!isAstroDirective) warn(warning);
        },
      },
    },
  },
});
