import { coloursOf } from './later.ts';

/** Words and signs, as `src/highlight/colours.ts` splits them. */
const parts = /\w+|[^\s\w]/g;

/** Each role as often as it stands in a row: `d-3` gives `d---`. */
const rolesOf = (colours: string): string =>
  colours.replace(/(\D)(\d+)/g, (_, role: string, times: string) => role.repeat(Number(times)));

/**
 * Colours the words of code by ranges, without an element around each. `data-colours` has the role
 * of each word. A browser that has no ranges of this kind shows the same text in one colour, and
 * comments in theirs.
 */
export const connectColours = async (): Promise<void> => {
  if (!('highlights' in CSS)) return;
  const blocks = [...document.querySelectorAll<HTMLElement>('[data-colours]')];
  if (blocks.length === 0) return;
  const colours = await coloursOf(blocks);
  const highlights: Record<string, Highlight> = {};
  for (const [place, code] of blocks.entries()) {
    const roles = rolesOf(colours[place] ?? '');
    const nodes = document.createTreeWalker(code, NodeFilter.SHOW_TEXT, (node) =>
      node.parentElement?.closest('[data-slot]')
        ? NodeFilter.FILTER_SKIP
        : NodeFilter.FILTER_ACCEPT,
    );
    let word = 0;
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      for (const { 0: text, index } of (node.nodeValue ?? '').matchAll(parts)) {
        const role = roles.charAt(word++);
        if (role === '' || role === '-') continue;
        (highlights[role] ??= new Highlight()).add(
          new StaticRange({
            startContainer: node,
            startOffset: index,
            endContainer: node,
            endOffset: index + text.length,
          }),
        );
      }
    }
  }
  for (const role in highlights) CSS.highlights.set(role, highlights[role] as Highlight);
};
