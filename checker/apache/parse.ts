import {
  deepest,
  lineCounter,
  type OpenStatement,
  type Parsed,
  type Problem,
  type SourceFile,
  type Statement,
} from '../statement.ts';

/** Words of a directive: a quote holds blanks, a backslash the quote (`ap_getword_conf`). */
const words = (text: string): string[] =>
  [...text.matchAll(/"((?:\\.|[^"\\])*)"|'((?:\\.|[^'\\])*)'|(\S+)/gs)].map(
    ([, double, single, bare]) => bare ?? (double ?? single ?? '').replaceAll(/\\(["'])/g, '$1'),
  );

/**
 * Reads a file as Apache's `ap_cfg_getline` and `ap_build_config` do: a line each, the next one added
 * where it ends with a backslash; comments take whole lines; sections close by their names.
 */
export const parseApache = (file: SourceFile): Parsed => {
  const { text } = file;
  const lineOf = lineCounter(text);
  const problems: Problem[] = [];
  const top: Statement[] = [];
  const open: OpenStatement[] = [];
  const tell = (kind: Problem['kind'], offset: number, about: string): void => {
    problems.push({ kind, file: file.name, line: lineOf(offset), text: about });
  };
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
    const finish = start + content.length;
    const joined = content.replaceAll(/\\\r?\n/g, ' ');
    const closing = /^<\/\s*([\w-]+)\s*>/.exec(joined);
    if (closing !== null) {
      const name = (closing[1] ?? '').toLowerCase();
      const last = open.at(-1);
      if (last === undefined) tell('not-opened', start, joined);
      else if (last.statement.name !== name) tell('closed-by-another', start, joined);
      else {
        open.pop();
        last.statement.end = finish;
      }
      if (problems.length > 0) break;
      continue;
    }
    const opening = /^<([\w-]+)\s*(.*?)\s*\/?>?$/s.exec(joined);
    const [name = '', ...args] =
      opening === null ? words(joined) : [opening[1] ?? '', ...words(opening[2] ?? '')];
    const children: Statement[] = [];
    const statement = {
      ...{ file, name: name.toLowerCase(), args, start, end: finish, line: lineOf(start) },
      parent: open.at(-1)?.statement ?? null,
      ...(opening !== null && { children }),
    };
    (open.at(-1)?.children ?? top).push(statement);
    if (opening !== null) open.push({ statement, children });
    if (open.length > deepest) {
      tell('too-deep', start, joined);
      break;
    }
  }
  for (const { statement } of problems.length === 0 ? open : [])
    tell('not-closed', statement.start, `<${statement.name}>`);
  return { statements: top, problems };
};
