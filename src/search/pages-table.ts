/**
 * What a list of results needs before any page's own file has come: written by the indexer as
 * `pages.<locale>.json`, so that the first results take no step of their own.
 */
export interface PagesTable {
  /** Pages by the id that the index gives them. */
  readonly pages: Readonly<Record<string, ListedPage>>;
  /** Words that a misspelt word is compared with; see `vocabularyOf`. */
  readonly vocabulary: readonly string[];
}

export interface ListedPage {
  /** From the root of the site, without the base path. */
  readonly url: string;
  readonly title: string;
  /** Language of the title when it is a message in the other one. */
  readonly titleLang?: string;
  /** `server`, `symptom`, `concept` or `page`. */
  readonly type: string;
  readonly servers: readonly string[];
}
