import type { CheckerStrings } from '../core/i18n/checker.ts';

/** A file as the reader gave it. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
}

/**
 * A directive, a block or a section of a configuration, as its parser found it. Languages that read
 * names in any case have them in lower case here.
 */
export interface Statement {
  readonly file: SourceFile;
  readonly name: string;
  /** What follows the name, without quotes. */
  readonly args: readonly string[];
  /** Characters of the file, `end` excluded: with the sign that ends it, and the whole of a block. */
  readonly start: number;
  readonly end: number;
  /** From 1. */
  readonly line: number;
  readonly parent: Statement | null;
  /** What stands in the block; absent where there is none. */
  readonly children?: readonly Statement[];
}

/** What makes a file unreadable. */
export type ProblemKind = keyof CheckerStrings['problems'];

export interface Problem {
  readonly kind: ProblemKind;
  readonly file: string;
  readonly line: number;
  /** The sign or name that it is about. */
  readonly text: string;
}

/** What a parser made of a file. */
export interface Parsed {
  readonly statements: readonly Statement[];
  readonly problems: readonly Problem[];
}

/** The line of each character of a text, from 1, by binary search over its line ends. */
export const lineCounter = (text: string): ((offset: number) => number) => {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return (offset) => {
    let [low, high] = [0, starts.length - 1];
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  };
};

/** A statement and all below it, outer ones first. */
export const within = (statement: Statement): Statement[] => [
  statement,
  ...(statement.children ?? []).flatMap(within),
];

/** A statement with what stands around it, from the inside out. */
export const outwards = (statement: Statement | null): Statement[] => {
  const all: Statement[] = [];
  for (let at = statement; at !== null; at = at.parent) all.push(at);
  return all;
};
