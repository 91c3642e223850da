import type { SatteriProcessorOptions } from '@astrojs/markdown-satteri';
import { parseLanguage } from './languages.ts';
import { roleClass } from './roles.ts';
import { highlight } from './tokens.ts';

type HastPlugin = NonNullable<SatteriProcessorOptions['hastPlugins']>[number];

/**
 * Plugin of Sätteri, Astro's Markdown processor, that highlights the fenced blocks of `.md` and
 * `.mdx` files as `toHtml` does. In `astro.config.ts`:
 *
 * ```ts
 * markdown: { syntaxHighlight: false, processor: satteri({ hastPlugins: [fencedBlocks] }) }
 * ```
 *
 * Astro's own Shiki step has to be off: it writes a `style` attribute on every block and on the
 * signs of a `diff`, and turns an unknown language into plain text with a warning.
 *
 * A block comes out as `<pre data-language="nginx" tabindex="0" translate="no"><code>…`, focusable
 * because it scrolls sideways. A block without a language, or with one that is not in `languages`,
 * throws and stops the build.
 */
export const fencedBlocks = {
  name: 'fenced-blocks',
  element: {
    filter: ['pre'],
    visit(pre, context) {
      const code = pre.children.find((child) => child.type === 'element');
      if (code?.tagName !== 'code') return;
      const text = context.textContent(code).replace(/\n$/, '');
      const language = parseLanguage(languageName(code.properties['className']));
      return {
        type: 'element',
        tagName: 'pre',
        properties: { dataLanguage: language, tabIndex: 0, translate: 'no' },
        children: [
          {
            type: 'element',
            tagName: 'code',
            properties: {},
            children: highlight(text, language).map((token) => {
              const content = { type: 'text' as const, value: token.text };
              if (token.role === 'base') return content;
              return {
                type: 'element' as const,
                tagName: 'span',
                properties: { className: [roleClass[token.role]] },
                children: [content],
              };
            }),
          },
        ],
      };
    },
  },
} satisfies HastPlugin;

const languageName = (classes: unknown): string => {
  const prefix = 'language-';
  const named = (Array.isArray(classes) ? classes : []).find(
    (name): name is string => typeof name === 'string' && name.startsWith(prefix),
  );
  return named?.slice(prefix.length) ?? '';
};
