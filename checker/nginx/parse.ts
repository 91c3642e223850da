import {
  deepest,
  lineCounter,
  type OpenStatement,
  type Parsed,
  type Problem,
  type SourceFile,
  type Statement,
} from '../statement.ts';

/** A word of nginx: `ngx_conf_read_token` ends it at a blank, `;`, `{` or, outside `${`, `}`. */
const wordEnd = /[\s;{}]/;

/**
 * Reads a file as nginx's `ngx_conf_file.c` does: words, quotes with backslashes, comments from `#`
 * at the beginning of a word, `;` and blocks. `${name}` in a word is a variable, no block.
 */
export const parseNginx = (file: SourceFile): Parsed => {
  const { text } = file;
  const lineOf = lineCounter(text);
  const problems: Problem[] = [];
  const top: Statement[] = [];
  const open: OpenStatement[] = [];
  const tell = (kind: Problem['kind'], offset: number, about: string): void => {
    problems.push({ kind, file: file.name, line: lineOf(offset), text: about });
  };
  let words: string[] = [];
  let start = 0;
  let at = 0;
  const add = (end: number, isBlock: boolean): void => {
    const parent = open.at(-1)?.statement ?? null;
    const children: Statement[] = [];
    const [name = '', ...args] = words;
    const statement = {
      ...{ file, name, args, start, end, line: lineOf(start), parent },
      ...(isBlock && { children }),
    };
    (open.at(-1)?.children ?? top).push(statement);
    if (isBlock) open.push({ statement, children });
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
      if (open.length > deepest) {
        tell('too-deep', at, '{');
        break;
      }
      at += 1;
    } else if (sign === '}') {
      if (words.length > 0) {
        tell('not-ended', start, words.join(' '));
        add(at, false);
      }
      const closed = open.pop();
      if (closed === undefined) tell('not-opened', at, '}');
      else closed.statement.end = at + 1;
      at += 1;
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
          tell('quote-not-closed', at, sign);
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
    if (problems.length > 20) break;
  }
  if (problems.length === 0 && words.length > 0) tell('not-ended', start, words.join(' '));
  for (const { statement } of problems.length === 0 ? open : [])
    tell('not-closed', statement.start, statement.name);
  return { statements: top, problems };
};
