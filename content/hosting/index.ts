import type { ServerId } from '../servers/index.ts';
import { apache } from './apache.ts';
import { haproxy } from './haproxy.ts';
import type { Hosting } from './hosting.ts';
import { iis } from './iis.ts';
import { iptables } from './iptables.ts';
import { lighttpd } from './lighttpd.ts';
import { nginx } from './nginx.ts';
import { pomerium } from './pomerium.ts';
import { squid } from './squid.ts';

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
