import { conf, slot } from '#conf';
import type { Command } from '../servers/server.ts';
import { redHat } from '../servers/where.ts';

/** What SELinux wants to be told where a port is not the usual one. */
export const ofRedHat = {
  'red-hat/listen-on-port': {
    where: redHat,
    language: 'shellscript',
    run: conf`sudo semanage port -a -t http_port_t -p tcp ${slot('port')}`,
  },
  'red-hat/haproxy-any-port': {
    where: redHat,
    language: 'shellscript',
    run: conf`sudo setsebool -P haproxy_connect_any on`,
  },
  'red-hat/squid-any-port': {
    where: redHat,
    language: 'shellscript',
    run: conf`sudo setsebool -P squid_connect_any on`,
  },
} as const satisfies Record<string, Command>;
