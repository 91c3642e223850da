import { roleClass } from './roles.ts';

/** Code without the elements that only colour it, and the colours apart. */
export interface PlainCode {
  readonly html: string;
  /**
   * The role of each word and each sign of the text, `-` for none, with how many have it in turn:
   * `d-3v`. What stands in a `data-slot` is not counted, since it changes with the reader's values.
   */
  readonly colours: string;
}

/**
 * What a role is given to: a word, or a sign. Words are what code repeats, so that roles by words
 * are compressed to a third of what lengths take. `src/client/colours.ts` splits alike.
 */
const colouredParts = /\w+|[^\s\w]/g;

const coloured = new Set(Object.values(roleClass).filter((name) => name !== ''));

/** Comments keep their element: without them code reads differently, and they are few. */
const comment = roleClass.comment;

/** Text with each entity as the one sign that it stands for: which sign does not matter here. */
const decoded = (text: string): string => text.replace(/&(?:lt|gt|quot|amp|#39);/g, '&');

/** Roles in a row: `d`, `-3`. */
const runLengths = (roles: readonly string[]): string => {
  let text = '';
  for (let at = 0; at < roles.length;) {
    let end = at;
    while (roles[end] === roles[at]) end += 1;
    text += (roles[at] ?? '') + (end - at > 1 ? String(end - at) : '');
    at = end;
  }
  return text;
};

/**
 * Takes the colours out of highlighted code. A page has hundreds of coloured words; as elements they
 * cost more than the text, as ranges (`src/client/colours.ts`) hardly anything. A word has the role
 * of its first character.
 *
 * @param html what `toHtml` gives, or anything with its classes
 */
export const withoutColours = (html: string): PlainCode => {
  const open: { name: string; isKept: boolean; isSlot: boolean }[] = [];
  const roles: string[] = [];
  let kept = '';
  let node: { text: string; roles: string[] } = { text: '', roles: [] };
  const endNode = (): void => {
    for (const part of node.text.matchAll(colouredParts)) roles.push(node.roles[part.index] ?? '-');
    node = { text: '', roles: [] };
  };
  for (const [whole, end, attributes] of html.matchAll(/<(\/?)\w+([^>]*)>|[^<]+/g)) {
    if (attributes === undefined) {
      kept += whole;
      if (open.some(({ isSlot }) => isSlot)) continue;
      const name = open.findLast((one) => coloured.has(one.name))?.name ?? '-';
      const text = decoded(whole);
      node.text += text;
      node.roles.push(...new Array<string>(text.length).fill(name === comment ? '-' : name));
      continue;
    }
    if (!end) {
      const name = /^ class="(\w)"/.exec(attributes)?.[1] ?? '';
      const isKept = attributes !== ` class="${name}"` || name === comment || !coloured.has(name);
      open.push({ name, isKept, isSlot: attributes.includes('data-slot=') });
    }
    const { isKept = true } = (end ? open.pop() : open.at(-1)) ?? {};
    if (!isKept) continue;
    endNode();
    kept += whole;
  }
  endNode();
  return { html: kept, colours: runLengths(roles).replace(/-\d*$/, '') };
};
