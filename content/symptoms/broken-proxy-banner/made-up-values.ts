import { conf } from '#conf';
import * as caddy from '../../servers/caddy/idioms.ts';
import * as haproxy from '../../servers/haproxy/idioms.ts';
import * as lighttpd from '../../servers/lighttpd/idioms.ts';
import * as nginx from '../../servers/nginx/idioms.ts';
import * as squid from '../../servers/squid/idioms.ts';
import { after } from '../../servers/broken-lines.ts';
import type { Break } from '../break.ts';
import { setUp } from '../set-up.ts';
import { command, passes, portLost, portLostLog } from './answers.ts';

/** A scheme or port that is announced whatever the request had. */
export const madeUpValues: Readonly<Record<string, Break>> = {
  'nginx/value-made-up': {
    ...setUp('nginx'),
    cause: 'value-made-up',
    settings: { port: 8443 },
    changes: [
      {
        from: nginx.noPort,
        to: conf`proxy_set_header X-Forwarded-Port 443;`,
      },
    ],
    tell: {
      command,
      broken: portLost,
      fixed: passes,
    },
    jenkinsLog:
      'https://jenkins\\.example\\.com/manage vs\\. https://jenkins\\.example\\.com:8443/',
    received: '^X-Forwarded-Port: 443$',
  },
  'nginx/value-made-up/scheme': {
    ...setUp('nginx', 'http-host'),
    cause: 'value-made-up',
    changes: [
      {
        from: nginx.scheme,
        to: nginx.schemeFixed,
      },
    ],
    tell: {
      command,
      broken: portLost,
      fixed: passes,
    },
    jenkinsLog: 'https://jenkins\\.example\\.com/manage vs\\. http://jenkins\\.example\\.com/',
  },
  'apache/value-made-up': {
    ...setUp('apache'),
    example: 'apache/other-port',
    cause: 'value-made-up',
    changes: [
      {
        from: conf`RequestHeader unset X-Forwarded-Port`,
        to: conf`RequestHeader set X-Forwarded-Port 443`,
      },
    ],
    tell: { command, broken: portLost, fixed: passes },
    jenkinsLog: portLostLog,
    received: '^X-Forwarded-Port: 443$',
  },
  'haproxy/value-made-up': {
    ...setUp('haproxy'),
    cause: 'value-made-up',
    settings: { port: 8443 },
    changes: [haproxy.portFixed],
    tell: { command, broken: portLost, fixed: passes },
    jenkinsLog: portLostLog,
  },
  'lighttpd/value-made-up': {
    ...setUp('lighttpd'),
    cause: 'value-made-up',
    settings: { port: 8443 },
    changes: [{ from: lighttpd.noPort, to: conf`"X-Forwarded-Port" => "443",` }],
    tell: { command, broken: portLost, fixed: passes },
    jenkinsLog: portLostLog,
  },
  'squid/value-made-up': {
    ...setUp('squid'),
    cause: 'value-made-up',
    settings: { port: 8443 },
    changes: [after(squid.scheme, conf`request_header_add X-Forwarded-Port 443 secure`)],
    tell: { command, broken: portLost, fixed: passes },
    jenkinsLog: portLostLog,
  },
  'caddy/value-made-up': {
    ...setUp('caddy'),
    cause: 'value-made-up',
    settings: { port: 8443 },
    changes: [caddy.portFixed],
    tell: { command, broken: portLost, fixed: passes },
    jenkinsLog: portLostLog,
  },
};
