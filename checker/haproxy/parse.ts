import {
  lineCounter,
  type OpenStatement,
  type Parsed,
  type Problem,
  type SourceFile,
  type Statement,
} from '../statement.ts';

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
  const lineOf = lineCounter(text);
  const problems: Problem[] = [];
  const top: Statement[] = [];
  let open: OpenStatement | undefined;
  let at = 0;
  while (at < text.length) {
    let end = text.indexOf('\n', at);
    if (end < 0) end = text.length;
    const line = text.slice(at, end);
    const found = /^\s*((?:'[^'\n]*'|"(?:\\.|[^"\\\n])*"|\\.|[^#'"\\])*)/s.exec(line);
    const content = (found?.[1] ?? '').trimEnd();
    const start = at + line.length - line.trimStart().length;
    const rest = line.slice((found?.[0] ?? '').length);
    if (/^["']/.test(rest))
      problems.push({
        kind: 'quote-not-closed',
        file: file.name,
        line: lineOf(at),
        text: rest[0] ?? '',
      });
    at = end + 1;
    if (content === '') continue;
    const words = [...content.matchAll(/(?:'[^']*'|"(?:\\.|[^"\\])*"|\\.|[^\s'"\\])+/gs)].map(
      ([one]) => (/['"\\]/.test(one) ? word(one) : one),
    );
    const [name = '', ...args] = words;
    const base = { file, name, args, start, end: start + content.length, line: lineOf(start) };
    if (sections.has(name)) {
      const children: Statement[] = [];
      const statement = { ...base, parent: null, children };
      top.push(statement);
      open = { statement, children };
    } else {
      (open?.children ?? top).push({ ...base, parent: open?.statement ?? null });
      if (open !== undefined) open.statement.end = base.end;
    }
  }
  return { statements: top, problems };
};
