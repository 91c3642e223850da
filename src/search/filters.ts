import type { Choice } from './choice.ts';
import type { ListedPage } from './pages-table.ts';

/** What the reader has ticked. */
export const choiceOf = (form: HTMLFormElement): Choice => {
  const data = new FormData(form);
  return { type: data.getAll('type') as string[], server: data.getAll('server') as string[] };
};

/** Names of the kinds of pages in the reader's language, by the value of their box. */
export const namesOfTypes = (filters: HTMLElement): ReadonlyMap<string, string> =>
  new Map(
    [...filters.querySelectorAll<HTMLInputElement>('[name="type"]')].map((box) => [
      box.value,
      box.parentElement?.textContent.trim() ?? '',
    ]),
  );

/** Shows the filters, without those that leave no page of the index. */
export const showFilters = (filters: HTMLElement, pages: readonly ListedPage[]): void => {
  const known = {
    type: new Set(pages.map(({ type }) => type)),
    server: new Set(pages.flatMap(({ servers }) => servers)),
  };
  for (const box of filters.querySelectorAll<HTMLInputElement>('[type="checkbox"]')) {
    const isKnown = known[box.name as keyof typeof known].has(box.value);
    if (box.parentElement) box.parentElement.hidden = !isKnown;
  }
  filters.hidden = false;
};
