import type { Server } from './server.ts';
import { apache } from './apache/facts.ts';
import { haproxy } from './haproxy/facts.ts';
import { nginx } from './nginx/facts.ts';
import { lighttpd } from './lighttpd/facts.ts';
import { iis } from './iis/facts.ts';
import { iptables } from './iptables/facts.ts';
import { pomerium } from './pomerium/facts.ts';
import { squid } from './squid/facts.ts';

/** The servers of the site, in the order in which every list shows them. */
export const servers = {
  apache,
  nginx,
  lighttpd,
  haproxy,
  pomerium,
  squid,
  iis,
  iptables,
} as const satisfies Record<string, Server>;

export type ServerId = keyof typeof servers;

export const serverIds = Object.keys(servers) as ServerId[];

export const isServerId = (value: string): value is ServerId => value in servers;

export * from './server.ts';
