import type { Answer, AnswerDetail } from './answer.ts';

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

/** Milliseconds for which a followed link waits for its section; the page alone is good enough after that. */
const patience = 1000;

/**
 * One result: a link named by page and section, what kind of page it is, and an excerpt with the
 * words found marked. The first ones of a list come with their section and excerpt; those of the
 * others fill their place when the page's file has come, and a link that is followed before that
 * waits for its section. All texts are set as text, never as HTML.
 *
 * @param known section and excerpt, where they are there already
 */
export const answerItem = (
  { page, url, detail }: Answer,
  type: string,
  known?: AnswerDetail,
): HTMLElement => {
  const name = element('span', 'search-title', page.title);
  if (page.titleLang !== undefined) name.lang = page.titleLang;
  const link = element('a', '', name);
  link.href = url;
  const excerpt = element('p', '');
  const show = ({ section, excerpt: parts }: AnswerDetail): void => {
    if (section) {
      link.href = section.url;
      link.append(' ', element('span', 'search-section', section.title));
    }
    excerpt.append(...parts.map(({ text, hit }) => (hit ? element('mark', '', text) : text)));
  };
  if (known) show(known);
  let isComplete = known !== undefined;
  const complete = isComplete ? Promise.resolve() : detail().then(show, () => undefined);
  void complete.then(() => (isComplete = true));
  let isFollowed = false;
  link.addEventListener('click', (event) => {
    const { ctrlKey, metaKey, shiftKey, altKey } = event;
    if (isComplete || ctrlKey || metaKey || shiftKey || altKey) return;
    event.preventDefault();
    if (isFollowed) return;
    isFollowed = true;
    const late = new Promise((resolve) => setTimeout(resolve, patience));
    void Promise.race([complete, late]).then(() => {
      isComplete = true;
      link.click();
    });
  });
  return element(
    'li',
    '',
    element('div', 'search-answer', link, ' ', element('span', 'search-type', type)),
    excerpt,
  );
};
