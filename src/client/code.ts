import { announce } from './status.ts';
import { prefer } from './storage.ts';

const codeOf = (control: Element): HTMLElement | null =>
  control.closest('figure')?.querySelector('pre > code') ?? null;

/** The displayed text of a block as it is copied: no lines to be removed, one final line feed. */
const displayedText = (code: HTMLElement): string => {
  const copy = code.cloneNode(true) as HTMLElement;
  for (const line of copy.querySelectorAll('.removed')) {
    const next = line.nextSibling;
    if (next) next.textContent = (next.textContent ?? '').replace(/^\n/, '');
    line.remove();
  }
  return `${copy.textContent.trimEnd()}\n`;
};

const select = (code: HTMLElement): void => getSelection()?.selectAllChildren(code);

/** What a block is called: the name of its scrolling region. */
const nameOf = (code: HTMLElement): string => code.parentElement?.ariaLabel ?? '';

const copy = async (button: HTMLElement): Promise<void> => {
  const code = codeOf(button);
  if (!code) return;
  const { copied = '', copyFailed = '' } = document.body.dataset;
  try {
    await navigator.clipboard.writeText(displayedText(code));
  } catch {
    select(code);
    announce(copyFailed);
    return;
  }
  if (button.classList.contains('done')) return;
  const { textContent, ariaLabel } = button;
  button.textContent = copied;
  button.ariaLabel = null;
  button.classList.add('done');
  announce(`${copied} – ${nameOf(code)}`);
  setTimeout(() => {
    button.textContent = textContent;
    button.ariaLabel = ariaLabel;
    button.classList.remove('done');
  }, 3000);
};

/** Buttons say what they act on, after the word that they show (COD-03). */
const nameControls = (): void => {
  for (const button of document.querySelectorAll<HTMLElement>('.code-controls button')) {
    const code = codeOf(button);
    if (code) button.ariaLabel = `${button.textContent.trim()} ${nameOf(code)}`;
  }
};

/** Once values are the reader's own, the file is made from what is displayed. */
const download = (link: HTMLAnchorElement, event: Event): void => {
  const code = codeOf(link);
  if (!code || document.documentElement.dataset['personal'] === undefined) return;
  event.preventDefault();
  const text = displayedText(code);
  const lines = link.dataset['lineEnds'] === 'crlf' ? text.replaceAll('\n', '\r\n') : text;
  const url = URL.createObjectURL(new Blob([lines], { type: 'text/plain;charset=utf-8' }));
  const made = Object.assign(document.createElement('a'), { href: url, download: link.download });
  made.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
};

const isWrapped = (name: 'wrapFile' | 'wrapCommand'): boolean =>
  name === 'wrapFile'
    ? document.documentElement.dataset[name] === 'on'
    : document.documentElement.dataset[name] !== 'off';

const showWrap = (): void => {
  for (const button of document.querySelectorAll<HTMLElement>('[data-wrap]')) {
    button.ariaPressed = String(isWrapped(button.dataset['wrap'] as 'wrapFile'));
  }
};

/** Copy, download and wrap of every block of the page, by one listener. */
export const connectCode = (): void => {
  nameControls();
  showWrap();
  document.addEventListener('click', (event) => {
    const control = (event.target as Element).closest<HTMLElement>('.code-controls > *');
    if (!control) return;
    const wrap = control.dataset['wrap'] as 'wrapFile' | 'wrapCommand' | undefined;
    if (wrap) {
      prefer(wrap, isWrapped(wrap) ? 'off' : 'on');
      showWrap();
    } else if (control instanceof HTMLAnchorElement) download(control, event);
    else void copy(control);
  });
};
