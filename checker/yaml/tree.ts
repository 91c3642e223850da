import { secondsOf } from '../go-duration.ts';
import type { Edit, Found } from '../report.ts';
import type { Statement } from '../statement.ts';
import { changed, textOf } from '../found.ts';

/** The entries of a mapping or a list; none of a scalar. */
export const entriesOf = (statement: Statement | undefined): readonly Statement[] =>
  statement?.children ?? [];

/** What stands under a key, then a key in it, and so on. */
export const at = (
  statement: Statement | undefined,
  ...keys: readonly string[]
): Statement | undefined =>
  keys.reduce<Statement | undefined>(
    (from, key) => entriesOf(from).find(({ name }) => name === key),
    statement,
  );

/** The scalar of a statement, or of what stands under keys in it. */
export const scalar = (
  statement: Statement | undefined,
  ...keys: readonly string[]
): string | undefined => at(statement, ...keys)?.args[0];

/** The texts of a list; a scalar is a list of one. */
export const textsOf = (statement: Statement | undefined): readonly string[] =>
  statement?.children?.flatMap(({ args }) => args) ?? statement?.args ?? [];

export const isTrue = (text: string | undefined): boolean =>
  /^(?:true|yes|on|1)$/i.test(text ?? '');
export const isFalse = (text: string | undefined): boolean =>
  /^(?:false|no|off|0)$/i.test(text ?? '');

/** An entry with the comma that parts it from its neighbours in a flow. */
const withComma = (statement: Statement): Statement => {
  const { text } = statement.file;
  const after = /^\s*,[ \t]*/.exec(text.slice(statement.end, statement.end + 200));
  if (after !== null) return { ...statement, end: statement.end + after[0].length };
  const before = /,\s*$/.exec(text.slice(Math.max(0, statement.start - 200), statement.start));
  return before === null || !/^\s*[\]}]/.test(text.slice(statement.end, statement.end + 200))
    ? statement
    : { ...statement, start: statement.start - before[0].length };
};

/** The edit by which an entry goes, and with it what would be empty then. */
export const removal = (statement: Statement): Edit => {
  let gone = statement;
  while (gone.parent?.children?.length === 1 && gone.parent.parent !== null) gone = gone.parent;
  return { at: withComma(gone), put: 'nothing' };
};

/** An entry that goes. */
export const removed = (statement: Statement): Found => ({
  at: statement,
  edits: [removal(statement)],
});

/** A statement with another scalar, in the quotes that it has. */
export const withValue = (statement: Statement, value: string): Found => {
  const text = textOf(statement);
  const old = statement.args[0] ?? '';
  const from = old === '' ? text.length : text.lastIndexOf(old);
  return changed(statement, text.slice(0, from) + value + text.slice(from + old.length));
};

/** Lines that join the keys of a mapping; no edit where each of its keys stands in one line with others. */
export const joining = (mapping: Statement | undefined, lines: readonly string[]): Edit[] => {
  const place = entriesOf(mapping).findLast(({ file, start }) =>
    /(?:^|\n)[ \t]*$/.test(file.text.slice(Math.max(0, start - 200), start)),
  );
  return place === undefined ? [] : [{ at: place, put: 'after', own: lines }];
};

/**
 * The entries of a list without some, in its own form: a flow is written again, of a block the lines
 * go, and of an empty list its key.
 */
export const without = (list: Statement, names: (text: string) => boolean): Edit[] => {
  const entries = entriesOf(list);
  const gone = entries.filter(({ args }) => names(args[0] ?? ''));
  const [first] = gone;
  if (first === undefined) return [];
  if (gone.length === entries.length) return [removal(list)];
  const isFlow = /^[^:]*:\s*\[/.test(textOf(list));
  if (!isFlow) return gone.map(removal);
  const kept = entries.filter((one) => !gone.includes(one)).map(textOf);
  const text = textOf(list);
  return [
    { at: list, put: 'instead', own: [`${text.slice(0, text.indexOf('['))}[${kept.join(', ')}]`] },
  ];
};

/** Whether a limit is set and ends before so many seconds; zero is none. */
export const isShorter = (text: string | undefined, seconds: number): boolean => {
  const limit = secondsOf(text);
  return limit !== undefined && limit > 0 && limit < seconds;
};
