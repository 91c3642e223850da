import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { htmlToHast, markdownToHast, type HastNode } from 'satteri';
import { strings } from '../../core/i18n/index.ts';
import { shapeNames } from '../../core/i18n/shape-names.ts';
import { dist, expect, sitemapPaths, test } from './site.ts';

/**
 * Every page says the same as its Markdown copy, word for word and in order: both are written from
 * the same pieces (`src/blocks/`), and this is what would show a piece that one of them lacks. Left
 * out on both sides are whole files (`code-blocks.spec.ts` compares those), what only leads about or
 * works the page, the picture whose steps stand below it, and the checks folded into a badge.
 */

type Element = Extract<HastNode, { type: 'element' }>;

const classesOf = ({ properties }: Element): readonly string[] => {
  const names = properties['className'];
  return Array.isArray(names) ? names.map(String) : [];
};

const isLeftOut = (element: Element): boolean => {
  const classes = classesOf(element);
  return (
    ['nav', 'svg', 'form', 'button', 'script'].includes(element.tagName) ||
    ['shapes', 'code-controls', 'visually-hidden'].some((name) => classes.includes(name))
  );
};

/** How the block of an example says that a shape cannot be had. */
const impossible = ['fr', 'en'].map((locale) => strings(locale as 'fr' | 'en').shapes.impossible);

const childrenOf = (node: HastNode): readonly HastNode[] =>
  'children' in node ? (node.children as readonly HastNode[]) : [];

const textOf = (node: HastNode): string => {
  if (node.type === 'text') return node.value;
  if (node.type === 'raw') return ' ';
  if (node.type === 'element') {
    if (isLeftOut(node)) return ' ';
    const isBadge = node.tagName === 'details' && classesOf(node).includes('badge');
    const children = isBadge ? node.children.slice(0, 2) : node.children;
    const inner = children
      .filter((child) => !(isBadge && child.type === 'element' && child.tagName === 'div'))
      .map((child) => textOf(child as HastNode))
      .join('');
    if (node.tagName === 'p' && impossible.some((words) => inner.trim().startsWith(words)))
      return ' ';
    const isInline = ['a', 'code', 'em', 'span', 'strong', 'kbd', 'samp', 'time', 'small'].includes(
      node.tagName,
    );
    return isInline ? inner : ` ${inner} `;
  }
  return childrenOf(node).map(textOf).join('');
};

const find = (node: HastNode, has: (element: Element) => boolean): Element | undefined => {
  if (node.type === 'element' && has(node)) return node;
  for (const child of childrenOf(node)) {
    const found = find(child, has);
    if (found) return found;
  }
  return undefined;
};

const wordsOf = (text: string): string[] => text.match(/[\p{L}\p{N}]+/gu) ?? [];

const names = Object.values(shapeNames).flatMap((own) => Object.values(own));

/** A copy without what belongs to whole files: each stands after the name of its shape. */
const withoutFiles = (markdown: string): string =>
  names.reduce(
    (text, name) =>
      text.replaceAll(
        new RegExp(`^\\*\\*${name}[^*]*\\*\\*, .*\\n\\n\`\`\`[\\s\\S]*?\\n\`\`\`$`, 'gm'),
        '',
      ),
    markdown
      .split('\n\n')
      .filter((text) => !impossible.some((words) => text.startsWith(words)))
      .join('\n\n'),
  );

for (const path of sitemapPaths().filter((each) => each !== '')) {
  test(`/${path} says the same as its Markdown copy`, () => {
    const page = htmlToHast(readFileSync(join(dist, path, 'index.html'), 'utf8'));
    const prose = find(page, (element) => classesOf(element).includes('prose'));
    if (prose === undefined) throw new Error(`/${path} has no text.`);
    const markdown = readFileSync(join(dist, path, 'index.md'), 'utf8');
    // Title, lead and address stand at the head of the copy.
    const [, , , ...body] = withoutFiles(markdown).split(/\n{2,}/);
    const copy = markdownToHast(body.join('\n\n'), { features: { smartPunctuation: false } });
    expect(wordsOf(textOf(copy))).toEqual(wordsOf(textOf(prose)));
  });
}
