const key = 'proxy.search';

/** The query that this tab kept; empty without one, and where storage is refused. */
export const kept = (): string => {
  try {
    return sessionStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
};

/** Keeps the query for the other pages of this tab; an empty one is forgotten. */
export const keep = (query: string): void => {
  try {
    if (query === '') sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, query);
  } catch {
    // Without storage the query lives as long as the page.
  }
};
