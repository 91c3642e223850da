import type { AnswerDetail } from './answer.ts';
import type { Choice } from './choice.ts';
import { createEngine, type Answers } from './engine.ts';
import { answerItem } from './list.ts';

export interface SearchFormOptions {
  /** Stands in the address of the index's entry file, which may be on its way. */
  readonly tag: string;
  /** On the results page the query stands in the address, and more answers are shown. */
  readonly isPage: boolean;
}

export interface SearchForm {
  /** The form has come into view: shows what the field holds. */
  readonly opened: () => void;
}

/** Shorter queries match nearly every page. */
const shortest = 2;
/** Typing goes on: a search waits this long for the next letter. */
const typingPause = 120;
/** Loading is only worth a word when it takes longer. */
const loadingAfter = 150;
/** Milliseconds in which the status changes once at most, so that it can be read out. */
const statusPause = 1000;
/** Each answer costs one small file the first time. */
const most = { dialog: 5, page: 30 };
/** So many answers are shown with their excerpts at once, so that nothing moves under the eye. */
const whole = 5;
const key = 'proxy.search';

const kept = (): string => {
  try {
    return sessionStorage.getItem(key) ?? '';
  } catch {
    return '';
  }
};

const keep = (query: string): void => {
  try {
    if (query === '') sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, query);
  } catch {
    // Without storage the query lives as long as the page.
  }
};

const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);

/** Answers with the sections and excerpts of the first ones. */
interface Shown extends Answers {
  readonly details: readonly AnswerDetail[];
}

/** An excerpt that cannot be fetched leaves its place empty. */
const detailsOf = ({ answers }: Answers): Promise<AnswerDetail[]> =>
  Promise.all(answers.slice(0, whole).map(({ detail }) => detail().catch(() => ({ excerpt: [] }))));

/** A text shown at most once per `statusPause`, the last one always. */
const slowly = (show: (text: string) => void): ((text: string) => void) => {
  let shownAt = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (text) => {
    clearTimeout(timer);
    const wait = Math.max(0, shownAt + statusPause - performance.now());
    timer = setTimeout(() => {
      shownAt = performance.now();
      show(text);
    }, wait);
  };
};

/**
 * Brings a search form to life: the markup of `SearchForm.astro` gives every text.
 *
 * @param root the element with `data-search`
 */
