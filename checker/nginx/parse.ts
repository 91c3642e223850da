import type { Parsed, SourceFile } from '../statement.ts';
import { growTree } from '../tree.ts';

/** A word of nginx: `ngx_conf_read_token` ends it at a blank, `;`, `{` or, outside `${`, `}`. */
const wordEnd = /[\s;{}]/;

/**
 * Reads a file as nginx's `ngx_conf_file.c` does: words, quotes with backslashes, comments from `#`
 * at the beginning of a word, `;` and blocks. `${name}` in a word is a variable, no block.
 */
export const parseNginx = (file: SourceFile): Parsed => {
  const { text } = file;
  const tree = growTree(file);
  let words: string[] = [];
  let start = 0;
  let at = 0;
  const add = (end: number, isBlock: boolean): void => {
    const [name = '', ...args] = words;
    tree.add({ name, args, start, end }, isBlock);
    words = [];
  };
  while (at < text.length) {
    const sign = text[at] ?? '';
    if (/\s/.test(sign)) at += 1;
    else if (sign === '#') {
      const end = text.indexOf('\n', at);
      at = end < 0 ? text.length : end;
    } else if (sign === ';') {
      if (words.length > 0) add(at + 1, false);
      at += 1;
    } else if (sign === '{') {
      if (words.length === 0) start = at;
      add(at + 1, true);
      if (tree.isTooDeep()) {
        tree.tell('too-deep', at, '{');
        break;
      }
      at += 1;
    } else if (sign === '}') {
      if (words.length > 0) {
        tree.tell('not-ended', start, words.join(' '));
        add(at, false);
      }
      at += 1;
      tree.close(at, '}');
    } else {
      if (words.length === 0) start = at;
      if (sign === '"' || sign === "'") {
        let end = at + 1;
        let word = '';
        while (end < text.length && text[end] !== sign) {
          if (text[end] === '\\' && (text[end + 1] === sign || text[end + 1] === '\\')) end += 1;
          word += text[end];
          end += 1;
        }
        if (end >= text.length) {
          tree.tell('quote-not-closed', at, sign);
          break;
        }
        words.push(word);
        at = end + 1;
      } else {
        let end = at;
        while (end < text.length) {
          const next = text[end] ?? '';
          if (next === '\\') end += 2;
          else if (next === '$' && text[end + 1] === '{') {
            const close = text.indexOf('}', end);
            end = close < 0 ? text.length : close + 1;
          } else if (wordEnd.test(next)) break;
          else end += 1;
        }
        words.push(text.slice(at, end));
        at = end;
      }
    }
    if (tree.problems.length > 20) break;
  }
  if (tree.problems.length === 0 && words.length > 0)
    tree.tell('not-ended', start, words.join(' '));
  return tree.parsed(({ name }) => name);
};
