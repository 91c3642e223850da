/** Servers of the site whose files the checker does not read, each with the reason. */
export const withoutReader: Readonly<Record<string, string>> = {};
