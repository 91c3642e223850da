import { idsChosen, type Choice } from './choice.ts';
import { commonStart } from './common-start.ts';
import { favouriteOf } from './favourite.ts';
import { looksPasted } from './log-line.ts';
import { idsOf, type ListedPage } from './pages-table.ts';
import { phraseMatcher } from './phrases.ts';
import { prepareQuery, type QueryWord } from './query.ts';
import { rank, type RankedPage, type Ranking } from './ranking.ts';
import type { Reading } from './reading.ts';
import type { SiteIndex } from './site-index.ts';

/** What a query is put to. */
export interface Searched {
  readonly index: SiteIndex;
  /** Reads words in the index; see `createReader`. */
  readonly readWords: (queried: readonly QueryWord[]) => Promise<Reading>;
  /** Whether it is the page that the reader is on. */
  readonly isHere: (page: ListedPage) => boolean;
}

type RankedQuery = Ranking & Pick<Reading, 'corrected'>;

/** Only those that begin longest like the query: a title that parts from it sooner is another message. */
const longest = (starts: readonly (readonly [string, number])[]): ReadonlyMap<string, number> => {
  const most = Math.max(...starts.map(([, length]) => length));
  return new Map(starts.filter(([, length]) => length === most));
};

const rankWords = async (
  queried: readonly QueryWord[],
  choice: Choice,
  text: string,
  { index, readWords, isHere }: Searched,
): Promise<RankedQuery> => {
  const [{ found, corrected }, table] = await Promise.all([readWords(queried), index.table()]);
  const listed = Object.entries(table);
  const matched = phraseMatcher(text);
  const ranking = rank(found, {
    pageCount: listed.length,
    only: idsChosen(choice, table),
    hubs: idsOf(table, ({ type }) => type === 'page'),
    alike: longest(listed.map(([id, { title }]) => [id, commonStart(text, title)])),
    named: new Map(listed.map(([id, { phrases = [] }]) => [id, matched(phrases)])),
    ...(looksPasted(text) ? {} : favouriteOf(found, table, isHere)),
  });
  return { ...ranking, corrected };
};

const rankPhrase = async (
  phrase: string,
  choice: Choice,
  { index }: Searched,
): Promise<readonly RankedPage[]> => {
  const [found, table] = await Promise.all([index.find(phrase), index.table()]);
  const only = idsChosen(choice, table);
  return found
    .filter(({ id }) => !only || only.has(id))
    .map(({ id, score, words: places }) => ({ id, score, locations: places.map((at) => [at]) }));
};

/**
 * The pages that answer a query, the best first; a quoted phrase that no page has is read as words.
 * Rejects when the index cannot be loaded.
 *
 * @param text as typed or pasted
 */
export const rankQuery = async (
  text: string,
  choice: Choice,
  searched: Searched,
): Promise<RankedQuery> => {
  const query = prepareQuery(text);
  if (query.kind === 'words') return rankWords(query.words, choice, text, searched);
  const exact = await rankPhrase(query.text, choice, searched);
  if (exact.length > 0) return { pages: exact, partial: false, corrected: new Map() };
  const loose = prepareQuery(query.text.replaceAll('"', ' '));
  const words = loose.kind === 'words' ? loose.words : [];
  return { ...(await rankWords(words, choice, text, searched)), partial: true };
};
