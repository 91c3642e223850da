/** An element of a parsed document; text between elements may only be white space. */
export interface XmlElement {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** Line on which it begins, counted from 1. */
  readonly line: number;
}

/** Says on which line a document breaks the rules. */
export class XmlError extends Error {}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
};

const namePattern = /[A-Za-z_][\w.-]*/y;

/**
 * Reads a configuration file in XML and is stricter than XML 1.0: no text between elements, no
 * markup but elements and comments, double quotes only, and no line break inside an attribute,
 * which a parser would turn into a space without a word (XML 1.0, section 3.3.3).
 *
 * @throws XmlError with the line.
 */
export const parseXml = (text: string): XmlElement => {
  let at = 0;
  const line = (): number => text.slice(0, at).split('\n').length;
  const fail = (what: string): never => {
    throw new XmlError(`line ${line()}: ${what}`);
  };
  const take = (literal: string): boolean => {
    if (!text.startsWith(literal, at)) return false;
    at += literal.length;
    return true;
  };
  const space = (): boolean => {
    const from = at;
    while (at < text.length && /\s/.test(text[at] ?? '')) at += 1;
    return at > from;
  };
  const name = (): string => {
    namePattern.lastIndex = at;
    const found = namePattern.exec(text)?.[0];
    if (found === undefined) return fail(`a name expected, got “${text.slice(at, at + 10)}”`);
    at += found.length;
    return found;
  };
  const value = (): string => {
    if (!take('"')) fail('a value in double quotes expected');
    const end = text.indexOf('"', at);
    if (end < 0) fail('a value without its closing quote');
    const raw = text.slice(at, end);
    if (/[\r\n\t]/.test(raw)) fail('a line break or a tab inside a value');
    if (raw.includes('<')) fail('“<” inside a value');
    const read = raw.replaceAll(/&([^;]*;?)/g, (whole: string, rest: string) => {
      const known = rest.endsWith(';') ? entities[rest.slice(0, -1)] : undefined;
      return known ?? fail(`“${whole}” is not an entity`);
    });
    at = end + 1;
    return read;
  };
  const comments = (): void => {
    for (;;) {
      space();
      if (!take('<!--')) return;
      const end = text.indexOf('--', at);
      if (end < 0 || text[end + 2] !== '>') fail('a comment that holds “--” or does not end');
      at = end + 3;
    }
  };
  const element = (): XmlElement => {
    const begins = line();
    if (!take('<')) fail(`an element expected, got “${text.slice(at, at + 20)}”`);
    const tag = name();
    const attributes: Record<string, string> = {};
    for (;;) {
      const spaced = space();
      if (take('/>')) return { name: tag, attributes, children: [], line: begins };
      if (take('>')) break;
      if (!spaced) fail(`a space expected inside <${tag}>`);
      const attribute = name();
      if (attribute in attributes) fail(`“${attribute}” twice in <${tag}>`);
      if (!take('=')) fail(`“=” expected after “${attribute}”`);
      attributes[attribute] = value();
    }
    const children: XmlElement[] = [];
    for (;;) {
      comments();
      if (take('</')) {
        const closed = name();
        if (closed !== tag) fail(`</${closed}> closes <${tag}>`);
        space();
        if (!take('>')) fail(`“>” expected after </${tag}`);
        return { name: tag, attributes, children, line: begins };
      }
      children.push(element());
    }
  };

  if (text.startsWith('<?xml')) {
    const end = text.indexOf('?>');
    if (!/^<\?xml version="1\.0" encoding="UTF-8"$/.test(text.slice(0, end))) {
      fail('the declaration must be <?xml version="1.0" encoding="UTF-8"?>');
    }
    at = end + 2;
  }
  comments();
  const root = element();
  comments();
  if (at < text.length) fail('text after the root element');
  return root;
};

/** Every element of a name below another, in the order of the document. */
export const findAll = (root: XmlElement, name: string): XmlElement[] =>
  root.children.flatMap((child) => [
    ...(child.name === name ? [child] : []),
    ...findAll(child, name),
  ]);
