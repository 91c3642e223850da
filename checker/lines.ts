import { lineCounter, type Parsed, type SourceFile, type Statement } from './statement.ts';

/** Words of a line; quotes hold blanks. */
const words = (text: string): string[] =>
  [...text.matchAll(/"((?:\\.|[^"\\])*)"|'([^']*)'|(\S+)/gs)].map(
    ([, double, single, bare]) => bare ?? double ?? single ?? '',
  );

/** Reads a language of lines: a backslash continues one, `#` begins a comment of a whole line. */
export const parseLines = (file: SourceFile): Parsed => {
  const { text } = file;
  const lineOf = lineCounter(text);
  const statements: Statement[] = [];
  let at = 0;
  while (at < text.length) {
    const begin = at;
    let end = text.indexOf('\n', at);
    if (end < 0) end = text.length;
    while (/\\\r?$/.test(text.slice(at, end)) && end < text.length) {
      at = end + 1;
      const next = text.indexOf('\n', at);
      end = next < 0 ? text.length : next;
    }
    at = end + 1;
    const content = text.slice(begin, end).trim();
    if (content === '' || content.startsWith('#')) continue;
    const start = begin + text.slice(begin, end).indexOf(content[0] ?? '');
    const [name = '', ...args] = words(content.replaceAll(/\\\r?\n/g, ' ').replace(/\s#.*$/, ''));
    statements.push({
      ...{ file, name, args, start, end: start + content.length },
      ...{ line: lineOf(start), parent: null },
    });
  }
  return { statements, problems: [] };
};
