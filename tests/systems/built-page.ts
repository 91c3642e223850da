import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { slotTexts } from '#conf';
import type { Locale } from '#i18n';
import { isShape, shapeOf, type Settings, type Shape } from '#settings';
import {
  attribute,
  childrenOf,
  classesOf,
  find,
  findAll,
  isElement,
  readHtml,
  type Node,
} from '../html.ts';

/** A block of a built page that a reader types or saves, in the order of the page. */
export type Block =
  | {
      readonly kind: 'command';
      /** Id of the command, such as `nginx/validate`. */
      readonly id: string;
      readonly section: string;
      readonly subsection: string | null;
      readonly text: string;
      /** What the page says that it prints; `null` when it says nothing. */
      readonly output: string | null;
    }
  | {
      readonly kind: 'file';
      readonly section: string;
      readonly subsection: string | null;
      readonly shape: Shape;
      /** Id of the example that it belongs to, such as `nginx/other-port`. */
      readonly example: string;
      /** Name under which the page gives it. */
      readonly name: string;
      readonly text: string;
    };

/**
 * Text as the page shows it to a reader with these values.
 * @param letter the form of a file that stands in the page in several; see `core/settings/letters.ts`
 */
const textOf = (node: Node, slots: Readonly<Record<string, string>>, letter?: string): string => {
  if (node.nodeName === '#text' && 'value' in node) return node.value;
  if (isElement(node)) {
    const letters = attribute(node, 'data-in');
    if (letter !== undefined && letters !== undefined && !letters.includes(letter)) return '';
    const slot = attribute(node, 'data-slot');
    if (slot !== undefined) {
      const escaped = attribute(node, 'data-escape');
      const text = (escaped === undefined ? undefined : slots[`${slot}/${escaped}`]) ?? slots[slot];
      if (text === undefined) throw new Error(`The page has a slot “${slot}” that has no text.`);
      return text;
    }
  }
  return childrenOf(node)
    .map((child) => textOf(child, slots, letter))
    .join('');
};

/** Path of a built page such as `nginx` or `troubleshooting/upload-413`. */
export const builtPath = (locale: Locale, page: string): string =>
  join('dist', locale, page, 'index.html');

/** The ids of the commands of a built page, in order: the page itself is without them. */
const commandsOf = (locale: Locale, page: string): readonly string[] => {
  const file = readFileSync(join('dist', 'evidence', 'commands.json'), 'utf8');
  const all = JSON.parse(file) as Readonly<Record<string, readonly string[]>>;
  return all[`${locale}/${page}/index.html`] ?? [];
};

/**
 * What a built page gives a reader with these values to type and to save.
 * @throws when the site was not built.
 */
export const blocksOf = (locale: Locale, page: string, settings: Settings): Block[] => {
  const path = builtPath(locale, page);
  if (!existsSync(path)) throw new Error(`${path} is missing: run “npm run build” first.`);
  const commands = commandsOf(locale, page).values();
  const blocks: Block[] = [];
  let section = '';
  let subsection: string | null = null;
  const texts = slotTexts(settings);
  const shape = shapeOf(settings);
  const walk = (node: Node): void => {
    for (const child of childrenOf(node)) {
      if (!isElement(child)) continue;
      const anchor = attribute(child, 'id');
      if (child.tagName === 'h2' && anchor !== undefined) [section, subsection] = [anchor, null];
      if (child.tagName === 'h3' && anchor !== undefined) subsection = anchor;
      const classes = classesOf(child);
      if (child.tagName !== 'figure' || !classes.includes('code')) {
        walk(child);
        continue;
      }
      const code = find(child, ({ tagName }) => tagName === 'pre');
      const text = code === null ? '' : textOf(code, texts[shape]);
      if (classes.includes('file')) {
        for (const link of findAll(child, (each) => attribute(each, 'download') !== undefined)) {
          const name = attribute(link, 'download') ?? '';
          const address = attribute(link, 'href') ?? '';
          const [, example = '', own = ''] =
            /\/examples\/\w+\/(.+)\/([\w-]+)\/[^/]+$/.exec(address) ?? [];
          const letter = attribute(link, 'data-in')?.charAt(0);
          if (code === null || !isShape(own)) continue;
          const given = {
            shape: own,
            example,
            name,
            text: `${textOf(code, texts[own], letter)}\n`,
          };
          blocks.push({ kind: 'file', section, subsection, ...given });
        }
      } else if (classes.includes('command')) {
        const id = commands.next().value;
        if (id === undefined) throw new Error(`${path} has more commands than the build counted.`);
        if (id !== '')
          blocks.push({ kind: 'command', id, section, subsection, text, output: null });
      } else if (classes.includes('output')) {
        const last = blocks.at(-1);
        if (last?.kind === 'command' && last.output === null)
          blocks[blocks.length - 1] = { ...last, output: text };
      }
    }
  };
  walk(readHtml(readFileSync(path, 'utf8')));
  return blocks;
};
