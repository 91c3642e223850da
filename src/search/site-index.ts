import { once } from './once.ts';
import type { Pagefind, PagefindInstance, PagefindPage, PagefindResult } from './pagefind.ts';
import type { PagesTable } from './pages-table.ts';

export interface IndexOptions {
  /** Address of the index folder, with a final slash. */
  readonly index: string;
  /** Address of the site, with a final slash. */
  readonly site: string;
  /** Stands in the address of the index's entry file; the page may have begun to fetch it. */
  readonly tag: string;
  /** Language of the index. */
  readonly locale: string;
  /** How to import the index's script; a test gives its own. */
  readonly load?: (url: string) => Promise<Pagefind>;
}

/** The files of the index. Every method rejects when its file cannot be loaded; the next call tries again. */
export interface SiteIndex {
  /** Fetches what every search needs. */
  readonly warm: () => Promise<void>;
  /** Pages that Pagefind finds for a term, the best first. */
  readonly find: (term: string) => Promise<readonly PagefindResult[]>;
  /** The own file of a page that was found; nothing for another id. */
  readonly page: (id: string) => Promise<PagefindPage | undefined>;
  readonly table: () => Promise<PagesTable>;
  /** Words that a misspelt word is compared with, folded, the more important first. */
  readonly vocabulary: () => Promise<readonly string[]>;
}

/**
 * Title over alias and the settings that only one server has, over text; tuned with the list of
 * tests/site/search-queries.ts. Messages count as phrases only.
 */
const metaWeights = { title: 5, own: 4, alias: 4, description: 1, message: 0 };

/** Imports a module that the bundler must not look for: the indexer writes it after the build. */
const importModule = (url: string) => import(/* @vite-ignore */ url) as Promise<Pagefind>;

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

const startPagefind = (options: IndexOptions): (() => Promise<PagefindInstance>) => {
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
  return once(() => start().catch(start));
};

const fetchJson = async (name: string, options: IndexOptions): Promise<unknown> => {
  const url = `${options.index}${name}.${options.locale}.json?ts=${options.tag}`;
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${url}: ${String(response.status)}`);
  return response.json();
};

/** The index of one language, of which nothing is fetched before it is asked for. */
export const openIndex = (options: IndexOptions): SiteIndex => {
  const instance = startPagefind(options);
  const table = once(() => fetchJson('pages', options) as Promise<PagesTable>);
  const vocabulary = once(() => fetchJson('vocabulary', options) as Promise<readonly string[]>);
  const results = new Map<string, PagefindResult>();
  return {
    warm: async () => {
      await Promise.all([instance(), table()]);
    },
    find: async (term) => {
      const { results: found } = await (await instance()).search(term);
      for (const result of found) if (!results.has(result.id)) results.set(result.id, result);
      return found;
    },
    page: async (id) => results.get(id)?.data(),
    table,
    vocabulary,
  };
};
