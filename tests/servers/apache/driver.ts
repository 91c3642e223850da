import type { Driver } from '../driver.ts';

/** Apache from Debian's package; its main file includes `sites-enabled`. */
export const driver: Driver = {
  binary: 'apache2',
  version: ['apache2', '-v'],
  versionPattern: /Apache\/([\d.]+)/,
  folders: [
    { path: '/run/apache2', owner: 'root:root' },
    { path: '/run/lock/apache2', owner: 'www-data:root' },
    { path: '/var/log/apache2', owner: 'root:adm' },
    { path: '/var/lib/apache2', owner: 'root:root' },
  ],
  // A machine that knows its own full name, as servers do; without it Apache warns (AH00558).
  prepare: ['echo "127.0.1.1 server.example.com $(hostname)" >> /etc/hosts'],
  start: ['sh', '-c', '. /etc/apache2/envvars && exec apache2 -D FOREGROUND'],
  stop: 'SIGTERM',
  logs: ['/var/log/apache2/error.log'],
  trouble: /\[(?:\w+:)?(?:warn|error|crit|alert|emerg)\]|^AH\d+/,
  expected: [
    {
      line: /AH01630: |AH01136: |AH01093: |AH01095: |AH01139: /,
      why: 'the contract asks for other names, sends odd targets and framings, and uses TRACE',
    },
    { line: /AH01882: /, why: "Debian's mod_ssl was built with a newer OpenSSL than is installed" },
    { line: /AH00957: |AH01114: /, why: 'the contract stops Jenkins' },
    {
      line: /AH01110: error reading response/,
      why: 'Jenkins cuts the response of a command line whose other half never comes',
    },
    {
      line: /AH01084: pass request body failed|AH01097: pass request body failed/,
      why: 'Jenkins closes the upload half of a command line once the command has ended',
    },
  ],
  ports: (publicPort, tls) => (tls ? [80, publicPort] : [publicPort]),
};
