import { correct } from './correction.ts';
import { excerptOf, typographic, type ExcerptPart } from './excerpt.ts';
import { fold } from './fold.ts';
import type { Pagefind, PagefindInstance, PagefindResult } from './pagefind.ts';
import type { ListedPage, PagesTable } from './pages-table.ts';
import { looksPasted } from './log-line.ts';
import { partsOf, prepareQuery, type QueryWord } from './query.ts';
import {
  rank,
  type FoundWord,
  type Hit,
  type RankedPage,
  type Ranking,
  type RankingOptions,
} from './ranking.ts';

type RankedAnswers = Ranking & Pick<Answers, 'corrected'>;

/** One page of an answer, as plain text. */
export interface Answer {
  readonly page: ListedPage;
  /** Address of the page. */
  readonly url: string;
  /** Fetches the page's own file: what the page says about the query. */
  readonly detail: () => Promise<AnswerDetail>;
}

export interface AnswerDetail {
  /** Section that answers best, with its address. */
  readonly section?: { readonly url: string; readonly title: string };
  readonly excerpt: readonly ExcerptPart[];
}

export interface Answers {
  /** Pages found, of which `answers` holds the first ones. */
  readonly count: number;
  readonly answers: readonly Answer[];
  /** No page has all the words. */
  readonly partial: boolean;
  /** Words read as others, because they looked misspelt: typed → read. */
  readonly corrected: ReadonlyMap<string, string>;
}

/** Chosen values by filter; an empty list is no choice. */
export interface Choice {
  readonly type: readonly string[];
  readonly server: readonly string[];
}

export interface EngineOptions {
  /** Address of the index folder, with a final slash. */
  readonly index: string;
  /** Address of the site, with a final slash. */
  readonly site: string;
  /** Stands in the address of the index's entry file; the page may have begun to fetch it. */
  readonly tag: string;
  /** Language of the index. */
  readonly locale: string;
  /** Path of the page that the reader is on: the page of a server comes first in its own search. */
  readonly here: string;
  /** How to import the index's script; a test gives its own. */
  readonly load?: (url: string) => Promise<Pagefind>;
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

/** Title over alias over text; tuned with the list of tests/site/search-queries.ts. */
const metaWeights = { title: 5, alias: 4, description: 1 };
/** Words of an excerpt: two lines of the dialog. */
const excerptLength = 24;
/** How much more the page of the reader's own server counts in a typed query. */
const ownServerFactor = 20;
/** How much more the page of a server counts when the query names it. */
const namedServerFactor = 2;
/** Begins no word: a search for `word + never` finds only what Pagefind falls back to. */
const never = 'zqxj';

/** Imports a module that the bundler must not look for: the indexer writes it after the build. */
const importModule = (url: string) => import(/* @vite-ignore */ url) as Promise<Pagefind>;

const sameResults = (a: readonly PagefindResult[], b: readonly PagefindResult[]): boolean =>
  a.length === b.length &&
  a.every((result) => {
    const other = b.find(({ id }) => id === result.id);
    return other?.words.join() === result.words.join();
  });

/**
 * Waits for an instance, which is returned before its files have come. An empty search waits too,
 * but looks every 50 ms only: one that is asked later may be answered sooner.
 */
const ready = async (instance: PagefindInstance): Promise<void> => {
  for (let isReady = false; !isReady;) {
    isReady = await Promise.race([
      instance.search('').then(() => true),
      new Promise<boolean>((resolve) => setTimeout(resolve, 5, false)),
    ]);
  }
};

/** Titles that begin with the same word are no sign; a message in them is. */
const leastAlike = 12;

/** A text without the names of hosts: that of a title is an example, that of a query the reader's. */
const hostless = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/(?<=:\/\/)[^\s/:]+/g, '');

/** How many characters two texts begin with alike, without regard to case and hosts; 0 for a few. */
const commonStart = (one: string, other: string): number => {
  const [a, b] = [hostless(one), hostless(other)];
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length < leastAlike ? 0 : length;
};

