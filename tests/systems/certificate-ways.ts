import type { ServerId } from '#servers';

/** A way through the page on certificates: what leads to the first one, and what follows the lines. */
export interface CertificateWay {
  readonly server: ServerId;
  /** Ids of the commands that make a later one be obtained in the way in which it is renewed. */
  readonly later: readonly string[];
  /** The plugins of these servers change the running one for as long as it takes. */
  readonly needsNoLines?: boolean;
}

/** The ways that were followed to their end on each system; the record of the page is about these. */
export const certificateWays: readonly CertificateWay[] = [
  { server: 'nginx', later: [], needsNoLines: true },
  { server: 'apache', later: [], needsNoLines: true },
  { server: 'lighttpd', later: [] },
  { server: 'haproxy', later: ['certificate/standalone-behind'] },
];

/** What has not arrived yet: it leaves nothing, and its commands are marked. */
export const furtherCertificateWays: readonly CertificateWay[] = [
  { server: 'squid', later: ['certificate/webroot-behind'] },
];
