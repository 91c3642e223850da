import { fieldNames, type Values } from './values.ts';

/** The values that the address of the page brings; `null` when it brings none. */
export const valuesOfAddress = (): Partial<Values> | null => {
  if (!location.hash.startsWith('#url=')) return null;
  const given = new URLSearchParams(location.hash.slice(1));
  return Object.fromEntries(
    fieldNames.flatMap((name) => {
      const value = given.get(name);
      return value === null ? [] : [[name, value]];
    }),
  );
};

/** Address of this page with values in the fragment, which no server is sent. */
const linkWith = (values: Values): string =>
  `${location.origin}${location.pathname}#${new URLSearchParams({ ...values }).toString()}`;

/** Takes the values out of the address. */
export const clearAddress = (): void => history.replaceState(null, '', location.pathname);

/** Copies the address with values; where the clipboard is refused, the page gets it. */
export const shareLink = (values: Values): Promise<'copied' | 'shown'> => {
  const link = linkWith(values);
  return navigator.clipboard.writeText(link).then(
    () => 'copied',
    () => {
      history.replaceState(null, '', link);
      return 'shown';
    },
  );
};
