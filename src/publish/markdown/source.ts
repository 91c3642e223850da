import { mdxToMdast, type MdastNode } from 'satteri';
import { toText } from '#conf';
import { strings, type Locale } from '#i18n';
import { defaultShape, sampleSettings } from '#settings';
import { blocks, isBlockName } from '../../blocks/index.ts';
import { personalCode } from '../../code/personal.ts';
import { absolute } from '../../site/address.ts';
import { piecesMarkdown } from './pieces.ts';

/** A part of the source and what stands in its place. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

type Element = Extract<MdastNode, { type: 'mdxJsxFlowElement' | 'mdxJsxTextElement' }>;

const childrenOf = (node: MdastNode): readonly MdastNode[] =>
  'children' in node ? (node.children as readonly MdastNode[]) : [];

/** Where a node stands in the source, in UTF-16 units. */
const spanOf = ({ position, type }: MdastNode): { start: number; end: number; column: number } => {
  const start = position?.start.offset;
  const end = position?.end.offset;
  if (start === undefined || end === undefined) throw new Error(`A ${type} without a position.`);
  return { start, end, column: position?.start.column ?? 1 };
};

const attributesOf = ({ name, attributes }: Element): Record<string, string> =>
  Object.fromEntries(
    attributes.map((attribute) => {
      if (attribute.type !== 'mdxJsxAttribute' || typeof attribute.value !== 'string') {
        throw new Error(`<${name ?? ''}> has an attribute that is no text.`);
      }
      return [attribute.name, attribute.value];
    }),
  );

/** The tags of an element go, what they hold stays. */
const withoutTags = (element: Element): Edit[] => {
  const { start, end } = spanOf(element);
  const children = childrenOf(element).map(spanOf);
  const [first] = children;
  const last = children.at(-1);
  if (first === undefined || last === undefined) return [{ start, end, text: '' }];
  return [
    { start, end: first.start, text: '' },
    { start: last.end, end, text: '' },
  ];
};

/** The Markdown of a page's body: blocks written out, addresses whole, ids of headings gone. */
export const sourceMarkdown = async (source: string, locale: Locale): Promise<string> => {
  const edits: Edit[] = [];

  const replaceBlock = async (element: Element): Promise<void> => {
    const { name } = element;
    const { start, end, column } = spanOf(element);
    if (name === 'Personal') {
      const config = personalCode(attributesOf(element)['code'] ?? '');
      const code = toText(config, sampleSettings(defaultShape), locale).trimEnd();
      edits.push({ start, end, text: `\`${code}\`` });
    } else if (name === 'Callout') {
      const titles: Readonly<Record<string, string>> = strings(locale).callout;
      const title = titles[attributesOf(element)['kind'] ?? ''] ?? '';
      const [open, close] = withoutTags(element);
      if (open) edits.push({ ...open, text: `**${title}**\n\n` });
      if (close) edits.push(close);
      for (const child of childrenOf(element)) await visit(child);
    } else if (name !== null && isBlockName(name)) {
      const pieces = await blocks[name](attributesOf(element), locale);
      // A block within a list keeps the indentation of its entry.
      const text = piecesMarkdown(pieces, locale).replace(
        /\n(?=.)/g,
        `\n${' '.repeat(column - 1)}`,
      );
      edits.push({ start, end, text });
    } else if (name !== null && /^[a-z]/.test(name)) {
      edits.push(...withoutTags(element));
      for (const child of childrenOf(element)) await visit(child);
    } else {
      throw new Error(`<${name ?? ''}> has no form in Markdown; see src/blocks/index.ts.`);
    }
  };

  const visit = async (node: MdastNode): Promise<void> => {
    switch (node.type) {
      case 'mdxJsxFlowElement':
      case 'mdxJsxTextElement':
        await replaceBlock(node);
        return;
      case 'mdxFlowExpression':
      case 'mdxTextExpression':
      case 'mdxjsEsm':
        throw new Error('A page holds no code of its own: no expression, no import.');
      case 'heading': {
        const { start, end } = spanOf(node);
        const id = / \{#[\w-]+\}$/.exec(source.slice(start, end));
        if (id) edits.push({ start: start + id.index, end, text: '' });
        break;
      }
      case 'link': {
        if (!node.url.startsWith('/')) break;
        const { start, end } = spanOf(node);
        const place = source.slice(start, end).lastIndexOf(`(${node.url}`);
        if (place < 0) throw new Error(`The address ${node.url} is not where its link ends.`);
        const from = start + place + 1;
        edits.push({ start: from, end: from + node.url.length, text: absolute(node.url) });
        break;
      }
    }
    for (const child of childrenOf(node)) await visit(child);
  };

  await visit(
    mdxToMdast(source, { features: { headingAttributes: true, smartPunctuation: false } }),
  );
  let text = '';
  let from = 0;
  for (const edit of edits.toSorted((a, b) => a.start - b.start)) {
    text += source.slice(from, edit.start) + edit.text;
    from = edit.end;
  }
  return (text + source.slice(from)).replace(/\n{3,}/g, '\n\n').trim();
};
