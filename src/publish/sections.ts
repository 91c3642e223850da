import { endOfElement } from '../code/element.ts';

/** The sections at the top of a page, which a first screen shows or nearly so. */
const first = 2;

const prose = '<div class="prose">';

/** Whether a piece of HTML closes what it opens: a heading within something else begins no section. */
const isWhole = (html: string): boolean =>
  ['div', 'details', 'section', 'li', 'figure', 'blockquote'].every(
    (name) => html.split(new RegExp(`<${name}[ >]`)).length === html.split(`</${name}>`).length,
  );

/**
 * Puts each further section of a text, from one `<h2>` to the next, into an element of its own, which
 * the style sheet lets the browser lay out when it comes near the screen: of a server's page that is
 * most of the work before the first paint. Pages without such sections stay as they are.
 */
export const withSections = (html: string): string => {
  const start = html.indexOf(prose) + prose.length;
  if (start < prose.length) return html;
  const { inner } = endOfElement(html, 'div', start);
  const text = html.slice(start, inner);
  const [head = '', ...sections] = text.split(/(?=<h2[ >])/);
  if (sections.length <= first || !sections.every(isWhole)) return html;
  const kept = sections.slice(0, first).join('');
  const further = sections
    .slice(first)
    .map((section) => `<div class="prose part">${section}</div>`)
    .join('');
  return html.slice(0, start) + head + kept + further + html.slice(inner);
};
