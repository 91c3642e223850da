import type { ServerId } from '../servers/index.ts';
import { apache } from '../servers/apache/hosting.ts';
import { haproxy } from '../servers/haproxy/hosting.ts';
import type { Hosting } from './hosting.ts';
import { iis } from '../servers/iis/hosting.ts';
import { iptables } from '../servers/iptables/hosting.ts';
import { lighttpd } from '../servers/lighttpd/hosting.ts';
import { nginx } from '../servers/nginx/hosting.ts';
import { pomerium } from '../servers/pomerium/hosting.ts';
import { squid } from '../servers/squid/hosting.ts';

/**
 * How this site itself can be served, by server. These files are no examples of Jenkins behind a
 * proxy, so they are kept apart from `content/examples/` and its manifest.
 */
export const hostings: Readonly<Record<ServerId, Hosting>> = {
  apache,
  nginx,
  lighttpd,
  haproxy,
  squid,
  iptables,
  pomerium,
  iis,
};

export type HostingId = ServerId;

export const hostingIds = Object.keys(hostings) as HostingId[];

/**
 * The hosting of a server.
 * @throws for a server that has none; the message lists those that have one.
 */
export const findHosting = (id: string): { readonly id: HostingId; readonly hosting: Hosting } => {
  const found = hostingIds.find((known) => known === id);
  if (found === undefined) {
    throw new Error(`No hosting by “${id}”; servers: ${hostingIds.join(', ')}.`);
  }
  return { id: found, hosting: hostings[found] };
};

export * from './checks.ts';
export * from './hosting.ts';
