import {
  lineCounter,
  type Parsed,
  type Problem,
  type SourceFile,
  type Statement,
} from '../statement.ts';

/** How deep collections may stand in each other; deeper ones are no configuration. */
const deepest = 60;

/** Statements that a file may have when aliases are written out; more is an attack. */
const most = 200_000;

/** Stops the reading of a file: what is wrong with it. */
class Unreadable extends Error {
  readonly problem: Pick<Problem, 'kind' | 'text'> & { readonly offset: number };
  constructor(kind: Problem['kind'], offset: number, text: string) {
    super(kind);
    this.problem = { kind, offset, text };
  }
}

interface Growing extends Statement {
  args: string[];
  end: number;
  children?: Statement[];
}

/** What stands behind a key or a dash: one text, or what its collection holds. */
interface Value {
  readonly text?: string;
  readonly children?: Statement[];
  readonly end: number;
}

interface Anchor {
  readonly value: Value;
  /** Statements in it, with those of aliases. */
  readonly size: number;
}

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '0': '\0' };

const plainKey =
  /(?:[^\s#,[\]{}&*!|>'"%@`?:-]|[?:-](?=\S))(?:[^\n:#]|:(?=\S)|(?<=\S)#){0,1024}?(?=\s*:(?:\s|$))/y;
const blank = /[ \t]*/y;
const property = /(?:&([^\s,[\]{}]+)|![^\s,[\]{}]*)[ \t]*/y;
const aliasSign = /\*([^\s,[\]{}]+)/y;
const restOfLine = /[^\n]*/y;

/**
 * Reads the part of YAML that configurations use: blocks and flows, the scalars of both kinds,
 * anchors, aliases, merge keys and several documents, which become one. A key is a statement of that
 * name, an entry of a list one named `-`; a scalar is its argument, whatever its type.
 *
 * @param fold how a key is named where its server reads several spellings of it
 */
export const parseYaml = (file: SourceFile, fold = (key: string): string => key): Parsed => {
  const { text } = file;
  const lineOf = lineCounter(text);
  const anchors = new Map<string, Anchor>();
  let count = 0;
  let depth = 0;

  const stop = (kind: Problem['kind'], offset: number, about?: string): never => {
    throw new Unreadable(kind, offset, about ?? lineAt(offset));
  };
  const sticky = (pattern: RegExp, at: number): RegExpExecArray | null => {
    pattern.lastIndex = at;
    return pattern.exec(text);
  };
  const lineAt = (at: number): string =>
    (sticky(restOfLine, text.lastIndexOf('\n', at - 1) + 1)?.[0] ?? '').trim();
  const columnOf = (at: number): number => at - (text.lastIndexOf('\n', at - 1) + 1);
  const lineEnd = (at: number): number => {
    const end = text.indexOf('\n', at);
    return end < 0 ? text.length : end;
  };
  const afterBlanks = (at: number): number => at + (sticky(blank, at)?.[0].length ?? 0);
  const isEnd = (at: number): boolean =>
    at >= text.length || text[at] === '\n' || text.startsWith('\r\n', at);
  const isComment = (at: number): boolean =>
    text[at] === '#' && (at === 0 || /\s/.test(text[at - 1] ?? ''));
  const isDash = (at: number): boolean => text[at] === '-' && /^(?:\s|$)/.test(text[at + 1] ?? '');
  const isMark = (at: number): boolean =>
    columnOf(at) === 0 && /^(?:---|\.\.\.)(?:\s|$)/.test(text.slice(at, at + 4));

  /** The first sign of the next line that says something, from the beginning of a line on. */
  const nextContent = (from: number): number => {
    for (let at = from; at < text.length; at = lineEnd(at) + 1) {
      const start = afterBlanks(at);
      if (isEnd(start) || isComment(start) || (start === 0 && text[0] === '%')) continue;
      if (text.slice(at, start).includes('\t')) stop('tab', start);
      return start;
    }
    return text.length;
  };
  /** The same behind a value, whose line may only hold a comment yet. */
  const afterValue = (end: number): number => {
    const at = afterBlanks(end);
    if (!isEnd(at) && !isComment(at)) stop('not-yaml', at);
    return nextContent(lineEnd(at) + 1);
  };
  /** Blanks, line ends and comments inside a flow. */
  const skipInFlow = (from: number): number => {
    let at = from;
    for (;;) {
      while (/\s/.test(text[at] ?? '')) at += 1;
      if (!isComment(at)) return at;
      at = lineEnd(at);
    }
  };

  const made = (name: string, start: number, parent: Statement | null): Growing => {
    count += 1;
    if (count > most) stop('too-deep', start);
    return { file, name, args: [], start, end: start, line: lineOf(start), parent };
  };
  const fill = (statement: Growing, value: Value): void => {
    statement.end = value.end;
    if (value.children !== undefined) statement.children = value.children;
    else if (value.text !== undefined) statement.args.push(value.text);
  };

  const quoted = (start: number): { text: string; end: number } => {
    const sign = text[start] ?? '';
    let at = start + 1;
    let content = '';
    for (;;) {
      if (at >= text.length) stop('quote-not-closed', start, sign);
      const one = text[at] ?? '';
      if (sign === "'" && text.startsWith("''", at)) {
        content += "'";
        at += 2;
      } else if (one === sign) return { text: content, end: at + 1 };
      else if (sign === '"' && one === '\\') {
        const next = text[at + 1] ?? '';
        const hex = /^(?:x[\da-f]{2}|u[\da-f]{4})/i.exec(text.slice(at + 1, at + 6))?.[0];
        if (hex !== undefined) {
          content += String.fromCharCode(Number.parseInt(hex.slice(1), 16));
          at += 1 + hex.length;
        } else {
          content += next === '\n' ? '' : (escapes[next] ?? next);
          at += 2;
          if (next === '\n') at = afterBlanks(at);
        }
      } else if (one === '\n') {
        content = `${content.trimEnd()} `;
        at = afterBlanks(at + 1);
      } else {
        content += one;
        at += 1;
      }
    }
  };

  /** A text of `|` or `>`, whose lines stand deeper than `indent`. */
  const blockText = (start: number, indent: number): Value => {
    const isFolded = text[start] === '>';
    if (!/^[|>][+\-\d]*\s*(?:#.*)?$/.test(text.slice(start, lineEnd(start)).trimEnd()))
      stop('not-yaml', start);
    const lines: string[] = [];
    let end = start + 1;
    let at = lineEnd(start) + 1;
    for (; at < text.length; at = lineEnd(at) + 1) {
      const first = afterBlanks(at);
      if (!isEnd(first)) {
        if (first - at <= indent) break;
        end = at + text.slice(at, lineEnd(at)).trimEnd().length;
      }
      lines.push(text.slice(first, lineEnd(at)).trimEnd());
    }
    return { text: lines.join(isFolded ? ' ' : '\n').trim(), end };
  };

  /** A plain text, which goes on in lines deeper than `indent`. */
  const plainText = (start: number, indent: number): Value => {
    if (/[%@`|>]/.test(text[start] ?? '') || text.startsWith('{%', start)) stop('not-yaml', start);
    const parts: string[] = [];
    let at = start;
    for (;;) {
      const line = text.slice(at, lineEnd(at));
      const comment = line.search(/\s#/);
      const content = (comment < 0 ? line : line.slice(0, comment)).trimEnd();
      if (/:(?:\s|$)/.test(content)) stop('not-yaml', at);
      parts.push(content);
      const end = at + content.length;
      const next = comment < 0 ? nextContent(lineEnd(at) + 1) : text.length;
      const isLast =
        next >= text.length ||
        columnOf(next) <= indent ||
        isMark(next) ||
        // A comment between the lines ends the text.
        /^\s*#/m.test(text.slice(lineEnd(at), next));
      if (isLast) return { text: parts.join(' '), end };
      at = next;
    }
  };

  const alias = (at: number): Value | undefined => {
    const found = sticky(aliasSign, at);
    if (found === null) return undefined;
    const [whole, name = ''] = found;
    const anchor = anchors.get(name) ?? stop('no-anchor', at, whole);
    count += anchor.size;
    if (count > most) stop('too-deep', at);
    return { ...anchor.value, end: at + whole.length };
  };
  /** Tags and anchors before a value, which `read` then finds. */
  const withProperties = (start: number, read: (at: number) => Value): Value => {
    let at = start;
    const names: string[] = [];
    for (let found = sticky(property, at); found !== null; found = sticky(property, at)) {
      if (found[1] !== undefined) names.push(found[1]);
      at += found[0].length;
    }
    const before = count;
    const value = read(at);
    for (const name of names) anchors.set(name, { value, size: count - before });
    return value;
  };

  /** What `<<` brings: the keys of others that the mapping has not itself. */
  const merged = (entries: Statement[]): Statement[] => {
    const brought = entries.filter(({ name }) => name === '<<');
    if (brought.length === 0) return entries;
    const own = entries.filter(({ name }) => name !== '<<');
    const names = new Set(own.map(({ name }) => name));
    const others = brought
      .flatMap(({ children = [] }) => children)
      .flatMap((one) => (one.name === '-' ? (one.children ?? []) : [one]));
    return [...own, ...others.filter(({ name }) => !names.has(name))];
  };

  const flowScalar = (at: number): Value => {
    if (text[at] === '"' || text[at] === "'") return quoted(at);
    const found = /^(?:[^,[\]{}\n#:]|:(?![\s,[\]{}]|$)|(?<=\S)#)*/.exec(
      text.slice(at, Math.min(lineEnd(at), at + 4000)),
    );
    const content = (found?.[0] ?? '').trimEnd();
    return { text: content, end: at + content.length };
  };
  const flow = (start: number, parent: Statement | null): Value => {
    const isList = text[start] === '[';
    const closing = isList ? ']' : '}';
    const children: Statement[] = [];
    depth += 1;
    if (depth > deepest) stop('too-deep', start);
    let at = skipInFlow(start + 1);
    while (text[at] !== closing) {
      if (at >= text.length) stop('not-closed', start, text[start] ?? '');
      const value = (from: number, around: Statement): Value =>
        alias(from) ??
        withProperties(from, (place) =>
          text[place] === '[' || text[place] === '{' ? flow(place, around) : flowScalar(place),
        );
      const begin = at;
      const entry = made(isList ? '-' : '', at, parent);
      const first = value(at, entry);
      at = skipInFlow(first.end);
      if (text[at] === ':' && first.text !== undefined) {
        const key = fold(first.text);
        const holder = isList ? made(key, begin, entry) : entry;
        const from = skipInFlow(at + 1);
        const content = /[,\]}]/.test(text[from] ?? '') ? { end: at + 1 } : value(from, holder);
        fill(holder, content);
        if (isList) fill(entry, { children: [holder], end: content.end });
        else Object.assign(entry, { name: key });
        at = skipInFlow(content.end);
      } else if (isList) fill(entry, first);
      else Object.assign(entry, { name: fold(first.text ?? ''), end: first.end });
      children.push(entry);
      if (text[at] === ',') at = skipInFlow(at + 1);
      else if (at >= text.length || at === begin) stop('not-closed', start, text[start] ?? '');
      else if (text[at] !== closing) stop('not-yaml', at);
    }
    depth -= 1;
    return { children: isList ? children : merged(children), end: at + 1 };
  };

  /** What stands behind a key or a dash; blocks in it stand deeper than `indent`. */
  const value = (from: number, indent: number, parent: Growing): Value => {
    const start = afterBlanks(from);
    return withProperties(start, (at): Value => {
      if (isEnd(at) || isComment(at)) {
        const next = nextContent(lineEnd(at) + 1);
        const isList = parent.name !== '-' && isDash(next) && columnOf(next) === indent;
        if (next >= text.length || isMark(next) || (columnOf(next) <= indent && !isList))
          return { end: at > from ? from : at };
        return block(next, parent, isList ? indent - 1 : indent);
      }
      // After a dash more may begin in the same line.
      if (parent.name === '-') return block(at, parent, indent);
      return inline(at, indent, parent);
    });
  };
  const inline = (at: number, indent: number, parent: Statement | null): Value => {
    const sign = text[at] ?? '';
    if (sign === '[' || sign === '{') return flow(at, parent);
    if (sign === '"' || sign === "'") return quoted(at);
    if (sign === '|' || sign === '>') return blockText(at, indent);
    return alias(at) ?? plainText(at, indent);
  };
  const keyAt = (at: number): { key: string; end: number } | undefined => {
    if (text[at] === '"' || text[at] === "'") {
      const { text: key, end } = quoted(at);
      const colon = afterBlanks(end);
      return text[colon] === ':' && /^(?:\s|$)/.test(text[colon + 1] ?? '')
        ? { key, end: colon + 1 }
        : undefined;
    }
    if (text.startsWith('<<:', at)) return { key: '<<', end: at + 3 };
    const key = sticky(plainKey, at)?.[0];
    if (key === undefined) return undefined;
    return { key: key.trimEnd(), end: text.indexOf(':', at + key.length) + 1 };
  };

  /** A list, a mapping or a text at a column; it ends where something stands less deep. */
  const block = (start: number, parent: Statement | null, indent: number): Value => {
    depth += 1;
    if (depth > deepest) stop('too-deep', start);
    const column = columnOf(start);
    const children: Statement[] = [];
    const names = new Set<string>();
    const isList = isDash(start);
    if (!isList && keyAt(start) === undefined) {
      depth -= 1;
      return withProperties(start, (at) => inline(at, indent, parent));
    }
    let at = start;
    let end = start;
    while (at < text.length && !isMark(at) && columnOf(at) === column) {
      const found = isList ? undefined : keyAt(at);
      if (isList ? !isDash(at) : found === undefined) {
        // Below `key:` a list may stand at the column of the key.
        if (isList && keyAt(at) !== undefined && column === indent + 1) break;
        stop('not-yaml', at);
      }
      if (found !== undefined && found.key !== '<<') {
        if (names.has(found.key)) stop('twice', at, found.key);
        names.add(found.key);
      }
      const entry = made(isList ? '-' : fold(found?.key ?? ''), at, parent);
      fill(entry, value(found?.end ?? at + 1, column, entry));
      children.push(entry);
      ({ end } = entry);
      at = afterValue(end);
    }
    if (at < text.length && !isMark(at) && columnOf(at) > column) stop('not-yaml', at);
    if (at < text.length && !isMark(at) && columnOf(at) > indent && columnOf(at) < column)
      stop('not-yaml', at);
    depth -= 1;
    return { children: isList ? children : merged(children), end };
  };

  const statements: Statement[] = [];
  try {
    let at = nextContent(0);
    while (at < text.length) {
      if (isMark(at)) {
        const rest = afterBlanks(at + 3);
        at = isEnd(rest) || isComment(rest) ? nextContent(lineEnd(at) + 1) : rest;
        continue;
      }
      const read = block(at, null, -1);
      statements.push(...(read.children ?? []));
      at = afterValue(read.end);
      if (at < text.length && !isMark(at)) stop('not-yaml', at);
    }
    return { statements, problems: [] };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const { kind, offset, text: about } = error.problem;
    const sign = kind === 'not-yaml' ? /\{\{|\{%/.exec(lineAt(offset))?.[0] : undefined;
    const told =
      sign === undefined ? { kind, text: about } : { kind: 'template' as const, text: sign };
    return { statements: [], problems: [{ ...told, file: file.name, line: lineOf(offset) }] };
  }
};
