import type { CheckerStrings } from '../core/i18n/checker.ts';
import type { Problem, SourceFile, Statement } from './statement.ts';

/** The reader's own URL, where it is known; `path` without a final slash. */
export interface PublicUrl {
  readonly scheme: 'http' | 'https';
  readonly host: string;
  readonly port: number;
  readonly path: string;
}

/** A change of the pasted file. */
export interface Edit {
  /** The statement that it is about. */
  readonly at: Statement;
  /** Lines go in its place, before it, after it, or at the beginning of its block; or it goes. */
  readonly put: 'instead' | 'before' | 'after' | 'inside' | 'nothing';
  /** The set-up that gives the lines, where it is not the first of the fault. */
  readonly from?: string;
  /** The reader's own lines with a word changed, where the set-up changes that word alone. */
  readonly own?: readonly string[];
  /** Which change of the set-up gives them; the first by default. */
  readonly change?: number;
}

/** A fault that stands in a file. */
export interface Found {
  /** The line that the finding is shown at. */
  readonly at: Statement;
  readonly edits: readonly Edit[];
}

/**
 * Something that is wrong in the same way as in broken set-ups of the site: these give the causes,
 * and the first of them the right lines.
 */
export interface Fault<Model> {
  readonly setUps: readonly [string, ...string[]];
  readonly find: (model: Model) => readonly Found[];
}

/** What is good in a file, as far as it shows; the words are in `core/i18n/checker.ts`. */
export const virtues = [
  'paths-unchanged',
  'host-passed',
  'scheme-passed',
  'forged-overwritten',
  'websocket-passes',
  'uploads-unlimited',
  'streaming',
  'patient',
] as const;

export type Virtue = (typeof virtues)[number];

/** What a file does not show, beside the causes that lie outside of it. */
export interface Unclear {
  readonly kind: keyof CheckerStrings['unclear'];
  readonly file: string;
  readonly line: number;
  readonly text: string;
}

/** The reader's values as the file has them: what the right lines are written with. */
export type Values = Readonly<
  Partial<Record<'host' | 'path' | 'upstreamHost' | 'upstreamPort' | 'certificate' | 'key', string>>
>;

/** Where names that the right lines use are to be defined, when the file has no such name. */
export interface Definitions {
  readonly has: (name: string) => boolean;
  readonly before: Statement;
}

/** What a server's part of the checker makes of its files. */
export interface Reading {
  readonly problems: readonly Problem[];
  /** Where requests are passed to Jenkins; without any there is nothing to judge. */
  readonly judged: readonly Statement[];
  readonly faults: readonly FoundFault[];
  readonly virtues: readonly Virtue[];
  readonly unclear: readonly Unclear[];
  readonly values: Values;
  /** Texts of the right lines that the file has another name for, such as that of an upstream. */
  readonly renamed?: readonly (readonly [RegExp, string])[];
  readonly definitions?: Definitions;
}

export interface FoundFault {
  readonly setUps: Fault<never>['setUps'];
  readonly found: Found;
}

/** How the checker reads one server. */
export interface ServerReader {
  readonly read: (files: readonly SourceFile[], url: PublicUrl | undefined) => Reading;
  /** The broken set-ups that it knows, in the order of its faults. */
  readonly setUps: readonly string[];
}

/** Everything that a list of faults finds. */
export const findAll = <Model>(faults: readonly Fault<Model>[], model: Model): FoundFault[] =>
  faults.flatMap(({ setUps, find }) => find(model).map((found) => ({ setUps, found })));