/** A promise made on the first call and kept, unless it is refused. */
const once = <T>(make: () => Promise<T>): (() => Promise<T>) => {
  let kept: Promise<T> | undefined;
  return () =>
    (kept ??= make().catch((error: unknown) => {
      kept = undefined;
      throw error;
    }));
};

/**
 * The site's search: Pagefind with a prepared query (see `prepareQuery`), one search a word, and
 * the site's own ranking (see `rank`). Pagefind alone wants every known word on one page, reads an
 * unknown word as the longest known beginning of it, and knows nothing of word order.
 *
 * Every method rejects when the index cannot be loaded; the next call tries again.
 */
export const createEngine = (options: EngineOptions): Engine => {
  const results = new Map<string, PagefindResult>();
  const words = new Map<string, () => Promise<readonly FoundWord[]>>();
  let attempts = 0;

  const start = async (): Promise<PagefindInstance> => {
    const again = attempts++;
    // A module that failed to load is remembered under its address.
    const script = `${options.index}pagefind.js${again > 0 ? `?again=${String(again)}` : ''}`;
    const { createInstance } = await (options.load ?? importModule)(script);
    const created = createInstance({
      basePath: options.index,
      baseUrl: options.site,
      noWorker: true,
      metaCacheTag: again > 0 ? `${options.tag}-${String(again)}` : options.tag,
      ranking: { metaWeights },
    });
    await ready(created);
    return created;
  };

  // The second try is for a network that is back: the first one may be given a failed preload.
  const instance = once(() => start().catch(start));

  const json = async (name: string): Promise<unknown> => {
    const url = `${options.index}${name}.${options.locale}.json?ts=${options.tag}`;
    const response = await fetch(url);
    if (!response.ok) throw new Error(`${url}: ${String(response.status)}`);
    return response.json();
  };

  const table = once(() => json('pages') as Promise<PagesTable>);

  /** Words that a misspelt word is compared with; without them it is left out. */
  const vocabulary = once(() => json('vocabulary') as Promise<readonly string[]>);

  const find = async (term: string): Promise<readonly PagefindResult[]> => {
    const { results: found } = await (await instance()).search(term);
    for (const result of found) if (!results.has(result.id)) results.set(result.id, result);
    return found;
  };

  const pages = async (): Promise<readonly ListedPage[]> => Object.values(await table());

  /** Ids of the pages for which something holds. */
  const idsOf = async (holds: (page: ListedPage) => boolean): Promise<ReadonlySet<string>> => {
    const pages = Object.entries(await table());
    return new Set(pages.flatMap(([id, page]) => (holds(page) ? id : [])));
  };

  /** Pages with a word, or nothing when only Pagefind's fallback for unknown words found any. */
  const pagesWith = async (text: string): Promise<Map<string, Hit> | undefined> => {
    const [plain, exact] = await Promise.all([find(text), find(`"${text}"`)]);
    if (plain.length === 0) return undefined;
    if (exact.length === 0 && sameResults(plain, await find(text + never))) return undefined;
    return new Map(plain.map(({ id, score, words: locations }) => [id, { score, locations }]));
  };

  /** What a word of the query is read as: itself, a correction of it, its parts, or nothing. */
  const read = async (text: string): Promise<readonly FoundWord[]> => {
    const itself = await pagesWith(text);
    if (itself) return [{ text, at: 0, pages: itself }];
    const better = correct(text, await vocabulary().catch(() => []));
    const corrected = better === undefined ? undefined : await pagesWith(better);
    if (better !== undefined && corrected) return [{ text: better, at: 0, pages: corrected }];
    const parts = await Promise.all(
      partsOf(text).map(async (part) => {
        const found = await pagesWith(part);
        return found ? [{ text: part, at: 0, pages: found }] : [];
      }),
    );
    return parts.flat();
  };

  const readOnce = (text: string): Promise<readonly FoundWord[]> => {
    const reading = words.get(text) ?? once(() => read(text));
    words.set(text, reading);
    return reading();
  };

  const allowed = async ({ type, server }: Choice): Promise<ReadonlySet<string> | undefined> =>
    type.length + server.length === 0
      ? undefined
      : idsOf(
          (page) =>
            (type.length === 0 || type.includes(page.type)) &&
            (server.length === 0 || page.servers.some((id) => server.includes(id))),
        );

  const detailOf = async ({ id, locations }: RankedPage, url: string): Promise<AnswerDetail> => {
    const page = await results.get(id)?.data();
    if (!page) return { excerpt: [] };
    const { section, parts } = excerptOf(
      page.content,
      page.anchors,
      locations,
      excerptLength,
      (page.meta['title'] ?? '').split(/\s+/).length,
    );
    const description = typographic(page.meta['description'] ?? '');
    return {
      ...(section && { section: { url: `${url}#${section.id}`, title: section.title } }),
      excerpt: parts.length > 0 ? parts : [{ text: description, hit: false }],
    };
  };

  const addressOf = ({ url }: ListedPage): string => options.site + url.replace(/^\//, '');

  const answer = (ranked: RankedPage, listed: ListedPage): Answer => {
    const url = addressOf(listed);
    return {
      page: { ...listed, title: typographic(listed.title) },
      url,
      detail: once(() => detailOf(ranked, url)),
    };
  };

  /** Reads each word at once, so that all files they need are fetched in one step. */
  const readWords = async (queried: readonly QueryWord[]) => {
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

  const pageOfServer = (id: string): Promise<ReadonlySet<string>> =>
    idsOf(({ type, servers }) => type === 'server' && servers.includes(id));

  /** The page of the server that the query names, or else of the reader's own. */
  const favourite = async (
    found: readonly FoundWord[],
  ): Promise<Pick<RankingOptions, 'favourite' | 'factor'>> => {
    if (found.some(({ text }) => /^\d{3}$/.test(text))) return {};
    const servers = new Set((await pages()).flatMap((page) => page.servers));
    const named = found.map(({ text }) => fold(text)).find((word) => servers.has(word));
    if (named !== undefined)
      return { favourite: await pageOfServer(named), factor: namedServerFactor };
    const own = await idsOf((page) => page.type === 'server' && addressOf(page) === options.here);
    return { favourite: own, factor: ownServerFactor };
  };

  const searchWords = async (
    queried: readonly QueryWord[],
    choice: Choice,
    text: string,
  ): Promise<RankedAnswers> => {
    const [{ found, corrected }, only, all, hubs] = await Promise.all([
      readWords(queried),
      allowed(choice),
      table(),
      idsOf(({ type }) => type === 'page'),
    ]);
    const preferred = looksPasted(text) ? {} : await favourite(found);
    const listed = Object.entries(all);
    const alike = new Map(listed.map(([id, { title }]) => [id, commonStart(text, title)]));
    const options = { pageCount: listed.length, only, hubs, alike, ...preferred };
    return { ...rank(found, options), corrected };
  };

  const searchPhrase = async (phrase: string, choice: Choice): Promise<readonly RankedPage[]> => {
    const [found, only] = await Promise.all([find(phrase), allowed(choice)]);
    return found
      .filter(({ id }) => !only || only.has(id))
      .map(({ id, score, words: places }) => ({ id, score, locations: places.map((at) => [at]) }));
  };

  const ranked = async (text: string, choice: Choice): Promise<RankedAnswers> => {
    const query = prepareQuery(text);
    if (query.kind === 'words') return searchWords(query.words, choice, text);
    const exact = await searchPhrase(query.text, choice);
    if (exact.length > 0) return { pages: exact, partial: false, corrected: new Map() };
    const loose = prepareQuery(query.text.replaceAll('"', ' '));
    const words = loose.kind === 'words' ? loose.words : [];
    return { ...(await searchWords(words, choice, text)), partial: true };
  };

  const search = async (text: string, choice: Choice, limit: number): Promise<Answers> => {
    const { pages: found, partial, corrected } = await ranked(text, choice);
    const listed = await table();
    return {
      count: found.length,
      answers: found.slice(0, limit).flatMap((one) => {
        const page = listed[one.id];
        return page ? answer(one, page) : [];
      }),
      partial,
      corrected,
    };
  };

  const warm = async (): Promise<void> => {
    await Promise.all([instance(), table()]);
  };

  return { warm, pages, search };
};
