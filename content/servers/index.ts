import type { Hosting } from '../hosting/hosting.ts';
import type { EvidenceLevel, ServerFolder } from './server.ts';
import { apache } from './apache/index.ts';
import { caddy } from './caddy/index.ts';
import { envoy } from './envoy/index.ts';
import { haproxy } from './haproxy/index.ts';
import { nginx } from './nginx/index.ts';
import { lighttpd } from './lighttpd/index.ts';
import { iis } from './iis/index.ts';
import { iptables } from './iptables/index.ts';
import { pomerium } from './pomerium/index.ts';
import { squid } from './squid/index.ts';
import { traefik } from './traefik/index.ts';

/**
 * The servers of the site, in the order in which every list shows them: the only registry. Examples,
 * commands, hosting, pages about hosting, drivers, counts and words of the interface follow from it.
 */
export const servers = {
  apache,
  nginx,
  lighttpd,
  haproxy,
  caddy,
  traefik,
  envoy,
  pomerium,
  squid,
  iis,
  iptables,
} as const satisfies Record<string, ServerFolder>;

export type ServerId = keyof typeof servers;

export const serverIds = Object.keys(servers) as ServerId[];

export const isServerId = (value: string): value is ServerId => Object.hasOwn(servers, value);

/**
 * The id of a server as a page writes it.
 * @throws for an unknown one; the message lists those known.
 */
export const parseServerId = (id: string): ServerId => {
  if (isServerId(id)) return id;
  throw new Error(`No server “${id}”; servers: ${serverIds.join(', ')}.`);
};

/**
 * All of a server by its id.
 * @throws as `parseServerId`
 */
export const findServer = (id: string): ServerFolder => servers[parseServerId(id)];

/**
 * Debian's packages of a server, that with an older version than the one shown among them.
 * @throws as `parseServerId`
 */
export const debianPackages = (id: string): readonly string[] => {
  const { packages, olderPackage } = findServer(id);
  return olderPackage === undefined ? packages : [...packages, olderPackage];
};

/**
 * How this site itself can be served by a server. These files are no examples of Jenkins behind a
 * proxy, so the manifest does not hold them.
 * @throws as `parseServerId`
 */
export const findHosting = (id: string): { readonly id: ServerId; readonly hosting: Hosting } => ({
  id: parseServerId(id),
  hosting: findServer(id).hosting,
});

/** The servers that tests run, and those of which only the syntax is checked. */
export const idsWith = (evidence: EvidenceLevel): ServerId[] =>
  serverIds.filter((id) => findServer(id).evidence === evidence);

export * from './server.ts';
