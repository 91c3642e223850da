import type { Driver } from './driver.ts';
import { apache } from './apache/driver.ts';
import { haproxy } from './haproxy/driver.ts';
import { nginx } from './nginx/driver.ts';
import { lighttpd } from './lighttpd/driver.ts';
import { iptables } from './iptables/driver.ts';
import { squid } from './squid/driver.ts';

/** How each server is run. Servers that cannot be run here have none. */
export const drivers: Readonly<Record<string, Driver>> = {
  apache,
  haproxy,
  nginx,
  lighttpd,
  squid,
  iptables,
};
