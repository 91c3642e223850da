import {
  lineCounter,
  type Parsed,
  type Problem,
  type SourceFile,
  type Statement,
} from './statement.ts';

/** What a statement is made of, as its parser reads it. */
export interface Read {
  readonly name: string;
  readonly args: readonly string[];
  /** Characters of the file, `end` excluded. */
  readonly start: number;
  readonly end: number;
}

/** The statements of a file while it is read, and what is wrong with it. */
export interface Tree {
  readonly problems: readonly Problem[];
  readonly tell: (kind: Problem['kind'], offset: number, about: string) => void;
  /** Adds a statement to the block that is open, and opens its own if it is one. */
  readonly add: (read: Read, isBlock: boolean) => void;
  /** Whether more blocks stand in each other than in any configuration. */
  readonly isTooDeep: () => boolean;
  /** The statement whose block is open, the innermost one. */
  readonly current: () => Statement | undefined;
  /** Ends the block that is open before `end`; tells of a `sign` that closes none. */
  readonly close: (end: number, sign: string) => void;
  /**
   * What was read; tells of each block that is still open.
   *
   * @param opening how a block that was never closed is named
   */
  readonly parsed: (opening: (statement: Statement) => string) => Parsed;
}

/** How deep blocks may stand in each other; deeper ones are no configuration. */
const deepest = 60;

interface OpenStatement {
  readonly statement: Statement & { end: number };
  readonly children: Statement[];
}

/** Begins the statements of a file whose language has blocks. */
export const growTree = (file: SourceFile): Tree => {
  const lineOf = lineCounter(file.text);
  const problems: Problem[] = [];
  const top: Statement[] = [];
  const open: OpenStatement[] = [];
  const tell: Tree['tell'] = (kind, offset, about) => {
    problems.push({ kind, file: file.name, line: lineOf(offset), text: about });
  };
  return {
    problems,
    tell,
    isTooDeep: () => open.length > deepest,
    current: () => open.at(-1)?.statement,
    add: (read, isBlock) => {
      const children: Statement[] = [];
      const statement = {
        ...read,
        file,
        line: lineOf(read.start),
        parent: open.at(-1)?.statement ?? null,
        ...(isBlock && { children }),
      };
      (open.at(-1)?.children ?? top).push(statement);
      if (isBlock) open.push({ statement, children });
    },
    close: (end, sign) => {
      const closed = open.pop();
      if (closed === undefined) tell('not-opened', end - sign.length, sign);
      else closed.statement.end = end;
    },
    parsed: (opening) => {
      for (const { statement } of problems.length === 0 ? open : [])
        tell('not-closed', statement.start, opening(statement));
      return { statements: top, problems };
    },
  };
};
