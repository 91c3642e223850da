import type { Driver } from '../driver.ts';

/** Squid from Debian's package built with OpenSSL, started as its systemd unit does, without syslog. */
export const driver: Driver = {
  binary: 'squid',
  version: ['squid', '-v'],
  versionPattern: /Squid Cache: Version ([\d.]+)/,
  folders: [
    { path: '/run/squid', owner: 'proxy:proxy' },
    { path: '/var/log/squid', owner: 'proxy:proxy' },
    { path: '/var/spool/squid', owner: 'proxy:proxy' },
    // Segments of shared memory have fixed names: two runs at a time would share them.
    { path: '/dev/shm', owner: 'root:root' },
  ],
  start: ['squid', '--foreground', '-YC'],
  // The other signals wait for clients to leave, up to 30 s.
  stop: 'SIGINT',
  logs: ['/var/log/squid/cache.log'],
  trouble: /WARNING|ERROR|FATAL/,
  expected: [
    {
      line: /HTTP header contains NULL characters|Malformed Content-Length|CONNECT method received on|for request: CONNECT/,
      why: 'the contract sends odd headers and lengths, and uses CONNECT',
    },
    {
      line: /ERROR: (?:failure while accepting a|Cannot accept a) TLS connection/,
      why: 'the contract offers old TLS versions and weak suites',
    },
    {
      line: /ERROR: Connection to 127\.0\.0\.1 failed/,
      why: 'the contract stops Jenkins; Squid 6 and later say so',
    },
  ],
  ports: (publicPort, tls) => (tls ? [80, publicPort] : [publicPort]),
};
