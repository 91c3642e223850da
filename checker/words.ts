import type { Translated } from '../core/i18n/locales.ts';
import type { Escape, SlotName } from '../core/conf/slot.ts';

/** A part of a right line: text, a place for a value, or a comment. */
export type WordPiece = string | readonly [SlotName, Escape] | Translated;

export interface WordsOfSetUp {
  readonly server: string;
  /** Ids of causes, the first is the one that it was made for. */
  readonly causes: readonly string[];
  /** The right lines of each of its changes; none where lines only go. */
  readonly right: readonly (readonly (readonly WordPiece[])[])[];
  /** Where a set-up that was not run here is reported. */
  readonly source?: string;
  /** The lines of the command that tells the cause. */
  readonly tell?: readonly (readonly WordPiece[])[];
}

/** What the checker says, taken from the causes and broken set-ups of the site (`from-content/vocabulary.ts`). */
export interface Vocabulary {
  readonly setUps: Readonly<Record<string, WordsOfSetUp>>;
  readonly causes: Readonly<
    Record<string, { readonly symptom: string; readonly title: Translated }>
  >;
  /** The heading of each symptom's page. */
  readonly symptoms: Readonly<Record<string, Translated>>;
  /** What shows the certificate as clients see it. */
  readonly certificate: readonly (readonly WordPiece[])[];
  /** Names of the servers by their ids. */
  readonly servers: Readonly<Record<string, string>>;
  /** Blocks that define a name which right lines use. */
  readonly definitions: Readonly<Record<string, readonly (readonly WordPiece[])[]>>;
}
