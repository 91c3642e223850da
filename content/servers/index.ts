import type { Server } from './server.ts';
import { apache } from './apache.ts';
import { haproxy } from './haproxy.ts';
import { nginx } from './nginx.ts';
import { lighttpd } from './lighttpd.ts';
import { iis } from './iis.ts';
import { iptables } from './iptables.ts';
import { pomerium } from './pomerium.ts';
import { squid } from './squid.ts';

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
