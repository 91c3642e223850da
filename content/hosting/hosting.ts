import type { CertificateFile, Conf, ExampleFile } from '#conf';

/** Where the site stands: at the root of its host, or below a path of it. */
export const places = ['root', 'path'] as const;

export type Place = (typeof places)[number];

/** What the files of this page take for granted; they serve this site, not Jenkins. */
export const siteHost = 'docs.example.com';
/** Folder of the built site, or of its base path. */
export const siteFolder = `/srv/${siteHost}`;

export const basePathOf = (place: Place): string => (place === 'path' ? '/docs' : '');

/** How a server serves this very site: its files and the steps that switch them on. */
export interface Hosting {
  /** Lowest version of the server that understands the file. */
  readonly minimum: string;
  /** Debian packages beside those of the server. */
  readonly packages?: readonly string[];
  /** A second server that reads the files, when this one only passes requests on. */
  readonly behind?: 'nginx';
  readonly render: (place: Place) => {
    readonly files: readonly ExampleFile[];
    readonly enable: readonly Conf[];
    readonly certificates: readonly CertificateFile[];
  };
}
