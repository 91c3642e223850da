import type { CheckId } from '#contract';
import type { Conf, Example, Impossible } from '#conf';
import type { Translated } from '#i18n';
import type { Hosting } from '../hosting/hosting.ts';
import type { Group } from './groups.ts';
import type { Where } from './where.ts';

/** A command of a page, its output if it has one, and where it is typed. */
export interface Command {
  /** Where the command is typed, when it differs from the server itself: distribution, container, Windows. */
  readonly where?: Where;
  /** `xml` and `yaml` for lines of a file that is not typed. */
  readonly language: 'shellscript' | 'powershell' | 'xml' | 'yaml';
  /** The file that holds the lines, where they are not typed into a terminal. */
  readonly file?: string;
  readonly run: Conf;
  /**
   * What it prints. `…` stands for any text within a line; tests run the command and compare.
   */
  readonly output?: Conf;
  /** A line that may come as well; the text beside the command says when. */
  readonly optional?: Conf;
  /** What it prints is of the moment, as a package manager or a log: only its end is looked at. */
  readonly varies?: true;
  /**
   * It fetches a program from its makers, whom no test reaches: where a page is followed, a stand-in
   * on the other machine gives it.
   */
  readonly fetches?: true;
  /** No test runs it: it takes what only a network or an own service of the reader has. */
  readonly notRun?: true;
  /** Lines of a file that a test gives to the real server, although none types them. */
  readonly served?: true;
  /** The shapes of the public URL that it is for, where not for all. */
  readonly scheme?: 'http' | 'https';
}

/** How far a server can be run here; it bounds the badge. */
export type EvidenceLevel = 'run' | 'syntax';

/** Facts about a server that hold in every language. */
export interface Server {
  /** Name as its makers write it. */
  readonly name: string;
  readonly evidence: EvidenceLevel;
  /** Under what the overview lists it: a server of the reader's own where absent. */
  readonly group?: Group;
  /** Why it is not run here and what would be needed; required when `evidence` is `syntax`. */
  readonly notRun?: Translated;
  readonly website: string;
  readonly documentation: string;
  /** Debian packages that the tests install, empty when none exists. */
  readonly packages: readonly string[];
  /**
   * Debian's package of a server whose current version comes from elsewhere: it is run on the forms of
   * the files for older versions.
   */
  readonly olderPackage?: string;
  /** What the reader types: `validate`, `reload` and what else the page shows, by name. */
  readonly commands: Readonly<Record<string, Command>>;
  /** Contract rules that the server cannot keep in any configuration. */
  readonly cannot: Readonly<Partial<Record<CheckId, Impossible>>>;
  /** One line a directive for “Why these lines”: the text of the directive, why, and its manual. */
  readonly directives: readonly Directive[];
  /** Facts of the comparison table that no test shows, each a short text. */
  readonly facts: ServerFacts;
}

/** All of a server, as the `index.ts` of its folder puts it together. */
export interface ServerFolder extends Server {
  /** The main example, then its variants, in the order of the page. */
  readonly examples: readonly [main: Example, ...variants: Example[]];
  /** How it serves this very site. */
  readonly hosting: Hosting;
}

export interface Directive {
  readonly name: string;
  readonly why: Translated;
  readonly manual: string;
}

export interface ServerFacts {
  /** Size of an upload that the server accepts without a setting. */
  readonly uploadLimit: Translated;
  readonly tls: Translated;
  readonly http2: Translated;
  readonly agentPort: Translated;
  /** Command that checks the syntax without starting, or what replaces it. */
  readonly syntaxCheck: Translated;
}

/** Whether a test can type all that a page tells: it runs the server, and starts it as the page does. */
export const canBeFollowed = ({
  evidence,
  commands,
}: Pick<Server, 'evidence' | 'commands'>): boolean =>
  evidence === 'run' && !Object.values(commands).some(({ notRun }) => notRun === true);
