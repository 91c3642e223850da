/** Servers of the site whose files the checker does not read, each with the reason. */
export const withoutReader: Readonly<Record<string, string>> = {
  iis: 'No broken set-up of IIS has been run, so that none has a cause to name.',
};
