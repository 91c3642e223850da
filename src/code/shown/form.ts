import { endOfElement } from '../element.ts';

const marked = /<([a-z][a-z0-9]*)\b[^>]*? data-in="([a-z]+)"[^>]*>/g;

/** HTML without what other forms have: of elements with `data-in`, those stay that name the letter. */
export const inForm = (html: string, letter: string): string => {
  let kept = '';
  let from = 0;
  marked.lastIndex = 0;
  for (let found = marked.exec(html); found; found = marked.exec(html)) {
    const [, name = '', letters = ''] = found;
    if (letters.includes(letter)) continue;
    kept += html.slice(from, found.index);
    from = endOfElement(html, name, marked.lastIndex).outer;
    marked.lastIndex = from;
  }
  return kept + html.slice(from);
};
