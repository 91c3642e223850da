import type { SatteriProcessorOptions } from '@astrojs/markdown-satteri';

type HastPlugin = NonNullable<SatteriProcessorOptions['hastPlugins']>[number];

/** Longest inline code that fits into one line at 320 px, in characters. */
const longest = 24;

export const isLongCode = (text: string): boolean => text.length > longest;

/**
 * Marks inline code that may break: `-webSocket` stays whole, an address of fifty characters must
 * not. Style sheets cannot see how long a text is.
 */
export const longCode = {
  name: 'long-code',
  element: {
    filter: ['code'],
    visit(code, context) {
      const parent = context.parent(code);
      if (parent?.type === 'element' && parent.tagName === 'pre') return;
      if (isLongCode(context.textContent(code))) {
        context.setProperty(code, 'className', ['long']);
      }
    },
  },
} satisfies HastPlugin;
