import type { Parsed, SourceFile } from '../statement.ts';
import { growTree } from '../tree.ts';

/**
 * Reads a Caddyfile as its lexer does: words, quotes, backquotes, `#` at the beginning of a word; a
 * directive ends with its line, and a block begins with a `{` that stands alone at the end of one.
 */
export const parseCaddyfile = (file: SourceFile): Parsed => {
  const { text } = file;
  const tree = growTree(file);
  let words: string[] = [];
  let start = 0;
  let end = 0;
  const add = (isBlock: boolean): void => {
    const [name = '', ...args] = words;
    tree.add({ name, args, start, end }, isBlock);
    words = [];
  };
  let at = 0;
  while (at < text.length && tree.problems.length === 0) {
    const sign = text[at] ?? '';
    if (sign === '\n') {
      // A list of addresses goes on after its comma.
      if (words.length > 0 && words.at(-1)?.endsWith(',') !== true) add(false);
      at += 1;
    } else if (/\s/.test(sign)) at += 1;
    else if (sign === '\\' && /^\\\r?\n/.test(text.slice(at, at + 3)))
      at = text.indexOf('\n', at) + 1;
    else if (sign === '#') {
      const line = text.indexOf('\n', at);
      at = line < 0 ? text.length : line;
    } else if (sign === '{' && /^\{\s*(?:#.*)?(?:\r?\n|$)/.test(text.slice(at, at + 400))) {
      if (words.length === 0) start = at;
      end = at + 1;
      add(true);
      if (tree.isTooDeep()) tree.tell('too-deep', at, '{');
      at += 1;
    } else if (sign === '}' && words.length === 0) {
      at += 1;
      tree.close(at, '}');
    } else {
      if (words.length === 0) start = at;
      if (sign === '"' || sign === '`') {
        let close = at + 1;
        while (close < text.length && text[close] !== sign)
          close += sign === '"' && text[close] === '\\' ? 2 : 1;
        if (close >= text.length) tree.tell('quote-not-closed', at, sign);
        words.push(text.slice(at + 1, close));
        at = close + 1;
      } else {
        const [word = ''] = /^\S+/.exec(text.slice(at, at + 4000)) ?? [];
        words.push(word);
        at += word.length;
      }
      end = at;
    }
  }
  if (words.length > 0 && tree.problems.length === 0) add(false);
  return tree.parsed(({ name, args }) => [name, ...args, '{'].filter(Boolean).join(' '));
};
