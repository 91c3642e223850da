import type { Answer } from './engine.ts';

const element = <K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[K] => {
  const made = document.createElement(name);
  if (className !== '') made.className = className;
  made.append(...children);
  return made;
};

/**
 * One result: a link named by page and section, what kind of page it is, and an excerpt with the
 * words found marked. All texts are set as text, never as HTML.
 */
export const answerItem = (answer: Answer, type: string): HTMLElement => {
  const { url, title, titleLang, section, excerpt } = answer;
  const name = element('span', 'search-title', title);
  if (titleLang !== undefined) name.lang = titleLang;
  const link = element('a', '', name);
  link.href = url;
  if (section !== undefined) link.append(' ', element('span', 'search-section', section));
  return element(
    'li',
    '',
    element('div', 'search-answer', link, ' ', element('span', 'search-type', type)),
    element('p', '', ...excerpt.map(({ text, hit }) => (hit ? element('mark', '', text) : text))),
  );
};
