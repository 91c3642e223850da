import { withShownCode, type ShownBlock } from './shown-code.ts';
import { announce } from './status.ts';
import { ownTexts, type Texts } from './slots.ts';
import { formsOfFile, wholeFile } from './whole-file.ts';

const get = async (address: string): Promise<string> => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${String(answer.status)}`);
  return answer.text();
};

const nameOf = (part: Element): string =>
  part instanceof HTMLElement ? (part.dataset['server'] ?? '') : '';

/** A copy of a page whose fixes stand by name, since the reader's own come first when shown. */
const byName = (page: Document): Document => {
  const copied = page.cloneNode(true) as Document;
  for (const group of copied.querySelectorAll('.fixes')) {
    group.append(
      ...[...group.children].sort((one, other) => nameOf(one).localeCompare(nameOf(other))),
    );
  }
  return copied;
};

/** Blocks, each file in all its forms, and inline code that holds a value. */
const codeOf = (page: Document, texts: Texts | null): string[] =>
  [
    ...page.querySelectorAll<HTMLElement>('pre > code, :not(pre) > code:has(> [data-slot])'),
  ].flatMap((code) => {
    if (!code.closest('.shapes') || !code.closest('pre')) return [code.textContent ?? ''];
    return formsOfFile(code).map((letter) => wholeFile(code, letter, texts));
  });

/** The page's blocks as they were built, from its own file, beside those shown now. */
const blocks = async (): Promise<ShownBlock[]> => {
  const html = await get(location.pathname);
  const built = codeOf(byName(new DOMParser().parseFromString(html, 'text/html')), null);
  const shown = codeOf(byName(document), ownTexts());
  return built.map((sample, index) => ({ sample, shown: shown[index] ?? sample }));
};

const markdown = async (address: string): Promise<Blob> => {
  const [text, code] = await Promise.all([get(address), blocks()]);
  return new Blob([withShownCode(text, code)], { type: 'text/plain' });
};

/**
 * Copies the Markdown copy of the page with the reader's values. The clipboard gets a promise, as
 * Safari asks, so that fetching does not outlast the press of the button.
 */
export const copy = async (button: HTMLElement): Promise<void> => {
  const { markdown: address = '', copied = '', failed = '' } = button.dataset;
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'text/plain': markdown(address) })]);
    announce(copied);
  } catch {
    announce(failed);
    return;
  }
  const { textContent } = button;
  if (textContent === copied) return;
  button.textContent = copied;
  setTimeout(() => (button.textContent = textContent), 3000);
};
