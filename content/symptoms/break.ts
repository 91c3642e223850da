import type { CheckId } from '#contract';
import type { Change, Conf } from '#conf';
import type { Translated } from '#i18n';
import type { ServerId } from '#servers';
import type { Settings, Shape } from '#settings';
import type { BrokenLines } from '../servers/broken-lines.ts';
import type { SymptomId } from './ids.ts';

export type { BrokenLines };

/** Why a symptom appears; the id is that of the section on its page, equal in both languages. */
export interface Cause {
  readonly symptom: SymptomId;
  readonly title: Translated;
}

/** How Jenkins itself is set for a case, when the cause or the fix lies there. */
export interface JenkinsState {
  /** Configured Jenkins URL; `null` when it is not set. Default: the public URL. */
  readonly jenkinsUrl?: string | null;
  /** Context path that Jenkins is started with. Default: that of the public URL. */
  readonly contextPath?: string;
  /** Jenkins is stopped. */
  readonly stopped?: boolean;
  /** Values of the double's options by name, for what the others do not cover. */
  readonly options?: Readonly<Record<string, string | number | boolean | null>>;
}

/** What is seen with a command: its printed output, `…` standing for any text within a line. */
export interface Answer {
  readonly output: Conf;
}

/** What a run shows with the broken file and not with the good one. */
interface Signs {
  /** Command of the page that tells the cause, by id, and what it prints broken and fixed. */
  readonly tell?: {
    readonly command: string;
    readonly broken: Conf;
    readonly fixed: Conf;
    readonly side?: 'client' | 'server';
  };
  /** Regular expression (source) for a line that the broken server writes to its log, and the fixed one does not. */
  readonly log?: string;
  /** The same for a line of Jenkins' log. */
  readonly jenkinsLog?: string;
  /** The same for a request line or header (`METHOD target` or `Name: value`) that reaches Jenkins. */
  readonly received?: string;
  /** The server refuses to start or its syntax check refuses the file; the text it then prints, as a regular expression. */
  readonly refused?: string;
  /** Contract checks that fail with the broken file and pass with the good one. */
  readonly fails?: readonly [CheckId, ...CheckId[]];
}

/** At least one member of a type is there. */
type AtLeastOne<Members> = {
  [Name in keyof Members]-?: Required<Pick<Members, Name>> & Partial<Members>;
}[keyof Members];

/**
 * A configuration that is wrong on purpose: the good example with some lines replaced. A page
 * shows the lines; a test shows the symptom with them, and that it is gone without them.
 */
interface BrokenSetUp {
  readonly server: ServerId;
  /** Absent for a break that only shows that rules of the contract can fail. */
  readonly cause?: string;
  /** Causes of other symptoms that the same run shows, so that it is not run twice. */
  readonly alsoShows?: readonly string[];
  /** Example whose lines are changed, and the shape in which that is run. */
  readonly example: string;
  readonly shape: Shape;
  /**
   * `from` stands in the good file, `to` in the broken one. No change at all means that the cause lies in Jenkins or the client.
   */
  readonly changes: readonly BrokenLines[];
  /**
   * What is run on the server before it starts and the files do not hold, such as a password file;
   * the same for the broken and the fixed run.
   */
  readonly prepare?: Conf;
  /** Kind of client that is held against the rules, where the server tells several apart. */
  readonly client?: string;
  /** The server passes the port of inbound TCP agents on, for a rule on it. */
  readonly forwardsAgents?: boolean;
  /** Values of the run that differ from the example's, such as a port that is not the default one. */
  readonly settings?: Partial<Settings>;
  readonly jenkins?: JenkinsState;
  /** State of Jenkins after the fix, when the fix is there. */
  readonly jenkinsFixed?: JenkinsState;
  /**
   * What `troubleshooting/landing`, a question of the index, prints with the broken file; with the
   * good one it prints what the index shows.
   */
  readonly landing?: Conf;
  /** First version of the server that no longer shows it. */
  readonly before?: string;
}

/** A broken set-up and at least one sign of it: without any, a run would show nothing. */
export type Break = BrokenSetUp & AtLeastOne<Signs>;

/** A cause that no server here can show: what was reported, and where. */
export interface Reported {
  readonly server?: ServerId;
  readonly cause: string;
  /** The lines to change, for servers whose files are not run here. */
  readonly changes?: readonly Change[];
  readonly note?: Translated;
  readonly source: string;
}

/** What is known about one symptom: the module of its slug in this folder. */
export interface SymptomBreaks {
  /** In the order of the page, most likely first. */
  readonly causes: Readonly<Record<string, Cause>>;
  readonly breaks: Readonly<Record<string, Break>>;
  readonly reports: readonly Reported[];
}
