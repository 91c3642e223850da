import type { Anchor } from './excerpt.ts';

/**
 * The part of Pagefind 1.6's browser API that the site uses. `pagefind.js` is written by the
 * indexer after the build, so no import can bring its types.
 */
export interface Pagefind {
  readonly createInstance: (options: InstanceOptions) => PagefindInstance;
}

export interface InstanceOptions {
  /** Address of the index, with a final slash. */
  readonly basePath: string;
  readonly baseUrl: string;
  /** Searches on the page's own thread: one file less to fetch, and a search takes a millisecond. */
  readonly noWorker: boolean;
  /** Stands in the address of the entry file in place of the time. */
  readonly metaCacheTag: string;
  readonly ranking: { readonly metaWeights: Readonly<Record<string, number>> };
}

export interface PagefindInstance {
  readonly search: (term: string) => Promise<PagefindResponse>;
}

export interface PagefindResponse {
  readonly results: readonly PagefindResult[];
}

export interface PagefindResult {
  /** The page, the same in every search of one index. */
  readonly id: string;
  readonly score: number;
  /** Places of the words found, counted in words from the start of the page's text. */
  readonly words: readonly number[];
  readonly data: () => Promise<PagefindPage>;
}

export interface PagefindPage {
  readonly url: string;
  readonly content: string;
  readonly anchors: readonly Anchor[];
  readonly meta: Readonly<Record<string, string>>;
  readonly filters: Readonly<Record<string, readonly string[]>>;
}
