import type { CheckId } from '#contract';
import type { Form, Settings } from '#settings';
import type { DoubleOptions } from '../double/index.ts';
import type { Outcome } from '../contract/index.ts';

/** A command run in the lab: on the server itself or on the client's side of the wire. */
export interface LabCommand {
  readonly side: 'server' | 'client';
  readonly run: string;
  /** Ends the command; 30 s unless told otherwise. */
  readonly milliseconds?: number;
}

export interface CommandResult {
  readonly run: string;
  /** Exit code, or `null` when the time ran out. */
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** One run of a real server with published files, as JSON for the process inside the namespaces. */
export interface Job {
  readonly server: string;
  /** Runs Debian's own package of a server that otherwise comes as a wheel. */
  readonly packaged?: boolean;
  readonly settings: Settings;
  readonly form: Form;
  readonly files: readonly {
    readonly install: string;
    readonly mode: string;
    readonly text: string;
  }[];
  readonly enable: readonly string[];
  readonly certificates: readonly {
    readonly path: string;
    readonly holds: readonly ('chain' | 'key')[];
  }[];
  /** Syntax check as the page tells it; `null` when the server has none. */
  readonly validate: string | null;
  /** URL at which Jenkins must listen, such as `http://127.0.0.1:8080/jenkins/`. */
  readonly upstream: string;
  /** Names beside the public one that the certificate holds. */
  readonly names?: readonly string[];
  readonly double?: Partial<DoubleOptions>;
  /** A TLS hop before the server, run on the client's side and trusted by its address. */
  readonly outerHop?: boolean;
  /** The server passes the port of inbound TCP agents on. */
  readonly forwardsAgents?: boolean;
  /** Kind of client, one of `clients` of the driver; a plain one when absent. */
  readonly client?: string;
  /** Probes of the driver to run after the commands, in order. */
  readonly probes?: readonly string[];
  /** Contract checks to run: all of them when absent, none for an empty list. */
  readonly checks?: readonly CheckId[];
  /** Commands to run once the server is up, in order, before the contract. */
  readonly commands?: readonly LabCommand[];
  /** Unix socket that leads to a Jenkins outside of the lab, in place of the double. */
  readonly outsideJenkins?: string;
  /** Jenkins does not run at all. */
  readonly jenkinsStopped?: boolean;
  /** Any number that differs from job to job, to share the machine among whole contracts. */
  readonly turn?: number;
  /** Stop after the syntax check. */
  readonly syntaxOnly?: boolean;
}

export interface LabResult {
  readonly version: string;
  readonly system: string;
  /** Exit code and whole output of the enable steps and the syntax check. */
  readonly enable: readonly CommandResult[];
  readonly validate: CommandResult | null;
  /** Absent when the server did not start; then `failure` says why. */
  readonly started: boolean;
  readonly failure?: string;
  readonly outcomes: readonly Outcome[];
  readonly commands: readonly CommandResult[];
  /** Headers of a plain request as Jenkins received them, before the whole contract. */
  readonly plain?: readonly (readonly [string, string])[];
  /** What each probe saw, by name. */
  readonly probes?: Readonly<Record<string, unknown>>;
  /** Log lines that match the driver's `trouble`. */
  readonly trouble: readonly string[];
  readonly logs: Readonly<Record<string, string>>;
  /** Request targets and headers that reached Jenkins, newest last; at most 500. */
  readonly received: readonly {
    method: string;
    target: string;
    headers: readonly (readonly [string, string])[];
  }[];
  /** Lines that Jenkins logged. */
  readonly jenkinsLog: readonly string[];
}
