import { conf, slot } from '#conf';
import type { SymptomBreaks } from './break.ts';

const symptom = 'too-many-redirects';

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
  breaks: {},
  reports: [
    {
      server: 'nginx',
      cause: 'two-hops-redirect',
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
      source: 'https://github.com/cloudflare/cloudflared/issues/1720',
    },
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
