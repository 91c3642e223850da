import type { Driver } from './driver.ts';
import { apache } from './apache.ts';
import { haproxy } from './haproxy.ts';
import { nginx } from './nginx.ts';
import { lighttpd } from './lighttpd.ts';
import { iptables } from './iptables.ts';
import { squid } from './squid.ts';

/** How each server is run. Servers that cannot be run here have none. */
export const drivers: Readonly<Record<string, Driver>> = {
  apache,
  haproxy,
  nginx,
  lighttpd,
  squid,
  iptables,
};
