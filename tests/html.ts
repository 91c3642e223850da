import { parse, type DefaultTreeAdapterTypes } from 'parse5';

/** Reads built pages as a browser does, in place of expressions over their text. */
export type Node = DefaultTreeAdapterTypes.Node;
export type Element = DefaultTreeAdapterTypes.Element;

/** A page as it stands before any script: what is inside `noscript` is read too. */
export const readHtml = (html: string): Node => parse(html, { scriptingEnabled: false });

export const isElement = (node: Node): node is Element => 'tagName' in node;

export const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((each) => each.name === name)?.value;

export const childrenOf = (node: Node): readonly Node[] =>
  'childNodes' in node ? node.childNodes : [];

export const classesOf = (element: Element): readonly string[] =>
  (attribute(element, 'class') ?? '').split(/\s+/);

/** The first element below one that fits; `null` when none does. */
export const find = (node: Node, fits: (element: Element) => boolean): Element | null => {
  for (const child of childrenOf(node)) {
    if (isElement(child) && fits(child)) return child;
    const found = find(child, fits);
    if (found !== null) return found;
  }
  return null;
};

/** All elements below one that fit, in order. */
export const findAll = (node: Node, fits: (element: Element) => boolean): Element[] =>
  childrenOf(node).flatMap((child) => [
    ...(isElement(child) && fits(child) ? [child] : []),
    ...findAll(child, fits),
  ]);

/** All text below a node, as `textContent` in a browser. */
export const textContent = (node: Node): string =>
  node.nodeName === '#text' && 'value' in node
    ? node.value
    : childrenOf(node).map(textContent).join('');
