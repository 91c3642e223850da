import type { CertificateFile, Conf, ExampleFile, Impossible } from '#conf';
import type { Translated } from '#i18n';
import type { RunCheckId } from './checks.ts';

/** Where the site stands: at the root of its host, or below a path of it. */
export const places = ['root', 'path'] as const;

export type Place = (typeof places)[number];

/** What the files of this page take for granted; they serve this site, not Jenkins. */
export const siteHost = 'docs.example.com';
/** Folder of the built site, or of its base path. */
export const siteFolder = `/srv/${siteHost}`;
/** The same on Windows. */
export const windowsFolder = `C:\\inetpub\\${siteHost}`;

export const basePathOf = (place: Place): string => (place === 'path' ? '/docs' : '');

/** How a server serves this very site: its files and the steps that switch them on. */
export interface Hosting {
  /** Lowest version of the server that understands the file. */
  readonly minimum: string;
  /** What its page says before the files, a paragraph each; code stands in backquotes. */
  readonly intro?: readonly Translated[];
  /** Debian packages beside those of the server. */
  readonly packages?: readonly string[];
  /** Why the files are only checked by syntax; absent when a test runs the server with them. */
  readonly notRun?: Translated;
  /** Checks that this server cannot pass, each with its reason. */
  readonly cannot?: Readonly<Partial<Record<RunCheckId, Impossible>>>;
  /** A second server that reads the files, when this one only passes requests on. */
  readonly behind?: 'nginx';
  /** Steps of their own, where those of Debian (packages, links, check, reload) do not do. */
  readonly steps?: {
    readonly where: Translated;
    readonly language: 'shellscript' | 'powershell';
    readonly run: Conf;
  };
  readonly render: (place: Place) => {
    readonly files: readonly ExampleFile[];
    readonly enable: readonly Conf[];
    readonly certificates: readonly CertificateFile[];
  };
}
