/**
 * A name that no other part of the page has: the name itself, then `name (2)` and so on. Two
 * scrolling regions of one name are an accessibility fault.
 */
export const uniqueName = (locals: App.Locals, name: string): string => {
  locals.names ??= new Map();
  const count = (locals.names.get(name) ?? 0) + 1;
  locals.names.set(name, count);
  return count === 1 ? name : `${name} (${String(count)})`;
};
