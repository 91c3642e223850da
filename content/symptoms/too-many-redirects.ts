import { conf, slot, type Conf } from '#conf';
import { without } from '../servers/broken-lines.ts';
import type { Break, SymptomBreaks } from './break.ts';

const symptom = 'too-many-redirects';

/** curl follows five redirects, each to the address that it comes from, and stops at the sixth. */
const loop = (status: Conf) =>
  ({
    cause: 'two-hops-redirect',
    shape: 'https-host',
    tell: {
      command: 'redirect/chain',
      broken: conf`
        6 …ocation: ${slot('public-url')}login
        1 ${status}
      `,
      fixed: conf`1 200`,
    },
  }) as const satisfies Partial<Break>;

export const tooManyRedirects: SymptomBreaks = {
  causes: {
    'two-hops-redirect': {
      symptom,
      title: {
        fr: 'Le proxy intérieur redirige vers HTTPS des requêtes qui en viennent',
        en: 'The inner proxy redirects to HTTPS what came over HTTPS',
      },
    },
    'jenkins-redirects-http': {
      symptom,
      title: {
        fr: 'Jenkins redirige lui-même vers HTTPS',
        en: 'Jenkins itself redirects to HTTPS',
      },
    },
    'sign-in-loop': {
      symptom,
      title: {
        fr: 'Le proxy d’identité et Jenkins se renvoient la personne',
        en: 'The identity proxy and Jenkins send the person to each other',
      },
    },
  },
  breaks: {
    'nginx/two-hops-redirect': {
      ...loop(conf`301`),
      server: 'nginx',
      example: 'nginx/second-hop',
      landing: conf`301 ${slot('public-url')}login`,
      changes: [
        {
          from: conf`
            if ($jenkins_hsts = '') {
                return 308 ${slot('origin')}$request_uri;
            }
          `,
          to: conf`return 301 https://$host$request_uri;`,
        },
      ],
    },
    'apache/two-hops-redirect': {
      ...loop(conf`308`),
      server: 'apache',
      example: 'apache/second-hop',
      changes: [without(conf`RewriteCond %{ENV:over_https} !=1`)],
    },
    'caddy/two-hops-redirect': {
      ...loop(conf`308`),
      server: 'caddy',
      example: 'caddy/second-hop',
      changes: [
        {
          from: conf`redir @direct ${slot('origin')}{uri} 308`,
          to: conf`redir ${slot('origin')}{uri} 308`,
        },
      ],
    },
  },
  reports: [
    {
      cause: 'jenkins-redirects-http',
      source: 'https://github.com/caddyserver/caddy/issues/258',
    },
    {
      cause: 'sign-in-loop',
      source: 'https://github.com/nodejs/build/issues/1424',
    },
  ],
};
