import { answerOf, type Answer } from './answer.ts';
import type { Choice } from './choice.ts';
import { addressOf, type ListedPage } from './pages-table.ts';
import { rankQuery } from './ranked-query.ts';
import { createReader } from './reading.ts';
import { openIndex, type IndexOptions } from './site-index.ts';

export interface Answers {
  /** Pages found, of which `answers` holds the first ones. */
  readonly count: number;
  readonly answers: readonly Answer[];
  /** No page has all the words. */
  readonly partial: boolean;
  /** Words read as others, because they looked misspelt: typed → read. */
  readonly corrected: ReadonlyMap<string, string>;
}

export interface EngineOptions extends IndexOptions {
  /** Path of the page that the reader is on: the page of a server comes first in its own search. */
  readonly here: string;
}

export interface Engine {
  /** Fetches what every search needs; call it when the reader is about to search. */
  readonly warm: () => Promise<void>;
  /** All pages of the index. */
  readonly pages: () => Promise<readonly ListedPage[]>;
  /**
   * @param text as typed or pasted
   * @param limit most answers to fetch; each costs one small file the first time
   */
  readonly search: (text: string, choice: Choice, limit: number) => Promise<Answers>;
}

/**
 * The site's search: Pagefind with a prepared query (see `prepareQuery`), one search a word, and
 * the site's own ranking (see `rank`). Pagefind alone wants every known word on one page, reads an
 * unknown word as the longest known beginning of it, and knows nothing of word order.
 *
 * Every method rejects when the index cannot be loaded; the next call tries again.
 */
export const createEngine = (options: EngineOptions): Engine => {
  const index = openIndex(options);
  const isHere = (page: ListedPage): boolean => addressOf(page, options.site) === options.here;
  const searched = { index, readWords: createReader(index), isHere };
  return {
    warm: index.warm,
    pages: async () => Object.values(await index.table()),
    search: async (text, choice, limit) => {
      const { pages, partial, corrected } = await rankQuery(text, choice, searched);
      const table = await index.table();
      const answers = pages.slice(0, limit).flatMap((ranked) => {
        const listed = table[ranked.id];
        return listed ? answerOf(ranked, listed, index, options.site) : [];
      });
      return { count: pages.length, answers, partial, corrected };
    },
  };
};
