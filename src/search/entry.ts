import type { FormParts } from './form-parts.ts';
import { kept } from './kept-query.ts';

/** Milliseconds; typing goes on: a search waits this long for the next letter. */
const typingPause = 120;

/**
 * Searches when the reader types, pastes, chooses a filter, empties the field or presses Enter.
 *
 * @returns what to do when the form comes into view: the field gets the kept query if it is empty,
 *   and its answers are shown
 */
export const connectEntry = (
  { form, field, filters, results, clear }: FormParts,
  search: () => Promise<void>,
): (() => void) => {
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
  return () => {
    if (field.value === '') field.value = kept();
    length = field.value.length;
    if (field.value === '') return;
    field.select();
    void search();
  };
};
