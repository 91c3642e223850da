/**
 * Where an element of some HTML ends.
 *
 * @param from just after its opening tag
 * @returns the place of its end tag, and the place after it
 * @throws when it has no end tag
 */
export const endOfElement = (
  html: string,
  name: string,
  from: number,
): { readonly inner: number; readonly outer: number } => {
  const tags = new RegExp(`<(/?)${name}\\b[^>]*>`, 'g');
  tags.lastIndex = from;
  let depth = 1;
  for (let tag = tags.exec(html); tag; tag = tags.exec(html)) {
    depth += tag[1] === '/' ? -1 : 1;
    if (depth === 0) return { inner: tag.index, outer: tags.lastIndex };
  }
  throw new Error(`<${name}> at ${String(from)} has no end.`);
};
