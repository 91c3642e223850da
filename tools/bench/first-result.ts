/**
 * Puts a query into the field of a search and waits for its first result to be painted, inside the
 * page, so that no time of the measuring program is counted; a dialog is opened by Ctrl+K first.
 *
 * @param search.inside selector of what holds the field and the results
 * @returns milliseconds
 */
export const firstResult = (search: { text: string; inside: string }): Promise<number> =>
  new Promise((resolve, reject) => {
    const root = document.querySelector(search.inside);
    const field = root?.querySelector('input');
    if (!root || !field) {
      reject(new Error(`The page has no field to search in ${search.inside}.`));
      return;
    }
    const started = performance.now();
    new MutationObserver((_, observer) => {
      if (!root.querySelector('ol li a')) return;
      observer.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - started)));
    }).observe(root, { childList: true, subtree: true });
    if (root instanceof HTMLDialogElement)
      dispatchEvent(new KeyboardEvent('keydown', { key: 'k', ctrlKey: true, bubbles: true }));
    field.value = search.text;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
