import { nameOf } from './code.ts';
import { announce } from './status.ts';
import { wholeFile } from './whole-file.ts';

const select = (code: HTMLElement): void => getSelection()?.selectAllChildren(code);

/** Copies the file that a block shows, or selects it where the clipboard is refused. */
export const copy = async (button: HTMLElement, code: HTMLElement): Promise<void> => {
  const { copied = '', copyFailed = '' } = document.body.dataset;
  try {
    await navigator.clipboard.writeText(wholeFile(code));
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

/** Makes a file of what a block shows. */
export const download = (link: HTMLAnchorElement, code: HTMLElement): void => {
  const text = wholeFile(code);
  const lines = link.dataset['lineEnds'] === 'crlf' ? text.replaceAll('\n', '\r\n') : text;
  const url = URL.createObjectURL(new Blob([lines], { type: 'text/plain;charset=utf-8' }));
  const made = Object.assign(document.createElement('a'), { href: url, download: link.download });
  made.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
};
