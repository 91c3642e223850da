import type { AnswerDetail } from './answer.ts';
import type { Answers, Engine } from './engine.ts';
import { choiceOf } from './filters.ts';
import type { FormParts } from './form-parts.ts';
import { keep } from './kept-query.ts';
import type { Results } from './results.ts';

/** Characters; shorter queries match nearly every page. */
const shortest = 2;
/** Milliseconds; loading is only worth a word when it takes longer. */
const loadingAfter = 150;
/** Answers; each costs one small file the first time. */
const most = { dialog: 5, page: 30 };
/** So many answers are shown with their excerpts at once, so that nothing moves under the eye. */
const whole = 5;

/** An excerpt that cannot be fetched leaves its place empty. */
const detailsOf = ({ answers }: Answers): Promise<AnswerDetail[]> =>
  Promise.all(answers.slice(0, whole).map(({ detail }) => detail().catch(() => ({ excerpt: [] }))));

/** Puts the query into the links to the results page, of this language and of the other one. */
const putIntoLinks = ({ part }: FormParts, query: string): void => {
  for (const name of ['all', 'other']) {
    const anchor = part(name).querySelector('a');
    if (!anchor) continue;
    const url = new URL(anchor.href);
    url.searchParams.set('q', query);
    anchor.href = url.href;
  }
};

const putIntoAddress = (query: string): void => {
  const url = new URL(location.href);
  if (query === '') url.searchParams.delete('q');
  else url.searchParams.set('q', query);
  history.replaceState(null, '', url);
};

/**
 * A search for what the field holds, which shows its answers unless a later one has begun. It never
 * rejects: a failure is said to the reader.
 *
 * @param isPage on the results page the query stands in the address, and more answers are shown
 */
export const createSearch = (
  parts: FormParts,
  engine: Engine,
  results: Results,
  isPage: boolean,
): (() => Promise<void>) => {
  const { form, field, clear } = parts;
  const { dataset } = parts.root;
  let searches = 0;

  const showFound = async (query: string, own: number): Promise<void> => {
    const found = await engine.search(query, choiceOf(form), isPage ? most.page : most.dialog);
    if (own !== searches) return;
    const answers = { ...found, details: await detailsOf(found) };
    if (own !== searches) return;
    results.showAnswers(answers);
    dataset['answered'] = query;
  };

  return async () => {
    const query = field.value.trim();
    const own = ++searches;
    clear.hidden = field.value === '';
    keep(query);
    putIntoLinks(parts, query);
    if (isPage) putIntoAddress(query);
    if (query.length < shortest) {
      results.showNothing();
      results.say('');
      return;
    }
    const loading = setTimeout(() => results.say(dataset['loading'] ?? ''), loadingAfter);
    try {
      await showFound(query, own);
    } catch {
      if (own === searches) results.showFailed();
    } finally {
      clearTimeout(loading);
    }
  };
};
