import type { Parsed, SourceFile } from '../statement.ts';
import { growTree } from '../tree.ts';

/** Words that begin a section (management manual and `cfgparse.c`). */
const sections = new Set(
  'global defaults frontend backend listen userlist peers resolvers mailers cache http-errors ring program log-forward fcgi-app crt-store traces'.split(
    ' ',
  ),
);

/** A word with its quotes and backslashes read as HAProxy's `parse_line` does. */
const word = (text: string): string =>
  text.replaceAll(/'([^']*)'|"((?:\\.|[^"\\])*)"|\\([ #"'\\])/gs, (_, single, double, escaped) =>
    String(
      single ?? (double === undefined ? escaped : String(double).replaceAll(/\\(["\\$])/g, '$1')),
    ),
  );

/** Reads sections and their lines. `#` begins a comment outside of quotes. */
export const parseHaproxy = (file: SourceFile): Parsed => {
  const { text } = file;
  const tree = growTree(file);
  let at = 0;
  let lastEnd = 0;
  // A section ends where the next one begins.
  const endSection = (): void => {
    if (tree.current() !== undefined) tree.close(lastEnd, '');
  };
  while (at < text.length) {
    let end = text.indexOf('\n', at);
    if (end < 0) end = text.length;
    const line = text.slice(at, end);
    const found = /^\s*((?:'[^'\n]*'|"(?:\\.|[^"\\\n])*"|\\.|[^#'"\\])*)/s.exec(line);
    const content = (found?.[1] ?? '').trimEnd();
    const start = at + line.length - line.trimStart().length;
    const rest = line.slice((found?.[0] ?? '').length);
    if (/^["']/.test(rest)) tree.tell('quote-not-closed', at, rest[0] ?? '');
    at = end + 1;
    if (content === '') continue;
    const words = [...content.matchAll(/(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s'"\\])+/gs)].map(
      ([one]) => (/['"\\]/.test(one) ? word(one) : one),
    );
    const [name = '', ...args] = words;
    if (sections.has(name)) endSection();
    lastEnd = start + content.length;
    tree.add({ name, args, start, end: lastEnd }, sections.has(name));
  }
  endSection();
  return tree.parsed(({ name }) => name);
};
