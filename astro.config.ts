import mdx from '@astrojs/mdx';
import { satteri } from '@astrojs/markdown-satteri';
import { defineConfig } from 'astro/config';
import { checkerVocabulary } from './checker/from-content/vocabulary-module.ts';
import { archive } from './src/publish/archive/archive.ts';
import { later } from './src/publish/later.ts';
import { localeErrorPages } from './src/publish/error-pages.ts';
import { longCode } from './src/highlight/long-code.ts';
import { fencedBlocks } from './src/highlight/fenced.ts';

/**
 * Modules fetched on demand have no styles of their own, and hardly import each other: Vite's helper
 * around `import()`, a quarter of the first script, has nothing to do. No setting leaves it out:
 * `build.modulePreload` empties its lists and keeps its code.
 */
const plainImports = {
  name: 'plain-imports',
  enforce: 'pre',
  load: {
    filter: { id: /^\0vite\/preload-helper\.js$/ },
    handler: () => 'export const __vitePreload = (fetched) => fetched();',
  },
} as const;

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
    plugins: [plainImports, checkerVocabulary],
    worker: { format: 'es', plugins: () => [checkerVocabulary] },
    environments: { client: { build: { modulePreload: false } } },
    build: {
      // Nothing may be inlined into the page: the policy refuses inline scripts.
      assetsInlineLimit: 0,
      cssCodeSplit: false,
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
