import type { Driver } from '../driver.ts';

/** nginx from Debian's package; its main file includes `sites-enabled`. */
export const driver: Driver = {
  binary: 'nginx',
  version: ['nginx', '-v'],
  versionPattern: /nginx\/([\d.]+)/,
  folders: [
    { path: '/var/log/nginx', owner: 'www-data:adm' },
    { path: '/var/lib/nginx', owner: 'root:root' },
  ],
  start: ['nginx', '-g', 'daemon off;'],
  stop: 'SIGQUIT',
  logs: ['/var/log/nginx/error.log'],
  trouble: /\[(?:warn|error|crit|alert|emerg)\]/,
  expected: [
    { line: /client sent invalid chunked body/, why: 'the contract sends chunks that are none' },
    { line: /connect\(\) failed \(111: Connection refused\)/, why: 'the contract stops Jenkins' },
  ],
  ports: (publicPort, tls) => (tls ? [80, publicPort] : [publicPort]),
};
