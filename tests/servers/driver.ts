/**
 * How a real server is run on the files that are published: what it needs around them, how it is
 * started and which lines of its output mean trouble. Everything else is the lab's.
 */
export interface Driver {
  /** Command that must be on the PATH; its absence is reported by name. */
  readonly binary: string;
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
  /** Sockets that answer when the server is ready, as ports on the server's address. */
  readonly ports: (publicPort: number, tls: boolean) => readonly number[];
}
