import { fold } from './fold.ts';
import { stopWords } from './stop-words.ts';

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  nbsp: ' ',
};

const textOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(?:#(\d+)|#x([\da-f]+)|([a-z]+));/gi, (_, decimal, hex, name) =>
      decimal || hex
        ? String.fromCodePoint(parseInt((decimal ?? hex) as string, decimal ? 10 : 16))
        : (entities[name as string] ?? ' '),
    );

/** Names that are misspelt: titles, headings, aliases, directives and other words in code style. */
const sources: readonly RegExp[] = [
  /<h1\b[^>]*>(.*?)<\/h1>/gs,
  /\bdata-pagefind-meta="alias:([^"]*)"/g,
  /<h[23]\b[^>]*>(.*?)<\/h[23]>/gs,
  /<code\b[^>]*>([^<]{4,40})<\/code>/g,
  /<a\b[^>]* translate="no"[^>]*>\s*([^<]{4,40}?)\s*<\/a>/g,
];

const wordsOf = (text: string): string[] =>
  fold(text)
    .split(/[^\p{L}_-]+/u)
    .map((word) => word.replace(/^[-_]+|[-_]+$/g, ''))
    .filter((word) => word.length >= 4 && word.length <= 32 && !stopWords.has(word));

/**
 * Words that a misspelt word of a query is compared with, the more important first: those of titles,
 * then aliases, headings and inline code. Folded and without repetition; the order does not depend
 * on anything but the pages.
 *
 * @param pages HTML of the indexed pages of one language
 */
export const vocabularyOf = (pages: readonly string[]): string[] => [
  ...new Set(
    sources.flatMap((source) =>
      pages
        .flatMap((html) =>
          [...html.matchAll(source)].flatMap(([, inside = '']) => wordsOf(textOf(inside))),
        )
        .sort(),
    ),
  ),
];
