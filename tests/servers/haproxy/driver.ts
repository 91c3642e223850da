import type { Driver } from '../driver.ts';

/** HAProxy from Debian's package, started in the foreground as its service does. */
export const driver: Driver = {
  binary: 'haproxy',
  version: ['haproxy', '-v'],
  versionPattern: /HAProxy version ([\d.]+)/,
  folders: [{ path: '/run/haproxy', owner: 'haproxy:haproxy' }],
  start: ['haproxy', '-Ws', '-f', '/etc/haproxy/haproxy.cfg', '-p', '/run/haproxy.pid'],
  stop: 'SIGTERM',
  logs: [],
  trouble: /\[(?:WARNING|ALERT|EMERG)\]/,
  expected: [
    {
      line: /Exiting Master process|Current worker \(\d+\) exited with code 143|All workers exited/,
      why: 'the end of a run',
    },
  ],
  ports: (publicPort, tls) => (tls ? [80, publicPort] : [publicPort]),
};
