import { conf, slot } from '#conf';
import * as apache from '../../servers/apache/idioms.ts';
import * as caddy from '../../servers/caddy/idioms.ts';
import * as haproxy from '../../servers/haproxy/idioms.ts';
import * as nginx from '../../servers/nginx/idioms.ts';
import * as squid from '../../servers/squid/idioms.ts';
import { peopleWithout } from '../../servers/pomerium/idioms.ts';
import { without } from '../../servers/broken-lines.ts';
import type { Break } from '../break.ts';
import { setUp } from '../set-up.ts';
import {
  command,
  publicUrl,
  passes,
  compares,
  schemeLost,
  schemeLostLog,
  portLost,
  portLostLog,
} from './answers.ts';

/** The URL of Jenkins, and the host, scheme or port that do not reach it. */
export const addresses: Readonly<Record<string, Break>> = {
  'nginx/jenkins-url-differs': {
    ...setUp('nginx'),
    cause: 'jenkins-url-differs',
    changes: [],
    jenkins: { jenkinsUrl: 'http://jenkins.example.com/' },
    tell: {
      command,
      broken: conf`
        HTTP/… 302
        …ocation: http://${slot('authority')}/administrativeMonitor
        HTTP/… …
      `,
      fixed: passes,
    },
    fails: ['configured-url', 'reverse-proxy-redirect', 'reverse-proxy-check-in-browser'],
  },
  'nginx/host-not-passed': {
    ...setUp('nginx'),
    cause: 'host-not-passed',
    changes: [without(nginx.host)],
    tell: {
      command,
      broken: compares(conf`https://jenkins/manage vs. ${publicUrl}manage/`),
      fixed: passes,
    },
    jenkinsLog: 'https://jenkins/manage vs\\. https://jenkins\\.example\\.com/manage/',
    received: '^Host: jenkins$',
    fails: ['root-url', 'reverse-proxy-check'],
  },
  'pomerium/host-not-passed': {
    ...setUp('pomerium'),
    cause: 'host-not-passed',
    client: 'browser',
    changes: [peopleWithout.host],
    jenkinsLog: 'https://127\\.0\\.0\\.1:8080/manage vs\\. https://jenkins\\.example\\.com/manage/',
    received: '^[Hh]ost: 127\\.0\\.0\\.1:8080$',
    fails: ['reverse-proxy-check'],
  },
  'nginx/scheme-not-passed': {
    ...setUp('nginx'),
    cause: 'scheme-not-passed',
    changes: [without(nginx.scheme)],
    tell: {
      command,
      broken: schemeLost,
      fixed: passes,
    },
    jenkinsLog: schemeLostLog,
    fails: ['root-url', 'reverse-proxy-check', 'session-cookie'],
  },
  'apache/scheme-not-passed': {
    ...setUp('apache'),
    cause: 'scheme-not-passed',
    changes: [without(apache.schemeHttps)],
    tell: { command, broken: schemeLost, fixed: passes },
    jenkinsLog: schemeLostLog,
  },
  'haproxy/scheme-not-passed': {
    ...setUp('haproxy'),
    cause: 'scheme-not-passed',
    changes: [without(haproxy.schemeHttps)],
    tell: { command, broken: schemeLost, fixed: passes },
    jenkinsLog: schemeLostLog,
  },
  'squid/scheme-not-passed': {
    ...setUp('squid'),
    cause: 'scheme-not-passed',
    changes: [without(squid.scheme)],
    tell: { command, broken: schemeLost, fixed: passes },
    jenkinsLog: schemeLostLog,
  },
  'caddy/scheme-not-passed': {
    ...setUp('caddy'),
    cause: 'scheme-not-passed',
    changes: [caddy.ownHeadersRemoved],
    tell: { command, broken: schemeLost, fixed: passes },
    jenkinsLog: schemeLostLog,
  },
  'nginx/port-not-passed': {
    ...setUp('nginx'),
    cause: 'port-not-passed',
    settings: { port: 8443 },
    changes: [nginx.portLost],
    tell: {
      command,
      broken: portLost,
      fixed: passes,
    },
    jenkinsLog:
      'https://jenkins\\.example\\.com/manage vs\\. https://jenkins\\.example\\.com:8443/',
    received: '^Host: jenkins\\.example\\.com$',
    fails: ['root-url', 'reverse-proxy-check'],
  },
  'squid/port-not-passed': {
    ...setUp('squid'),
    cause: 'port-not-passed',
    settings: { port: 8443 },
    changes: squid.portLost,
    tell: { command, broken: portLost, fixed: passes },
    jenkinsLog: portLostLog,
    received: '^Host: jenkins\\.example\\.com$',
  },
};
