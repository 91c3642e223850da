import type { FillLater } from './dialog.ts';
import type { SearchForm } from './form.ts';

/** Milliseconds for which Control or ⌘ is held before it counts as the start of the shortcut. */
const heldFor = 150;

const isApple = /Mac|iPhone|iPad/.test(navigator.platform);

const preload = (href: string, attributes: Partial<HTMLLinkElement>): HTMLLinkElement => {
  const link = Object.assign(document.createElement('link'), { href }, attributes);
  document.head.append(link);
  return link;
};

/**
 * The page that shows the results of `?q=…`, so that a search can be bookmarked. What
 * searches is fetched for a query in the address, or when the reader turns to the field.
 */
const connectFieldOfPage = (field: HTMLInputElement): void => {
  const root = field.closest<HTMLElement>('[data-search]');
  const start = (): void =>
    void (root && import('./dialog.ts').then(({ connectPage }) => connectPage(root)));
  field.value = new URLSearchParams(location.search).get('q') ?? '';
  if (field.value !== '') start();
  for (const type of ['focus', 'input', 'pointerenter'] as const)
    field.addEventListener(type, start, { once: true });
};

/**
 * The button in the header and Ctrl+K (⌘K): the dialog opens at once, and what it needs is fetched
 * as soon as the reader seems about to open it, all files in one step.
 */
export const connectSearchButton = (fillLater: FillLater): void => {
  const button = document.querySelector<HTMLButtonElement>('.search-open');
  const dialog = document.querySelector<HTMLDialogElement>('.search-dialog');
  const field = dialog?.querySelector('input');
  if (!button || !dialog || !field) return;
  const fieldOfPage = document.querySelector<HTMLInputElement>('main [data-search] input');
  if (fieldOfPage) connectFieldOfPage(fieldOfPage);

  if (isApple) {
    button.setAttribute('aria-keyshortcuts', 'Meta+K');
    const key = button.querySelector('kbd');
    if (key) key.textContent = '⌘K';
  }

  let connected: Promise<SearchForm> | undefined;
  const warm = (): void => {
    if (fieldOfPage) return;
    connected ??= (async () => {
      const { index = '' } = dialog.dataset;
      const { lang } = document.documentElement;
      const tag = String(Date.now());
      const styles = preload(button.dataset['styles'] ?? '', { rel: 'stylesheet' });
      preload(`${index}pagefind.js`, { rel: 'modulepreload' });
      for (const file of [
        `pagefind-entry.json?ts=${tag}`,
        `pages.${lang}.json?ts=${tag}`,
        `wasm.${lang}.pagefind`,
      ]) {
        preload(index + file, { rel: 'preload', as: 'fetch', crossOrigin: 'anonymous' });
      }
      const { connectDialog } = await import('./dialog.ts');
      return connectDialog(dialog, field, styles, tag, fillLater);
    })().catch((error: unknown) => {
      connected = undefined;
      throw error;
    });
  };

  const open = (): void => {
    if (fieldOfPage) {
      fieldOfPage.focus();
      fieldOfPage.select();
      return;
    }
    if (dialog.open) return;
    // What is fetched comes while the dialog is being laid out.
    warm();
    // A dialog gives the focus back to where it was, also when it is closed before its script is there.
    button.focus({ preventScroll: true });
    dialog.showModal();
    field.focus();
    field.select();
    connected?.then(
      (search) => search.opened(),
      async () => (await import('./dialog.ts')).sayFailed(dialog),
    );
  };

  for (const type of ['pointerenter', 'focus'] as const) button.addEventListener(type, warm);
  button.addEventListener('click', open);

  let held: ReturnType<typeof setTimeout> | undefined;
  const release = (): void => clearTimeout(held);
  addEventListener('keydown', (event) => {
    release();
    if (event.key === (isApple ? 'Meta' : 'Control') && !event.repeat) {
      held = setTimeout(warm, heldFor);
      return;
    }
    const isShortcut =
      (isApple ? event.metaKey : event.ctrlKey) && !event.shiftKey && !event.altKey;
    if (!isShortcut || event.key.toLowerCase() !== 'k') return;
    event.preventDefault();
    open();
  });
  addEventListener('keyup', release);
};
