import { conf, host, slot } from '#conf';
import type { ServerId } from '#servers';
import * as caddy from '../servers/caddy/idioms.ts';
import * as haproxy from '../servers/haproxy/idioms.ts';
import * as squid from '../servers/squid/idioms.ts';
import * as nginx from '../servers/nginx/idioms.ts';
import type { SymptomBreaks } from './break.ts';
import { setUp } from './set-up.ts';

const symptom = 'port-lost-in-redirects';
const command = 'redirect/address';

const common = <Id extends ServerId>(server: Id) =>
  ({ ...setUp(server), settings: { port: 8443 } }) as const;

const tell = {
  command,
  broken: conf`https://${host}/`,
  fixed: conf`${slot('public-url')}`,
} as const;

export const portLostInRedirects: SymptomBreaks = {
  causes: {
    'host-without-port': {
      symptom,
      title: {
        fr: 'Host arrive à Jenkins sans le port',
        en: 'Host reaches Jenkins without the port',
      },
    },
    'fixed-forwarded-port': {
      symptom,
      title: {
        fr: 'X-Forwarded-Port porte un port qui n’est pas le port public',
        en: 'X-Forwarded-Port has a port that is not the public one',
      },
    },
    'jenkins-url-without-port': {
      symptom,
      title: {
        fr: 'Le port manque dans l’URL de Jenkins',
        en: 'The port is missing in the Jenkins URL',
      },
    },
  },
  breaks: {
    'nginx/host-without-port': {
      ...common('nginx'),
      cause: 'host-without-port',
      changes: [nginx.portLost],
      tell,
      received: String.raw`^Host: jenkins\.example\.com$`,
      fails: ['created-location'],
    },
    'squid/host-without-port': {
      ...common('squid'),
      cause: 'host-without-port',
      changes: squid.portLost,
      tell,
      received: String.raw`^Host: jenkins\.example\.com$`,
    },
    'nginx/fixed-forwarded-port': {
      ...common('nginx'),
      cause: 'fixed-forwarded-port',
      changes: [
        {
          from: nginx.noPort,
          to: conf`proxy_set_header X-Forwarded-Port 80;`,
        },
      ],
      tell: { ...tell, broken: conf`https://${host}:80/` },
      received: '^X-Forwarded-Port: 80$',
    },
    'haproxy/fixed-forwarded-port': {
      ...common('haproxy'),
      cause: 'fixed-forwarded-port',
      changes: [haproxy.portFixed],
      tell,
      received: '^[Xx]-[Ff]orwarded-[Pp]ort: 443$',
    },
    'caddy/fixed-forwarded-port': {
      ...common('caddy'),
      cause: 'fixed-forwarded-port',
      changes: [caddy.portFixed],
      tell,
      received: '^X-Forwarded-Port: 443$',
    },
  },
  reports: [
    {
      cause: 'jenkins-url-without-port',
      source: 'https://github.com/jenkinsci/helm-charts/issues/268',
    },
  ],
};
