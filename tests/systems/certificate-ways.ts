import type { ServerId } from '#servers';

/** A way through the page on certificates: what leads to the first one, and what follows the lines. */
export interface CertificateWay {
  readonly server: ServerId;
  /** Ids of the commands that make a later one be obtained in the way in which it is renewed. */
  readonly later: readonly string[];
  /** The plugins of these servers change the running one for as long as it takes. */
  readonly needsNoLines?: boolean;
}

/** The servers for which the page gives commands; its record is about all of them. */
export const certificateWays: readonly CertificateWay[] = [
  { server: 'nginx', later: [], needsNoLines: true },
  { server: 'apache', later: [], needsNoLines: true },
  { server: 'lighttpd', later: [] },
  { server: 'haproxy', later: ['certificate/standalone-behind'] },
  { server: 'squid', later: ['certificate/webroot-behind'] },
];
