/** Where the build keeps what only the index of the search reads, below the built site. */
export const searchedFile = 'pagefind/searched.json';

const spans = /<span hidden data-pagefind-(?:meta|filter)="[^"]*"><\/span>\s*/g;

/** A page without the words and filters that only its index has, and these. */
export const withoutSearched = (
  html: string,
): { readonly html: string; readonly searched: string } => ({
  html: html.replace(spans, ''),
  searched: [...html.matchAll(spans)].map(([span]) => span.trim()).join(''),
});

/** The page as the index reads it. */
export const withSearched = (html: string, searched = ''): string =>
  html.replace(/<main [^>]*>/, (opening) => opening + searched);
