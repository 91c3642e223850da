/**
 * What a list of results needs before any page's own file has come: pages by the id that the index
 * gives them. Written by the indexer as `pages.<locale>.json`, so that the first results take no
 * step of their own.
 */
export type PagesTable = Readonly<Record<string, ListedPage>>;

export interface ListedPage {
  /** From the root of the site, without the base path. */
  readonly url: string;
  readonly title: string;
  /** Language of the title when it is a message in the other one. */
  readonly titleLang?: string;
  /** `server`, `symptom`, `concept` or `page`. */
  readonly type: string;
  readonly servers: readonly string[];
  /**
   * What people call the subject of the page in several words, and the messages that it is about, as
   * `phrasesIn` gives them.
   */
  readonly phrases?: readonly string[];
}

/** Ids of the pages for which something holds. */
export const idsOf = (
  table: PagesTable,
  holds: (page: ListedPage) => boolean,
): ReadonlySet<string> =>
  new Set(Object.entries(table).flatMap(([id, page]) => (holds(page) ? id : [])));

/**
 * Address of a page.
 *
 * @param site address of the site, with a final slash
 */
export const addressOf = ({ url }: ListedPage, site: string): string =>
  site + url.replace(/^\//, '');
