import { connectSearch, type SearchForm } from './form.ts';

/** Puts the content of an element that the build made a file of into it. */
export type FillLater = (element: HTMLElement) => Promise<void>;

const arrived = (link: HTMLLinkElement): Promise<unknown> =>
  new Promise((resolve) => {
    if (link.sheet) resolve(link);
    link.addEventListener('load', resolve, { once: true });
    link.addEventListener('error', resolve, { once: true });
  });

/** The form, of which only its field stands in the page. */
const fetchForm = async (dialog: HTMLElement, fillLater: FillLater): Promise<HTMLElement> => {
  const later = dialog.querySelector<HTMLElement>('[data-later]');
  if (later) await fillLater(later);
  const root = later?.querySelector<HTMLElement>('[data-search]');
  if (!later || !root) throw new Error('The dialog has no form.');
  later.remove();
  return root;
};

/** The form around the field that the reader may be typing into, which keeps its focus and caret. */
const putForm = (root: HTMLElement, field: HTMLInputElement): void => {
  const hadFocus = document.activeElement === field;
  const { selectionStart, selectionEnd } = field;
  const shell = field.closest('.search');
  root.querySelector('label')?.setAttribute('for', field.id);
  root.querySelector('input')?.replaceWith(field);
  shell?.replaceWith(root);
  if (!hadFocus) return;
  field.focus();
  field.setSelectionRange(selectionStart, selectionEnd);
};

/** Closes the dialog as readers expect; its button does so by itself, and the focus goes back. */
const connectClosing = (dialog: HTMLDialogElement, button: HTMLElement | null): void => {
  let isLinkFollowed = false;
  dialog.addEventListener('click', ({ target, defaultPrevented }) => {
    if (defaultPrevented) return;
    if (target === dialog) dialog.close();
    // A result may be a section of this very page: it gets the focus, not the button.
    else if ((target as Element).closest('a')) {
      isLinkFollowed = true;
      dialog.close();
    }
  });
  dialog.addEventListener('keydown', (event) => {
    // In a search field, Escape would only empty it; the query is to survive.
    if (event.key !== 'Escape') return;
    event.preventDefault();
    dialog.close();
  });
  dialog.addEventListener('close', () => {
    if (!isLinkFollowed) button?.focus({ preventScroll: true });
    isLinkFollowed = false;
  });
};

/**
 * Brings the dialog to life around its field.
 *
 * @param tag stands in the address of the index's entry file, which may be on its way
 * @throws when its form cannot be fetched
 */
export const connectDialog = async (
  dialog: HTMLDialogElement,
  field: HTMLInputElement,
  styles: HTMLLinkElement,
  tag: string,
  fillLater: FillLater,
): Promise<SearchForm> => {
  connectClosing(dialog, document.querySelector('.search-open'));
  const [root] = await Promise.all([fetchForm(dialog, fillLater), arrived(styles)]);
  putForm(root, field);
  return connectSearch(root, { tag, isPage: false });
};

const pages = new WeakSet<HTMLElement>();

/** Brings the form of the results page to life, once. */
export const connectPage = (root: HTMLElement): void => {
  if (pages.has(root)) return;
  pages.add(root);
  connectSearch(root, { tag: String(Date.now()), isPage: true }).opened();
};

/** Says in the dialog that search could not be loaded, with a way on. */
export const sayFailed = (dialog: HTMLDialogElement): void => {
  const status = dialog.querySelector('[role="status"]');
  if (status) status.textContent = dialog.dataset['failed'] ?? '';
  const part = dialog.querySelector('[data-part="failed"]');
  if (part) part.removeAttribute('hidden');
  // What leads on without a script does so without the form.
  const siteMap = document.querySelector('.site-header > .needs-no-script');
  if (part || !siteMap) return;
  siteMap.classList.remove('needs-no-script');
  status?.after(siteMap);
};
