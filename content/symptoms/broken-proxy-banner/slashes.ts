import { conf } from '#conf';
import * as apache from '../../servers/apache/idioms.ts';
import * as lighttpd from '../../servers/lighttpd/idioms.ts';
import * as nginx from '../../servers/nginx/idioms.ts';
import { before, without } from '../../servers/broken-lines.ts';
import type { Break } from '../break.ts';
import { setUp } from '../set-up.ts';
import { command, passes, cutAtFirstSlash, refused } from './answers.ts';

/** Encoded slashes that are decoded or refused. */
export const slashes: Readonly<Record<string, Break>> = {
  'nginx/slash-decoded': {
    ...setUp('nginx'),
    cause: 'slash-decoded',
    changes: [nginx.passDecoded],
    tell: {
      command,
      broken: cutAtFirstSlash,
      fixed: passes,
    },
    jenkinsLog: '/manage vs\\. https:$',
    received: 'testForReverseProxySetup/https:/jenkins\\.example\\.com/manage/',
    fails: ['reverse-proxy-check', 'path-encoded-slash', 'path-encoded-url', 'path-double-slash'],
  },
  'nginx/slash-decoded/rewrite': {
    ...setUp('nginx'),
    cause: 'slash-decoded',
    changes: [before(nginx.pass, conf`rewrite ^/(.*)$ /$1 break;`)],
    tell: {
      command,
      broken: cutAtFirstSlash,
      fixed: passes,
    },
    jenkinsLog: '/manage vs\\. https:$',
  },
  'apache/slash-decoded': {
    ...setUp('apache', 'http-host'),
    cause: 'slash-decoded',
    changes: [
      { from: apache.encodedSlashes, to: conf`AllowEncodedSlashes On` },
      {
        from: apache.pass,
        to: apache.proxyPass(conf`/`, conf`/`, conf`upgrade=websocket`),
      },
    ],
    tell: { command, broken: cutAtFirstSlash, fixed: passes },
    jenkinsLog: '/manage vs\\. http:$',
  },
  'lighttpd/slash-decoded': {
    ...setUp('lighttpd'),
    cause: 'slash-decoded',
    changes: [without(lighttpd.urlsAsTheyCome)],
    tell: { command, broken: cutAtFirstSlash, fixed: passes },
    jenkinsLog: '/manage vs\\. https:$',
  },
  'apache/slash-refused': {
    ...setUp('apache', 'http-host'),
    cause: 'slash-refused',
    changes: [without(apache.encodedSlashes)],
    tell: { command, broken: refused, fixed: passes },
  },
  'apache/slash-refused/log-level': {
    ...setUp('apache', 'http-host'),
    cause: 'slash-refused',
    changes: [{ from: apache.encodedSlashes, to: conf`LogLevel info` }],
    tell: { command, broken: refused, fixed: passes },
    log: 'AH00026: found %2f',
  },
};
