import type { Driver } from '../driver.ts';

/**
 * lighttpd from Debian's package; its main file includes `conf-enabled`. Its log has no levels:
 * every line that does not tell of an ordinary start, stop or answer is trouble.
 */
export const driver: Driver = {
  binary: 'lighttpd',
  version: ['lighttpd', '-v'],
  versionPattern: /lighttpd\/([\d.]+)/,
  folders: [
    { path: '/var/log/lighttpd', owner: 'www-data:www-data' },
    { path: '/var/cache/lighttpd/uploads', owner: 'www-data:www-data' },
  ],
  start: ['lighttpd', '-D', '-f', '/etc/lighttpd/lighttpd.conf'],
  stop: 'SIGTERM',
  logs: ['/var/log/lighttpd/error.log'],
  trouble: /\(\w[\w.-]*\.c\.\d+\)|WARNING|ERROR/,
  expected: [
    {
      line: /sent too many RST_STREAM too quickly/,
      why: 'the contract gives up a thousand streams',
    },
    {
      line: /chunked (?:data|header) [\w ]+ -> 400/,
      why: 'the contract sends chunks that are none',
    },
    { line: /server (?:started|stopped)|graceful shutdown started/, why: 'start and end of a run' },
    {
      line: /oversized request-header -> sending Status 431|oversized request header -> 431/,
      why: 'the contract sends a header that is too large',
    },
    {
      line: /SSL: (?:addr:\S+ ssl_err:)?1 error:\w+:SSL routines::(?:unsupported protocol|no shared cipher)/,
      why: 'the contract offers old TLS versions and weak suites',
    },
    {
      line: /SSL: (?:addr:\S+ ssl_err:)?1 error:\w+:SSL routines::peer did not return a certificate/,
      why: 'the contract opens a session for another name, which the file refuses',
    },
    {
      line: /SSL: 5 -1 error:\w+:system library::Broken pipe/,
      why: 'the client of the contract leaves while lighttpd still sends (1.4.79)',
    },
    {
      line: /sent too many RST_STREAM too quickly/,
      why: 'the contract opens requests and resets them at once',
    },
    {
      line: /openssl library version is outdated/,
      why: 'lighttpd 1.4.85 tells how old the OpenSSL of the system is; the page says so',
    },
    {
      line: /establishing connection failed: .*Connection refused|all handlers for .* are down|gw-server re-enabled/,
      why: 'the contract stops Jenkins and starts it again',
    },
  ],
  ports: (publicPort, tls) => (tls ? [80, publicPort] : [publicPort]),
};
