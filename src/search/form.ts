import { connectArrowKeys } from './arrow-keys.ts';
import { createEngine } from './engine.ts';
import { connectEntry } from './entry.ts';
import { showFilters } from './filters.ts';
import { formParts } from './form-parts.ts';
import { connectResults } from './results.ts';
import { createSearch } from './searching.ts';

export interface SearchFormOptions {
  /** Stands in the address of the index's entry file, which may be on its way. */
  readonly tag: string;
  /** On the results page the query stands in the address, and more answers are shown. */
  readonly isPage: boolean;
}

export interface SearchForm {
  /** The form has come into view: shows what the field holds. */
  readonly opened: () => void;
}

/**
 * Brings a search form to life: the markup of `SearchForm.astro` gives every text.
 *
 * @param root the element with `data-search`
 * @throws when the markup lacks a part
 */
export const connectSearch = (
  root: HTMLElement,
  { tag, isPage }: SearchFormOptions,
): SearchForm => {
  const parts = formParts(root);
  const locale = document.documentElement.lang;
  const engine = createEngine({
    index: root.dataset['index'] ?? '',
    site: root.dataset['site'] ?? '',
    tag,
    locale,
    here: location.pathname,
  });
  const search = createSearch(parts, engine, connectResults(parts, locale), isPage);
  const opened = connectEntry(parts, search);
  connectArrowKeys(parts);
  // A failure is said when the reader searches.
  engine
    .warm()
    .then(engine.pages)
    .then(
      (pages) => showFilters(parts.filters, pages),
      () => undefined,
    );
  return { opened };
};
