import { conf } from '#conf';
import * as apache from '../../servers/apache/idioms.ts';
import * as caddy from '../../servers/caddy/idioms.ts';
import * as haproxy from '../../servers/haproxy/idioms.ts';
import * as lighttpd from '../../servers/lighttpd/idioms.ts';
import * as nginx from '../../servers/nginx/idioms.ts';
import * as squid from '../../servers/squid/idioms.ts';
import type { Break } from '../break.ts';
import { setUp } from '../set-up.ts';
import { command, passes, noReferer, noRefererLog } from './answers.ts';

/** A Referer header that is removed. */
export const referers: Readonly<Record<string, Break>> = {
  'nginx/referer-removed': {
    ...setUp('nginx'),
    cause: 'referer-removed',
    changes: [nginx.headerRemoved(conf`Referer`)],
    tell: {
      command,
      broken: noReferer,
      fixed: passes,
    },
    jenkinsLog: noRefererLog,
    fails: ['reverse-proxy-check', 'request-headers'],
  },
  'apache/referer-removed': {
    ...setUp('apache'),
    cause: 'referer-removed',
    changes: [apache.headerRemoved(conf`Referer`)],
    tell: { command, broken: noReferer, fixed: passes },
    jenkinsLog: noRefererLog,
  },
  'haproxy/referer-removed': {
    ...setUp('haproxy'),
    cause: 'referer-removed',
    changes: [haproxy.headerRemoved(conf`Referer`)],
    tell: { command, broken: noReferer, fixed: passes },
    jenkinsLog: noRefererLog,
  },
  'lighttpd/referer-removed': {
    ...setUp('lighttpd'),
    cause: 'referer-removed',
    changes: [lighttpd.headerRemoved(conf`Referer`)],
    tell: { command, broken: noReferer, fixed: passes },
    jenkinsLog: noRefererLog,
  },
  'squid/referer-removed': {
    ...setUp('squid'),
    cause: 'referer-removed',
    changes: [squid.headerRemoved(conf`Referer`)],
    tell: { command, broken: noReferer, fixed: passes },
    jenkinsLog: noRefererLog,
  },
  'caddy/referer-removed': {
    ...setUp('caddy'),
    cause: 'referer-removed',
    changes: [caddy.headerRemoved(conf`Referer`)],
    tell: { command, broken: noReferer, fixed: passes },
    jenkinsLog: noRefererLog,
  },
};
