import { fold } from './fold.ts';
import { withoutParticulars } from './log-line.ts';
import { stopWords } from './stop-words.ts';

/** What stands between the phrases of a page in the index; no word of any of them. */
export const phraseBorder = ' · ';

/** Words of a text in the form in which phrases are compared: folded, without those that say nothing. */
const tokensOf = (text: string): string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}$_]+/u)
    .filter((word) => word !== '' && !stopWords.has(word));

const holds = (whole: readonly string[], part: readonly string[]): boolean =>
  whole.some((_, at) => part.every((word, index) => whole[at + index] === word));

/** A phrase has two words at least; of a single one the index knows more. */
const leastWords = 2;
const isPhrase = (tokens: readonly string[]): boolean =>
  tokens.length >= leastWords && tokens.some((token) => /\p{L}/u.test(token));

/**
 * How many characters a query has in common with the longest phrase that stands whole in it, or in
 * which it stands whole; 0 when there is none.
 *
 * @param text as typed or pasted
 */
export const phraseMatcher = (text: string): ((phrases: readonly string[]) => number) => {
  // A message may have figures of its own: `Response code was not 101`.
  const asked = [text, withoutParticulars(text)].map(tokensOf);
  return (phrases) =>
    Math.max(
      0,
      ...phrases.map((phrase) => {
        const tokens = tokensOf(phrase);
        if (!isPhrase(tokens)) return 0;
        return Math.max(
          ...asked.map((query) => {
            if (query.length < leastWords) return 0;
            if (holds(query, tokens)) return tokens.join(' ').length;
            return holds(tokens, query) ? query.join(' ').length : 0;
          }),
        );
      }),
    );
};

/** Those phrases of a page that have several words. */
export const phrasesIn = (joined = ''): string[] =>
  joined.split(phraseBorder).filter((phrase) => isPhrase(tokensOf(phrase)));
