import type { connectSearch } from './form.ts';

/** How long Control or ⌘ is held before it counts as the start of the shortcut. */
const heldFor = 150;

const isApple = /Mac|iPhone|iPad/.test(navigator.platform);

const preload = (href: string, attributes: Partial<HTMLLinkElement>): void => {
  document.head.append(Object.assign(document.createElement('link'), { href }, attributes));
};

/**
 * The button in the header and Ctrl+K (⌘K): the dialog opens at once, and what it needs is fetched
 * as soon as the reader seems about to open it, all files in one step.
 */
export const connectSearchButton = (): void => {
  const button = document.querySelector<HTMLButtonElement>('.search-open');
  const dialog = document.querySelector<HTMLDialogElement>('.search-dialog');
  const root = dialog?.querySelector<HTMLElement>('[data-search]');
  const field = root?.querySelector('input');
  if (!button || !dialog || !root || !field) return;
  const fieldOfPage = document.querySelector<HTMLInputElement>('main [data-search] input');

  if (isApple) {
    button.setAttribute('aria-keyshortcuts', 'Meta+K');
    const key = button.querySelector('kbd');
    if (key) key.textContent = '⌘K';
  }

  let connected: Promise<ReturnType<typeof connectSearch>> | undefined;
  const warm = (): void => {
    if (fieldOfPage) return;
    connected ??= (async () => {
      const { index = '' } = root.dataset;
      const { lang } = document.documentElement;
      const tag = String(Date.now());
      preload(button.dataset['styles'] ?? '', { rel: 'stylesheet' });
      preload(`${index}pagefind.js`, { rel: 'modulepreload' });
      for (const file of [
        `pagefind-entry.json?ts=${tag}`,
        `pages.${lang}.json?ts=${tag}`,
        `wasm.${lang}.pagefind`,
      ]) {
        preload(index + file, { rel: 'preload', as: 'fetch', crossOrigin: 'anonymous' });
      }
      const form = await import('./form.ts');
      return form.connectSearch(root, { tag, isPage: false });
    })().catch((error: unknown) => {
      connected = undefined;
      throw error;
    });
  };

  let isLinkFollowed = false;
  const open = (): void => {
    if (fieldOfPage) {
      fieldOfPage.focus();
      fieldOfPage.select();
      return;
    }
    if (dialog.open) return;
    isLinkFollowed = false;
    // What is fetched comes while the dialog is being laid out.
    warm();
    dialog.showModal();
    field.focus();
    field.select();
    connected?.then(
      (search) => search.opened(),
      () => {
        const { failed = '' } = root.dataset;
        const status = root.querySelector('[role="status"]');
        if (status) status.textContent = failed;
        root.querySelector('[data-part="failed"]')?.removeAttribute('hidden');
      },
    );
  };

  for (const type of ['pointerenter', 'focus'] as const) button.addEventListener(type, warm);
  button.addEventListener('click', open);
  dialog.querySelector('.search-close')?.addEventListener('click', () => dialog.close());
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
    // In a search field, Escape would only empty it; the query is to survive (SCH-08).
    if (event.key !== 'Escape') return;
    event.preventDefault();
    dialog.close();
  });
  dialog.addEventListener('close', () => {
    if (!isLinkFollowed) button.focus({ preventScroll: true });
  });

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
