import type { Translated } from '../i18n/locales.ts';
import type { Form, Settings, Shape } from '../settings/index.ts';
import type { Conf } from './conf.ts';

/** A file of an example, as it is published and installed. */
export interface ExampleFile {
  /** Absolute path on the server; its last part is the published name. */
  readonly install: string;
  /** Octal permissions, as `install -m` takes them. */
  readonly mode: '600' | '640' | '644';
  /** Highlighting language, a member of `languages` in `#highlight`. */
  readonly language: string;
  /** Line ends of the published file; `crlf` for what Windows reads. */
  readonly lineEnds: 'lf' | 'crlf';
  readonly content: Conf;
}

/** A certificate file that the server reads, and the PEM blocks it must hold, in this order. */
export interface CertificateFile {
  readonly path: Conf;
  readonly holds: readonly ('chain' | 'key')[];
}

/** What one shape of an example consists of. */
export interface Rendering {
  readonly files: readonly ExampleFile[];
  /** Shell steps, one command each, that switch the example on as the page tells them. Repeatable. */
  readonly enable: readonly Conf[];
  readonly certificates: readonly CertificateFile[];
  /** URL at which Jenkins must answer, as the manifest says it. */
  readonly upstream: Conf;
}

/** Something that a server cannot do, with its reason in both languages and where that is written. */
export interface Impossible {
  readonly reason: Translated;
  /** Address of the manual page or source file that says so. */
  readonly source: string;
  /** First version of the server that can. */
  readonly before?: string;
}

/** The lines of an example are right for some public ports only. */
export interface PortLimit {
  /** `default` is 443, or 80 without TLS. */
  readonly only: 'default' | 'other';
  /**
   * What to do for another port, shown above the file when the reader's URL has one. Code stands in
   * backquotes, with slots in braces; `{port-suffix}` must be among them, as it tells the ports apart.
   */
  readonly otherwise: Translated;
  /** Section of the same page with the right file, and its heading. */
  readonly section: string;
  readonly title: Translated;
}

export interface Example {
  /** `nginx`, or `nginx/other-port` for a variant; with a shape added, the id in the manifest. */
  readonly id: string;
  readonly server: string;
  /** Heading of a variant; the main example of a server has none. */
  readonly title?: Translated;
  /** Lowest version of the server that understands the file, as printed by the server. */
  readonly minimum: string;
  /** This is the form for older servers: the first version that another example is for, and its id. */
  readonly before?: { readonly version: string; readonly newer: string };
  /** Shapes that exist; a shape that is absent must be explained in `impossible`. */
  readonly shapes: readonly Shape[];
  readonly impossible?: Partial<Record<Shape, Impossible>>;
  /** Values that this example shows instead of the sample ones, such as a port of 8443. */
  readonly settings?: Partial<Settings>;
  /** The command of the server that checks these files, where it is not `validate`. */
  readonly checkedBy?: string;
  /** Public ports that the lines are right for, where not for every one. */
  readonly ports?: PortLimit;

  readonly render: (form: Form) => Rendering;
  /** Contract rules that this variant cannot keep, beside those of its server. */
  readonly cannot?: Readonly<Partial<Record<string, Impossible>>>;
}
