import { correct } from './correction.ts';
import { once } from './once.ts';
import type { PagefindResult } from './pagefind.ts';
import { partsOf, type QueryWord } from './query.ts';
import type { FoundWord, Hit } from './ranking.ts';
import type { SiteIndex } from './site-index.ts';

/** The words of a query as the index knows them. */
export interface Reading {
  readonly found: readonly FoundWord[];
  /** Words read as others, because they looked misspelt: typed → read. */
  readonly corrected: ReadonlyMap<string, string>;
}

/** Begins no word: a search for `word + never` finds only what Pagefind falls back to. */
const never = 'zqxj';

const sameResults = (a: readonly PagefindResult[], b: readonly PagefindResult[]): boolean =>
  a.length === b.length &&
  a.every((result) => {
    const other = b.find(({ id }) => id === result.id);
    return other?.words.join() === result.words.join();
  });

/** How much less a page counts that has only longer words which begin like the one looked for. */
const beginningFactor = 0.25;
/** `ARR`, `CSS`: the beginning of no other word. */
const acronym = /^\p{Lu}{2,5}$/u;

/** Pages with a word, or nothing when only Pagefind's fallback for unknown words found any. */
const pagesWith = async (
  text: string,
  { find }: SiteIndex,
): Promise<Map<string, Hit> | undefined> => {
  const [plain, exact] = await Promise.all([find(text), find(`"${text}"`)]);
  if (plain.length === 0) return undefined;
  if (exact.length === 0 && sameResults(plain, await find(text + never))) return undefined;
  const whole = new Set(exact.map(({ id }) => id));
  const named =
    whole.size > 0 && acronym.test(text) ? plain.filter(({ id }) => whole.has(id)) : plain;
  return new Map(
    named.map(({ id, score, words: locations }) => [
      id,
      {
        score: whole.size === 0 || whole.has(id) ? score : score * beginningFactor,
        locations,
      },
    ]),
  );
};

/** What a word of the query is read as: itself, a correction of it, its parts, or nothing. */
const readWord = async (text: string, index: SiteIndex): Promise<readonly FoundWord[]> => {
  const itself = await pagesWith(text, index);
  if (itself) return [{ text, at: 0, pages: itself }];
  // Without the vocabulary a misspelt word is left out.
  const better = correct(text, await index.vocabulary().catch(() => []));
  const corrected = better === undefined ? undefined : await pagesWith(better, index);
  if (better !== undefined && corrected) return [{ text: better, at: 0, pages: corrected }];
  const parts = await Promise.all(
    partsOf(text).map(async (part) => {
      const found = await pagesWith(part, index);
      return found ? [{ text: part, at: 0, pages: found }] : [];
    }),
  );
  return parts.flat();
};

/**
 * Reads the words of queries, each at once, so that all files they need are fetched in one step.
 * A word that was read before is not looked for again. Rejects when the index cannot be loaded.
 */
export const createReader = (
  index: SiteIndex,
): ((queried: readonly QueryWord[]) => Promise<Reading>) => {
  const words = new Map<string, () => Promise<readonly FoundWord[]>>();
  const readOnce = (text: string): Promise<readonly FoundWord[]> => {
    const reading = words.get(text) ?? once(() => readWord(text, index));
    words.set(text, reading);
    return reading();
  };
  return async (queried) => {
    const corrected = new Map<string, string>();
    const found = await Promise.all(
      queried.map(async ({ text, at }) => {
        const readings = await readOnce(text);
        const [first] = readings;
        if (readings.length === 1 && first && first.text !== text) corrected.set(text, first.text);
        return readings.map((reading, index) => ({ ...reading, at: at + index }));
      }),
    );
    return { found: found.flat(), corrected };
  };
};
