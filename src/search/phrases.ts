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

/** A phrase has two words at least; of a single one the index knows more. */
const leastWords = 2;

/** A text as a phrase: its words with one blank between them, or nothing where it is none. */
const phraseOf = (text: string): string | undefined => {
  const tokens = tokensOf(text);
  return tokens.length >= leastWords ? tokens.join(' ') : undefined;
};

/** Whether words stand in others, in their order and whole. */
const holds = (whole: string, part: string): boolean => ` ${whole} `.includes(` ${part} `);

/**
 * How many characters a query has in common with the longest phrase that stands whole in it, or in
 * which it stands whole; 0 when there is none.
 *
 * @param text as typed or pasted
 * @returns takes phrases of `phrasesIn`
 */
export const phraseMatcher = (text: string): ((phrases: readonly string[]) => number) => {
  // A message may have figures of its own: `Response code was not 101`.
  const asked = [text, withoutParticulars(text)].flatMap((each) => phraseOf(each) ?? []);
  const inCommon = (query: string, phrase: string): number =>
    holds(query, phrase) ? phrase.length : holds(phrase, query) ? query.length : 0;
  return (phrases) =>
    Math.max(0, ...asked.flatMap((query) => phrases.map((phrase) => inCommon(query, phrase))));
};

/** Those phrases of a page that have several words, in the form in which they are compared. */
export const phrasesIn = (joined = ''): string[] =>
  joined
    .split(phraseBorder)
    .flatMap((phrase) => phraseOf(phrase) ?? [])
    .filter((phrase) => /\p{L}/u.test(phrase));
