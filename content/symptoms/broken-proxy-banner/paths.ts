import { conf, path, slot } from '#conf';
import * as apache from '../../servers/apache/idioms.ts';
import * as caddy from '../../servers/caddy/idioms.ts';
import * as haproxy from '../../servers/haproxy/idioms.ts';
import * as lighttpd from '../../servers/lighttpd/idioms.ts';
import * as nginx from '../../servers/nginx/idioms.ts';
import type { Break } from '../break.ts';
import { setUp } from '../set-up.ts';
import { command, publicUrl, passes, cutAtFirstSlash, withoutPath } from './answers.ts';

/** A path that differs between the public URL, the proxy and Jenkins. */
export const paths: Readonly<Record<string, Break>> = {
  'nginx/context-path-missing-in-url': {
    ...setUp('nginx', 'https-path'),
    cause: 'context-path-missing-in-url',
    changes: [],
    jenkins: { jenkinsUrl: 'https://jenkins.example.com/' },
    tell: {
      command,
      broken: conf`
        HTTP/… 302
        …ocation: ${slot('origin')}/administrativeMonitor
        HTTP/… 404
      `,
      fixed: passes,
    },
  },
  'nginx/path-differs': {
    ...setUp('nginx', 'https-path'),
    cause: 'path-differs',
    changes: [nginx.pathRemoved],
    jenkins: { contextPath: '' },
    jenkinsFixed: { contextPath: '/jenkins' },
    tell: {
      command,
      broken: cutAtFirstSlash,
      fixed: passes,
    },
    received: '^GET /administrativeMonitor/',
    fails: ['context-path'],
  },
  'apache/path-differs': {
    ...setUp('apache', 'https-path'),
    cause: 'path-differs',
    changes: [apache.pathRemoved],
    jenkins: { contextPath: '' },
    jenkinsFixed: { contextPath: '/jenkins' },
    tell: { command, broken: withoutPath, fixed: passes },
    jenkinsLog: 'com/manage vs\\. https://jenkins\\.example\\.com/jenkins/manage/',
  },
  'haproxy/path-differs': {
    ...setUp('haproxy', 'https-path'),
    cause: 'path-differs',
    changes: [haproxy.pathRemoved],
    jenkins: { contextPath: '' },
    jenkinsFixed: { contextPath: '/jenkins' },
    tell: { command, broken: withoutPath, fixed: passes },
    jenkinsLog: 'com/manage vs\\. https://jenkins\\.example\\.com/jenkins/manage/',
  },
  'lighttpd/path-differs': {
    ...setUp('lighttpd', 'https-path'),
    cause: 'path-differs',
    changes: [
      {
        from: lighttpd.pass,
        to: conf`
          ${lighttpd.pass}
          proxy.header = ( "map-urlpath" => ( "${path}/" => "/" ) )
        `,
      },
    ],
    jenkins: { contextPath: '' },
    jenkinsFixed: { contextPath: '/jenkins' },
    tell: {
      command,
      broken: conf`
        HTTP/… 302
        …ocation: ${publicUrl}jenkins/administrativeMonitor
        HTTP/… 404
      `,
      fixed: passes,
    },
    received: '^GET /administrativeMonitor/',
  },
  'caddy/path-differs': {
    ...setUp('caddy', 'https-path'),
    cause: 'path-differs',
    changes: [caddy.pathRemoved],
    jenkins: { contextPath: '' },
    jenkinsFixed: { contextPath: '/jenkins' },
    tell: { command, broken: withoutPath, fixed: passes },
    received: '^GET /administrativeMonitor/',
  },
};
