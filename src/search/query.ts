import { fold } from './fold.ts';
import { withoutParticulars } from './log-line.ts';
import { stopWords } from './stop-words.ts';

/** A word to look for, and its place among the words of the query. */
export interface QueryWord {
  readonly text: string;
  readonly at: number;
}

/** A query as the index wants it: an exact phrase, or words in their order. */
export type Query =
  | { readonly kind: 'phrase'; readonly text: string }
  | { readonly kind: 'words'; readonly words: readonly QueryWord[] };

/** More words than any log line needs; the rest of a pasted stack trace is left out. */
const mostWords = 40;

const apostrophes = /[\u2018\u2019\u02BC\u2032]/g;
const elision =
  /(^|[^\p{L}\p{N}'])(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=[\p{L}\p{N}$])/giu;
/** The host of a URL with a path is the reader's; scheme, port and path may stand on a page. */
const hostOfUrl = /\b(https?):\/\/[^\s/:"'<>]+(:\d+)?(?=\/[^\s/])/gi;
/** Symbols (S) other than `$`, which the index knows. */
const symbols = /[^\P{S}$]/gu;
/** Punctuation around a word; Pagefind drops the punctuation inside a word by itself. */
const edges = /^[^\p{L}\p{N}$_]+|[^\p{L}\p{N}_]+$/gu;

/**
 * What a reader typed or pasted, prepared for the index:
 * typographic apostrophes become straight; French elisions go (`l’URL` → `URL`), since the stemmer
 * would only find elided occurrences; symbols become spaces, since Pagefind removes punctuation but
 * not symbols; time stamps, addresses and the like of a log line go; so do the host of a URL and
 * stop words, unless nothing else is there. A query that is wholly inside straight double quotes is left alone.
 *
 * @returns no words at all for a text without letters or figures
 */
export const prepareQuery = (text: string): Query => {
  const straight = text.replace(apostrophes, "'").trim();
  if (/^"[^"]+"$/.test(straight)) return { kind: 'phrase', text: straight };
  const words = withoutParticulars(straight)
    .replace(hostOfUrl, '$1 $2 ')
    .replace(elision, '$1')
    .replace(symbols, ' ')
    .split(/\s+/)
    .map((word) => word.replace(edges, ''))
    .filter((word) => word !== '')
    .slice(0, mostWords)
    .map((word, at) => ({ text: word, at }));
  const telling = words.filter(({ text: word }) => !stopWords.has(fold(word)));
  return { kind: 'words', words: telling.length > 0 ? telling : words };
};

/**
 * The parts of a compound word: `http_upgrade` → `http`, `upgrade`; `(CrumbFilter.java` →
 * `CrumbFilter`, `java`. Empty when it has only one part.
 */
export const partsOf = (word: string): string[] => {
  const parts = word.split(/[^\p{L}\p{N}]+/u).filter((part) => part.length > 1);
  return parts.length > 1 ? parts : [];
};
