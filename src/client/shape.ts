/**
 * Opens the shape of the reader's URL in every example and puts it first in the document, where the
 * style sheet already shows it. Called whenever `data-shape` on <html> changes; `before-paint.js` does
 * the same for a page that is being loaded.
 */
export const showShape = (): void => {
  const shape = document.documentElement.dataset['shape'];
  if (shape === undefined) return;
  for (const group of document.querySelectorAll('.shapes')) {
    const parts = [...group.querySelectorAll<HTMLDetailsElement>(':scope > .shape')];
    const shown = parts.find(({ dataset }) => dataset['shape'] === shape);
    if (!shown) continue;
    for (const part of parts) part.open = part === shown;
    if (group.firstElementChild !== shown) group.prepend(shown);
  }
};
