import type { Driver } from '../driver.ts';

/**
 * iptables from Debian's package. The kernel does the work: there is no process to start and no
 * log; the enable steps load the rules into the lab's own network namespace.
 */
export const driver: Driver = {
  binary: 'iptables-restore',
  version: ['iptables', '-V'],
  versionPattern: /v([\d.]+)/,
  folders: [],
  start: [],
  stop: 'SIGTERM',
  logs: [],
  trouble: /warning|error/i,
  ports: () => [],
};
