/**
 * Systems in words, the name that they share once: `Debian 12 and 13`.
 *
 * @param and the word before the last one
 */
export const joined = (systems: readonly string[], and: string): string => {
  const [first = '', ...more] = systems;
  const shared = first.slice(0, first.indexOf(' ') + 1);
  const rest = more.map((system) =>
    system.startsWith(shared) ? system.slice(shared.length) : system,
  );
  const last = rest.pop();
  const start = [first, ...rest].join(', ');
  return last === undefined ? start : `${start} ${and} ${last}`;
};
