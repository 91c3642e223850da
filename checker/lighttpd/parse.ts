import type { Parsed, SourceFile } from '../statement.ts';
import { growTree } from '../tree.ts';

/** An end of a string, of a list or of the file, from a quote or a parenthesis on. */
const endOfValue = (text: string, from: number): { end: number; open?: number } => {
  let depth = 0;
  let at = from;
  while (at < text.length) {
    const sign = text[at];
    if (sign === '"') {
      let close = at + 1;
      while (close < text.length && text[close] !== '"') close += text[close] === '\\' ? 2 : 1;
      if (close >= text.length) return { end: text.length, open: at };
      at = close + 1;
    } else if (sign === '#') {
      const line = text.indexOf('\n', at);
      at = line < 0 ? text.length : line;
    } else if (sign === '(') {
      depth += 1;
      at += 1;
    } else if (sign === ')') {
      depth -= 1;
      at += 1;
    } else if (depth === 0 && (sign === '\n' || sign === '}' || sign === '{')) return { end: at };
    else at += 1;
  }
  return depth > 0 ? { end: at, open: from } : { end: at };
};

/**
 * Reads conditions and assignments. A statement's name is what is assigned to, its first word the
 * sign (`=`, `+=`), its second the value as written; a condition has its text as its only word.
 */
export const parseLighttpd = (file: SourceFile): Parsed => {
  const { text } = file;
  const tree = growTree(file);
  let at = 0;
  while (at < text.length && tree.problems.length === 0) {
    const sign = text[at] ?? '';
    if (/\s/.test(sign)) {
      at += 1;
      continue;
    }
    if (sign === '#') {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
      continue;
    }
    if (sign === '}') {
      at += 1;
      tree.close(at, '}');
      continue;
    }
    const start = at;
    const { end, open: unclosed } = endOfValue(text, at);
    if (unclosed !== undefined) {
      tree.tell(
        text[unclosed] === '"' ? 'quote-not-closed' : 'not-closed',
        unclosed,
        text[unclosed] === '"' ? '"' : '(',
      );
      break;
    }
    const isBlock = text[end] === '{';
    const content = text.slice(start, end).trim();
    const assigned = /^([\w.-]+)\s*(\+?=>?|:=)\s*(.*)$/s.exec(content);
    tree.add(
      {
        name: isBlock || assigned === null ? (content.split(/\s/)[0] ?? '') : (assigned[1] ?? ''),
        args: isBlock || assigned === null ? [content] : [assigned[2] ?? '', assigned[3] ?? ''],
        start,
        end: start + content.length,
      },
      isBlock,
    );
    if (tree.isTooDeep()) tree.tell('too-deep', start, '{');
    at = Math.max(isBlock ? end + 1 : end, start + 1);
  }
  return tree.parsed(({ args }) => args[0] ?? '{');
};
