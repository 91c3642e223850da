import { fill, ownTexts } from './slots.ts';
import { shownLetter } from './shape.ts';

/** The text of a block as it is copied: no lines to be removed, one final line feed. */
const copied = (code: HTMLElement): string => {
  for (const line of code.querySelectorAll('.removed')) {
    const next = line.nextSibling;
    if (next) next.textContent = (next.textContent ?? '').replace(/^\n/, '');
    line.remove();
  }
  return `${code.textContent.trimEnd()}\n`;
};

/**
 * The whole file of a block in one of its forms, with the reader's values.
 *
 * @param letter the form; without it, the one shown
 * @param texts the values; null for those that the page was built with
 */
export const wholeFile = (code: HTMLElement, letter?: string, texts = ownTexts()): string => {
  const block = code.closest<HTMLElement>('.shapes');
  const copy = code.cloneNode(true) as HTMLElement;
  if (block) {
    const wanted = letter ?? shownLetter(block);
    for (const part of copy.querySelectorAll<HTMLElement>('[data-in]'))
      if (!part.dataset['in']?.includes(wanted)) part.remove();
    if (texts) fill(copy.querySelectorAll<HTMLElement>('[data-slot]'), texts, block, wanted);
  }
  return copied(copy);
};

/** Letters of the forms that a block's file has, each once: those of its downloads. */
export const formsOfFile = (code: HTMLElement): (string | undefined)[] => {
  const links = [...(code.closest('figure')?.querySelectorAll<HTMLElement>('[download]') ?? [])];
  return links.length === 0 ? [undefined] : links.map(({ dataset }) => dataset['in']?.charAt(0));
};
