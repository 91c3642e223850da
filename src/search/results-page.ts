import { connectSearch } from './form.ts';

/** The page that shows the results of `?q=…`, so that a search can be bookmarked (SCH-09). */
export const connectResultsPage = (): void => {
  const root = document.querySelector<HTMLElement>('main [data-search]');
  const field = root?.querySelector('input');
  if (!root || !field) return;
  field.value = new URL(location.href).searchParams.get('q') ?? '';
  connectSearch(root, { tag: String(Date.now()), isPage: true }).opened();
};
