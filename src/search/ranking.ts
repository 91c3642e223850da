import type { QueryWord } from './query.ts';

/** How well a page answers one word, and where in its text the word stands. */
export interface Hit {
  readonly score: number;
  readonly locations: readonly number[];
}

/** A word of the query that the index knows, with its pages by id. */
export interface FoundWord extends QueryWord {
  readonly pages: ReadonlyMap<string, Hit>;
}

export interface RankedPage {
  readonly id: string;
  readonly score: number;
  /** Places of all matched words in the page's text, for the excerpt; one entry a word. */
  readonly locations: readonly (readonly number[])[];
}

export interface Ranking {
  readonly pages: readonly RankedPage[];
  /** True when no page has all words, so that these have only some of them. */
  readonly partial: boolean;
}

/** From how many words on neighbours in the query decide rather than every word being there. */
const phraseFrom = 5;
const perMatchedWord = 1;
/** A message that is a page's title tells `http` from `https`, which French word stems do not. */
const perTitleCharacter = 0.5;
/** What people call a subject says which page they mean. */
const perPhraseCharacter = 1;
/** A page that lists messages quotes them as well as the page about one of them. */
const hubFactor = 0.5;
const hubsYieldFrom = 3;

/** A status code says more than the word beside it. */
const statusWeight = 3;
const isStatus = (text: string): boolean => /^[1-5]\d\d$/.test(text);
const tellingFactor = 2;

const rarity = (pagesWithWord: number, pageCount: number): number =>
  Math.log(1 + pageCount / Math.max(1, pagesWithWord));

/** How much of a query's meaning is in a word: little where nearly every page has it. */
const weightOf = ({ text, pages }: FoundWord, pageCount: number): number =>
  (rarity(pages.size, pageCount) / rarity(1, pageCount)) * (isStatus(text) ? statusWeight : 1);

/**
 * A long query is one sentence: no single word of it may outweigh the others, but for rare ones, the
 * names of programs among them (`ReverseProxySetupMonitor`), and status codes.
 */
const mostPerWord = ({ text, pages }: FoundWord, pageCount: number): number =>
  1 +
  1.5 *
    rarity(pages.size, pageCount) *
    (isStatus(text) || /\p{Ll}\p{Lu}/u.test(text) ? tellingFactor : 1);

/** Whether `second` stands after `first` at the distance that they have in the query, give or take one. */
const follows = (first: Hit, second: Hit, gap: number): boolean => {
  const places = new Set(second.locations);
  return first.locations.some(
    (place) =>
      places.has(place + gap) ||
      places.has(place + gap + 1) ||
      (gap > 1 && places.has(place + gap - 1)),
  );
};

export interface RankingOptions {
  /** Number of pages in the index. */
  readonly pageCount: number;
  /** Pages that count `factor` times as much when they have all words. */
  readonly favourite?: ReadonlySet<string>;
  readonly factor?: number;
  /** The query names what the favourites are about, so they need none of its other words. */
  readonly isNamed?: boolean;
  /** Pages that lead to others: from three words on they count half. */
  readonly hubs?: ReadonlySet<string>;
  /** How many characters the query and the title of a page begin with alike. */
  readonly alike?: ReadonlyMap<string, number>;
  /** How many characters of the query are a phrase of the page. */
  readonly named?: ReadonlyMap<string, number>;
  /** The pages that may be named at all; all when absent. */
  readonly only?: ReadonlySet<string> | undefined;
}

interface Total {
  score: number;
  /** Words found. */
  matched: number;
  /** Their weight. */
  weight: number;
  readonly locations: (readonly number[])[];
}

/**
 * Pages in the order in which they answer a query: the sum of the index's scores, a constant for
 * each matched word, and a bonus for each pair of words that stand next to each other as they do in
 * the query, which is what makes a pasted message find the page that quotes it.
 * A short query names the pages that have all its words; one that lacks some is named only when it
 * says so much more about the others that it comes first.
 *
 * @param words the words that the index knows, in the order of the query
 */
export const rank = (words: readonly FoundWord[], options: RankingOptions): Ranking => {
  const {
    pageCount,
    favourite,
    factor = 1,
    isNamed: areNamed = false,
    hubs,
    alike,
    named,
    only,
  } = options;
  const isPhrase = words.length >= phraseFrom;
  const unique = [...new Map(words.map((word) => [word.text.toLowerCase(), word])).values()];
  const totals = new Map<string, Total>();

  for (const word of unique) {
    const { pages } = word;
    const weight = weightOf(word, pageCount);
    const most = isPhrase ? mostPerWord(word, pageCount) : Infinity;
    for (const [id, hit] of pages) {
      if (only && !only.has(id)) continue;
      const total = totals.get(id) ?? { score: 0, matched: 0, weight: 0, locations: [] };
      totals.set(id, total);
      total.matched += 1;
      total.weight += weight;
      total.score += perMatchedWord + Math.min(hit.score, most);
      total.locations.push(hit.locations);
    }
  }

  for (const [index, first] of words.entries()) {
    const second = words[index + 1];
    if (!second || second.text === first.text) continue;
    const bonus = rarity(first.pages.size, pageCount) + rarity(second.pages.size, pageCount);
    for (const [id, hit] of first.pages) {
      const next = second.pages.get(id);
      const total = totals.get(id);
      if (next && total && follows(hit, next, second.at - first.at)) total.score += bonus;
    }
  }

  const whole = unique.reduce((sum, word) => sum + weightOf(word, pageCount), 0);
  for (const [id, total] of totals) {
    const isFavourite = favourite?.has(id) === true;
    const part = isFavourite && areNamed ? 1 : total.weight / whole;
    if (isFavourite && (areNamed || total.matched === unique.length)) total.score *= factor;
    if (unique.length >= hubsYieldFrom && hubs?.has(id)) total.score *= hubFactor;
    if (!isPhrase) total.score *= part ** 2;
    total.score += perTitleCharacter * (alike?.get(id) ?? 0);
    total.score += perPhraseCharacter * (named?.get(id) ?? 0);
  }

  const most = Math.max(0, ...[...totals.values()].map(({ matched }) => matched));
  const ofMost = [...totals.values()].filter(({ matched }) => matched === most);
  const best = Math.max(0, ...ofMost.map(({ score }) => score));
  const isNamed = ({ matched, score }: Total): boolean =>
    isPhrase ? matched >= most / 3 : matched === most || score > best;
  const pages = [...totals]
    .filter(([, total]) => isNamed(total))
    .map(([id, { score, locations }]) => ({ id, score, locations }))
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
  return { pages, partial: most < unique.length };
};
