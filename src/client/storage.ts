/** Names of what is kept on <html> and in storage; `before-paint.js` restores the same ones. */
export type Preference = 'theme' | 'shape' | 'variant' | 'wrapFile' | 'wrapCommand';

/**
 * Sets a preference on <html> and keeps it in this browser; `undefined` goes back to the default.
 * Where storage is refused, the preference holds for this page.
 */
export const prefer = (name: Preference, value: string | undefined): void => {
  const { dataset } = document.documentElement;
  if (value === undefined) Reflect.deleteProperty(dataset, name);
  else dataset[name] = value;
  try {
    if (value === undefined) localStorage.removeItem(`proxy.${name}`);
    else localStorage.setItem(`proxy.${name}`, value);
  } catch {
    // Nothing to do: the attribute is set.
  }
};
