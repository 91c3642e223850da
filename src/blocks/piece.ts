import type { Conf } from '#conf';
import type { LineKind } from '#highlight';
import type { Locale } from '#i18n';
import type { ServerId } from '#servers';
import type { Settings } from '#settings';

/**
 * What the blocks of a page consist of. A block says what it shows as pieces, once; `Pieces.astro`
 * writes them as HTML and `publish/markdown/pieces.ts` as Markdown, so that both hold the same text.
 * Texts are in the language of the page; backquotes in them hold code.
 */
export type Piece =
  | TextPiece
  | CodePiece
  | ConfigurationPiece
  | FollowedPiece
  | ProofPiece
  | BadgePiece
  | ListPiece
  | LinksPiece
  | CardsPiece
  | TablePiece
  | HeadingPiece
  | FoldPiece
  | FixesPiece
  | DiagramPiece
  | SameSectionPiece
  | ConfigurationCheckPiece;

/** A paragraph. */
export interface TextPiece {
  readonly kind: 'text';
  readonly text: string;
}

/** Code of a template, with the values that the reader may replace, or text as it was recorded. */
export type CodeContent =
  | {
      readonly config: Conf;
      readonly settings: Settings;
      readonly lines?: readonly (LineKind | undefined)[];
    }
  | { readonly text: string };

/** A block of code. */
export interface CodePiece {
  readonly kind: 'code';
  readonly role: 'file' | 'command' | 'output';
  readonly content: CodeContent;
  readonly language: string;
  /** What the caption says first: a path, “Terminal”, “Expected output”. */
  readonly title: string;
  /** A path is written as code. */
  readonly isPath?: boolean;
  /** What the caption adds: server and version, distribution. */
  readonly detail?: string | undefined;
  /** What the accessible names of the block and its buttons speak of. */
  readonly name: string;
  readonly download?: {
    readonly path: string;
    readonly file: string;
    readonly lineEnds: 'lf' | 'crlf';
  };
  /** Id of the command that this is, or whose output this is. */
  readonly command?: string;
  /** No test can run it: the block itself says so. */
  readonly isNotRun?: boolean;
}

/** The whole files of an example, in every shape that it has. */
export interface ConfigurationPiece {
  readonly kind: 'configuration';
  /** Id of the example, such as `nginx/other-port`. */
  readonly example: string;
  /** Ids of the variants that the same block offers. */
  readonly variants: readonly string[];
}

/** On which systems the page was followed to the letter, and when. */
export interface FollowedPiece {
  readonly kind: 'followed';
  readonly claim: string;
  /** Day of the walk, `YYYY-MM-DD`. */
  readonly day: string;
  readonly count: string;
}

/** What was seen in a run, or only reported. */
export interface ProofPiece {
  readonly kind: 'proof';
  readonly isRun: boolean;
  readonly text: string;
  /** Day of the run, `YYYY-MM-DD`. */
  readonly day?: string;
  readonly source?: string;
}

/** What was run of some files, with the checks behind it; these stand on the page only. */
export interface BadgePiece {
  readonly kind: 'badge';
  readonly level: 'run' | 'syntax' | 'not-run';
  readonly claim: string;
  readonly subject?: string;
  readonly day?: string;
  readonly count?: string;
  readonly lists: readonly { readonly heading: string; readonly items: readonly string[] }[];
  readonly reason?: { readonly heading: string; readonly text: string };
}

export interface Linked {
  /** Path below the base of the site. */
  readonly path: string;
  readonly label: string;
  /** Language of the label when it is not that of the page. */
  readonly lang?: Locale | undefined;
  /** The label is a message, word for word. */
  readonly isMessage?: boolean;
  /** What stands after the link, in the same entry. */
  readonly after?: string;
}

/** A list of texts. */
export interface ListPiece {
  readonly kind: 'list';
  readonly items: readonly string[];
}

/** A list of links to pages of the site. */
export interface LinksPiece {
  readonly kind: 'links';
  readonly links: readonly Linked[];
  /** In columns, where they are many. */
  readonly isLong?: boolean;
  /** One beside the other, where they are few and short. */
  readonly isInline?: boolean;
}

export interface Cell {
  /** Paragraphs of the cell. */
  readonly texts: readonly string[];
  /** The text is code. */
  readonly isCode?: boolean;
  /** Where the text leads: an address, or a path of the site. */
  readonly href?: string;
  /** Where the statement is written. */
  readonly source?: string;
}

export interface TablePiece {
  readonly kind: 'table';
  readonly caption: string;
  /** Rows are stacked where the screen is narrow. */
  readonly isStacked: boolean;
  readonly heads: readonly string[];
  /** The first cell of a row is its head. */
  readonly rows: readonly (readonly [Cell, ...Cell[]])[];
}

export interface HeadingPiece {
  readonly kind: 'heading';
  readonly id: string;
  readonly text: string;
  /** Below a section of the page. */
  readonly isSub?: boolean;
}

/** Pieces under a title, folded away on the page. */
export interface FoldPiece {
  readonly kind: 'fold';
  readonly title: string;
  /** The title stands out. */
  readonly isStrong?: boolean;
  readonly isOpen?: boolean;
  /** Left out of the search index. */
  readonly isUnsearched?: boolean;
  readonly server?: ServerId;
  readonly pieces: readonly Piece[];
}

/** The fixes of a cause, a fold a server; the reader's own server comes first. */
export interface FixesPiece {
  readonly kind: 'fixes';
  readonly folds: readonly FoldPiece[];
}

/** The servers of the site, each with what it can do and what was run. */
export interface CardsPiece {
  readonly kind: 'cards';
  readonly cards: readonly {
    readonly path: string;
    readonly name: string;
    readonly text: string;
    readonly proof?: Pick<BadgePiece, 'level' | 'claim'>;
  }[];
}

/** The picture of a request and its response, with its steps in words. */
export interface DiagramPiece {
  readonly kind: 'diagram';
  readonly steps: readonly string[];
}

/** The form that checks a configuration in the page. */
export interface ConfigurationCheckPiece {
  readonly kind: 'configuration-check';
}

/** Links to the same section of other pages: a way about, which a copy of the page leaves out. */
export interface SameSectionPiece {
  readonly kind: 'same-section';
  readonly label: string;
  readonly links: readonly Linked[];
}
