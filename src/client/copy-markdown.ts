import { withShownCode, type ShownBlock } from './shown-code.ts';
import { announce } from './status.ts';

const get = async (address: string): Promise<string> => {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${String(answer.status)}`);
  return answer.text();
};

const nameOf = (part: Element): string =>
  part instanceof HTMLElement ? (part.dataset['shape'] ?? part.dataset['server'] ?? '') : '';

/** A copy of a page whose shapes and fixes stand by name, since the reader's own come first when shown. */
const byName = (page: Document): Document => {
  const copied = page.cloneNode(true) as Document;
  for (const group of copied.querySelectorAll('.shapes, .fixes')) {
    group.append(
      ...[...group.children].sort((one, other) => nameOf(one).localeCompare(nameOf(other))),
    );
  }
  return copied;
};

/** Blocks, and inline code that holds a value. */
const codeOf = (page: Document): string[] =>
  [...page.querySelectorAll('pre > code, :not(pre) > code:has(> [data-slot])')].map(
    ({ textContent }) => textContent ?? '',
  );

/** The page's blocks as they were built, from its own file, beside those shown now. */
const blocks = async (): Promise<ShownBlock[]> => {
  if (document.documentElement.dataset['personal'] === undefined) return [];
  const html = await get(location.pathname);
  const built = codeOf(byName(new DOMParser().parseFromString(html, 'text/html')));
  const shown = codeOf(byName(document));
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
