import { render, type Conf } from '#conf';
import { parseLanguage, toHtml, type LineKind } from '#highlight';
import type { Locale } from '#i18n';
import type { Settings } from '#settings';

/**
 * HTML of a configuration, for the inside of `<code>`: highlighted, with `data-slot` around every
 * value that the reader may replace, and `data-escape` where it is not written as it is. The text
 * of the HTML is the rendered text without its final line feed.
 *
 * @param lines kind of each line by its index, for lines that are pointed out
 * @throws for a language that cannot be highlighted
 */
export const codeHtml = (
  config: Conf,
  settings: Settings,
  locale: Locale,
  language: string,
  lines: readonly (LineKind | undefined)[] = [],
): string => {
  const { text, slots } = render(config, settings, locale);
  const spans = slots.map(({ slot: { name, escape }, start, end }) => ({
    start,
    end,
    attributes: {
      'data-slot': name,
      ...(escape === 'plain' ? {} : { 'data-escape': escape }),
    },
  }));
  return toHtml(text.replace(/\n$/, ''), parseLanguage(language), spans, lines);
};
