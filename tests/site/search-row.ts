/** A query, and the slugs of which one must come first; a section after `#` where it must be that one. */
export type Row = readonly [query: string, first: string | readonly string[]];

export const symptom = (slug: string): string => `troubleshooting/${slug}`;
