/**
 * Text in lower case without accents: `Délai` → `delai`. Words are compared in this form, as
 * Pagefind compares them.
 */
export const fold = (text: string): string =>
  text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
