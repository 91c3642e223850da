import { lineCounter, type Parsed, type SourceFile, type Statement } from './statement.ts';

/** Words of a line; quotes hold blanks. */
const words = (text: string): string[] =>
  [...text.matchAll(/"((?:\\.|[^"\\])*)"|'([^']*)'|(\S+)/gs)].map(
    ([, double, single, bare]) => bare ?? double ?? single ?? '',
  );

/** A line with those that a backslash adds to it, without the backslashes. */
export interface WholeLine {
  readonly text: string;
  /** Characters of the file, without the blanks around; `end` excluded. */
  readonly start: number;
  readonly end: number;
}

/** The lines of a text that are neither empty nor comments; a backslash continues one. */
export const wholeLines = (text: string): WholeLine[] => {
  const lines: WholeLine[] = [];
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
    const whole = text.slice(begin, end);
    const content = whole.trim();
    if (content === '' || content.startsWith('#')) continue;
    const start = begin + whole.indexOf(content[0] ?? '');
    lines.push({
      text: content.replaceAll(/\\\r?\n/g, ' '),
      start,
      end: start + content.length,
    });
  }
  return lines;
};

/** Reads a language of lines: each is a statement. */
export const parseLines = (file: SourceFile): Parsed => {
  const lineOf = lineCounter(file.text);
  const statements = wholeLines(file.text).map(({ text, start, end }): Statement => {
    const [name = '', ...args] = words(text.replace(/\s#.*$/, ''));
    return { file, name, args, start, end, line: lineOf(start), parent: null };
  });
  return { statements, problems: [] };
};
