import type { Parsed, SourceFile, Statement } from '../statement.ts';
import { growTree } from '../tree.ts';

const tag = /<([A-Za-z_][\w.:-]*)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const closing = /<\/([A-Za-z_][\w.:-]*)\s*>/y;
const attribute = /([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

/** Text of an attribute without its entities; those that a file defines itself stay as they are. */
const decoded = (text: string): string =>
  text.replace(/&(?:#(\d{1,6})|#x([\da-f]{1,5})|(\w+));/gi, (whole, number, hex, name) => {
    if (typeof name === 'string')
      return Object.hasOwn(entities, name) ? (entities[name] ?? whole) : whole;
    const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(number);
    return code <= 0x10_ff_ff ? String.fromCodePoint(code) : whole;
  });

/** What ends a part that is no element, by its beginning. */
const skipped: readonly (readonly [begin: string, end: string])[] = [
  ['<!--', '-->'],
  ['<![CDATA[', ']]>'],
  ['<?', '?>'],
  ['<!', '>'],
];

/**
 * Reads XML as `web.config` has it: elements with attributes, comments, sections of text. An element
 * is a statement of its name in lower case, its attributes are arguments `name=value`. Texts and
 * definitions of entities have no meaning there; a worker has no `DOMParser`.
 */
export const parseXml = (file: SourceFile): Parsed => {
  const { text } = file;
  const tree = growTree(file);
  const lineAt = (at: number): string =>
    text
      .slice(at, at + 200)
      .split(/\r?\n/)[0]
      ?.trim() ?? '';
  let at = text.indexOf('<');
  while (at >= 0 && at < text.length && tree.problems.length === 0) {
    const skip = skipped.find(([begin]) => text.startsWith(begin, at));
    if (skip !== undefined) {
      const end = text.indexOf(skip[1], at + skip[0].length);
      if (end < 0) tree.tell('not-closed', at, skip[0]);
      at = end + skip[1].length;
    } else if (text[at + 1] === '/') {
      closing.lastIndex = at;
      const [whole, name = ''] = closing.exec(text) ?? [];
      const open = tree.current();
      if (whole === undefined) tree.tell('not-xml', at, lineAt(at));
      else if (open !== undefined && open.name !== name.toLowerCase())
        tree.tell('closed-by-another', at, whole);
      else tree.close(at + whole.length, whole);
      at += whole?.length ?? 1;
    } else {
      tag.lastIndex = at;
      const [whole, name = '', attributes = '', slash] = tag.exec(text) ?? [];
      if (whole === undefined || /&(?!#?\w+;)/.test(attributes)) {
        tree.tell('not-xml', at, lineAt(at));
        break;
      }
      const args = [...attributes.matchAll(attribute)].map(
        ([, key = '', double, single]) => `${key.toLowerCase()}=${decoded(double ?? single ?? '')}`,
      );
      const end = at + whole.length;
      tree.add({ name: name.toLowerCase(), args, start: at, end }, slash !== '/');
      if (tree.isTooDeep()) tree.tell('too-deep', at, '<');
      at = end;
    }
    at = text.indexOf('<', at);
  }
  return tree.parsed(({ name }) => `<${name}>`);
};

/** The value of an attribute, whose name is in lower case. */
export const attributeOf = (element: Statement | undefined, name: string): string | undefined =>
  element?.args.find((one) => one.startsWith(`${name}=`))?.slice(name.length + 1);
