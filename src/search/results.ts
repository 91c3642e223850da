import type { AnswerDetail } from './answer.ts';
import type { Answers } from './engine.ts';
import { namesOfTypes } from './filters.ts';
import type { FormParts } from './form-parts.ts';
import { answerItem } from './list.ts';
import { slowly } from './slowly.ts';

/** Answers with the sections and excerpts of the first ones. */
export interface DetailedAnswers extends Answers {
  readonly details: readonly AnswerDetail[];
}

/** What a search form shows below its field, and says to everybody who listens. */
export interface Results {
  readonly say: (text: string) => void;
  readonly showNothing: () => void;
  readonly showFailed: () => void;
  /** Shows answers, once the reader's focus has left the present ones. */
  readonly showAnswers: (answers: DetailedAnswers) => void;
}

const fill = (text: string, values: Readonly<Record<string, string>>): string =>
  text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);

/** So many pages, in words: a text of the form for one, another for all other numbers. */
const countText = ({ dataset }: HTMLElement, count: number, locale: string): string => {
  const isOne = new Intl.PluralRules(locale).select(count) === 'one';
  const text = isOne ? dataset['countOne'] : dataset['countOther'];
  return fill(text ?? '', { n: count.toLocaleString(locale) });
};

const show = ({ part }: FormParts, name: string, isShown: boolean): void => {
  part(name).hidden = !isShown;
};

const showNothing = (parts: FormParts): void => {
  for (const name of ['results', 'all', 'corrected', 'partial', 'failed', 'other'])
    show(parts, name, false);
  show(parts, 'suggestions', true);
  parts.results.replaceChildren();
};

const showCorrections = (parts: FormParts, corrected: Answers['corrected']): void => {
  const text = parts.root.dataset['corrected'] ?? '';
  const corrections = [...corrected].map(([from, to]) => fill(text, { from, to }));
  parts.part('corrected').textContent = corrections.join(' ');
  show(parts, 'corrected', corrections.length > 0);
};

const showAnswers = (
  parts: FormParts,
  { count, answers, partial, corrected, details }: DetailedAnswers,
  typeNames: ReadonlyMap<string, string>,
): void => {
  const isFound = answers.length > 0;
  parts.results.replaceChildren(
    ...answers.map((answer, index) =>
      answerItem(answer, typeNames.get(answer.page.type) ?? '', details[index]),
    ),
  );
  show(parts, 'results', isFound);
  show(parts, 'all', isFound && count > answers.length);
  show(parts, 'partial', isFound && partial);
  show(parts, 'suggestions', !isFound);
  show(parts, 'other', !isFound);
  show(parts, 'failed', false);
  if (!isFound) parts.part('none').textContent = parts.root.dataset['none'] ?? '';
  showCorrections(parts, corrected);
};

/** @param locale language of the page, for numbers and plurals */
export const connectResults = (parts: FormParts, locale: string): Results => {
  const { root, results, part } = parts;
  const typeNames = namesOfTypes(parts.filters);
  const say = slowly((text) => (part('status').textContent = text));
  const showNow = (answers: DetailedAnswers): void => {
    showAnswers(parts, answers, typeNames);
    say(countText(root, answers.count, locale));
  };
  let waiting: DetailedAnswers | undefined;
  results.addEventListener('focusout', ({ relatedTarget }) => {
    if (!waiting || results.contains(relatedTarget as Node | null)) return;
    showNow(waiting);
    waiting = undefined;
  });
  return {
    say,
    showNothing: () => showNothing(parts),
    showFailed: () => {
      showNothing(parts);
      show(parts, 'failed', true);
      say(root.dataset['failed'] ?? '');
    },
    showAnswers: (answers) => {
      if (results.contains(document.activeElement)) waiting = answers;
      else showNow(answers);
    },
  };
};