export const connectSearch = (root: HTMLElement, options: SearchFormOptions): SearchForm => {
  const { documentElement } = document;
  const { dataset } = root;
  const locale = documentElement.lang;
  const plural = new Intl.PluralRules(locale);
  const part = <E extends HTMLElement = HTMLElement>(name: string): E => {
    const element = root.querySelector<E>(`[data-part="${name}"]`);
    if (!element) throw new Error(`The search form has no part “${name}”.`);
    return element;
  };
  const form = root.querySelector('form');
  const field = root.querySelector('input');
  if (!form || !field) throw new Error('The search form has no field.');
  const results = part('results');
  const clear = part('clear');
  const filters = part('filters');

  const engine = createEngine({
    index: dataset['index'] ?? '',
    site: dataset['site'] ?? '',
    tag: options.tag,
    locale,
    here: location.pathname,
  });

  const typeNames = new Map(
    [...filters.querySelectorAll<HTMLInputElement>('[name="type"]')].map((box) => [
      box.value,
      box.parentElement?.textContent.trim() ?? '',
    ]),
  );

  const say = slowly((text) => (part('status').textContent = text));
  const show = (name: string, isShown: boolean): void => {
    part(name).hidden = !isShown;
  };

  const choice = (): Choice => {
    const data = new FormData(form);
    return { type: data.getAll('type') as string[], server: data.getAll('server') as string[] };
  };

  const showNothing = (): void => {
    for (const name of ['results', 'all', 'corrected', 'partial', 'failed', 'other'])
      show(name, false);
    show('suggestions', true);
    results.replaceChildren();
  };

  const showAnswers = ({ count, answers, partial, corrected, details }: Shown): void => {
    const isFound = answers.length > 0;
    results.replaceChildren(
      ...answers.map((answer, index) =>
        answerItem(answer, typeNames.get(answer.page.type) ?? '', details[index]),
      ),
    );
    show('results', isFound);
    show('all', isFound && count > answers.length);
    show('partial', isFound && partial);
    show('suggestions', !isFound);
    show('other', !isFound);
    show('failed', false);
    if (!isFound) part('none').textContent = dataset['none'] ?? '';
    const corrections = [...corrected].map(([from, to]) =>
      fill(dataset['corrected'] ?? '', { from, to }),
    );
    part('corrected').textContent = corrections.join(' ');
    show('corrected', corrections.length > 0);
    const noun = plural.select(count) === 'one' ? dataset['countOne'] : dataset['countOther'];
    say(fill(noun ?? '', { n: count.toLocaleString(locale) }));
  };

  /** Answers that wait because the reader's focus is among the present ones. */
  let waiting: Shown | undefined;
  results.addEventListener('focusout', ({ relatedTarget }) => {
    if (!waiting || results.contains(relatedTarget as Node | null)) return;
    showAnswers(waiting);
    waiting = undefined;
  });

  const link = (name: string, query: string): void => {
    const anchor = part(name).querySelector('a');
    if (!anchor) return;
    const url = new URL(anchor.href);
    url.searchParams.set('q', query);
    anchor.href = url.href;
  };

  let searches = 0;
  const search = async (): Promise<void> => {
    const query = field.value.trim();
    const own = ++searches;
    clear.hidden = field.value === '';
    keep(query);
    link('all', query);
    link('other', query);
    if (options.isPage) {
      const url = new URL(location.href);
      if (query === '') url.searchParams.delete('q');
      else url.searchParams.set('q', query);
      history.replaceState(null, '', url);
    }
    if (query.length < shortest) {
      showNothing();
      say('');
      return;
    }
    const loading = setTimeout(() => say(dataset['loading'] ?? ''), loadingAfter);
    try {
      const found = await engine.search(query, choice(), options.isPage ? most.page : most.dialog);
      if (own !== searches) return;
      const answers = { ...found, details: await detailsOf(found) };
      if (own !== searches) return;
      if (results.contains(document.activeElement)) waiting = answers;
      else showAnswers(answers);
      dataset['answered'] = query;
    } catch {
      if (own !== searches) return;
      showNothing();
      show('failed', true);
      say(dataset['failed'] ?? '');
    } finally {
      clearTimeout(loading);
    }
  };

  let timer: ReturnType<typeof setTimeout> | undefined;
  let length = 0;
  field.addEventListener('input', () => {
    clearTimeout(timer);
    // Pasted text is complete; typed text goes on.
    const isTyped = Math.abs(field.value.length - length) === 1;
    length = field.value.length;
    if (isTyped && field.value !== '') timer = setTimeout(() => void search(), typingPause);
    else void search();
  });
  filters.addEventListener('change', () => void search());
  clear.addEventListener('click', () => {
    field.value = '';
    length = 0;
    void search();
    field.focus();
  });
  // The field's content is sent nowhere: Enter goes to the first result.
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    clearTimeout(timer);
    void search().then(() => results.querySelector('a')?.focus());
  });

  root.addEventListener('keydown', (event) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0 || event.ctrlKey || event.metaKey || event.altKey) return;
    const links = [...results.querySelectorAll('a')];
    const at = links.indexOf(event.target as HTMLAnchorElement);
    if (at === -1 && event.target !== field) return;
    const next = at + step;
    if (next === -1 && at === 0) field.focus();
    else links[next]?.focus();
    if (next < links.length) event.preventDefault();
  });

  const showFilters = async (): Promise<void> => {
    const pages = await engine.pages();
    const known = {
      type: new Set(pages.map(({ type }) => type)),
      server: new Set(pages.flatMap(({ servers }) => servers)),
    };
    for (const box of filters.querySelectorAll<HTMLInputElement>('[type="checkbox"]')) {
      const isKnown = known[box.name as keyof typeof known].has(box.value);
      if (box.parentElement) box.parentElement.hidden = !isKnown;
    }
    filters.hidden = false;
  };

  // A failure is said when the reader searches.
  engine.warm().then(showFilters, () => undefined);

  const opened = (): void => {
    if (field.value === '') field.value = kept();
    length = field.value.length;
    if (field.value !== '') {
      field.select();
      void search();
    }
  };
  return { opened };
};
