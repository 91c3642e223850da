import type { FormParts } from './form-parts.ts';

/** Arrow keys go from the field through the results, and back. */
export const connectArrowKeys = ({ root, field, results }: FormParts): void => {
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
};
