import { conf } from '#conf';
import type { SymptomBreaks } from './break.ts';

const symptom = 'shared-cache';

export const sharedCache: SymptomBreaks = {
  causes: {
    'pages-cached': {
      symptom,
      title: {
        fr: 'Un cache partagé garde les pages de Jenkins',
        en: 'A shared cache keeps Jenkins’ pages',
      },
    },
    'cache-further-out': {
      symptom,
      title: {
        fr: 'Un réseau de diffusion de contenu garde les pages',
        en: 'A content delivery network keeps the pages',
      },
    },
  },
  breaks: {
    'nginx/pages-cached': {
      server: 'nginx',
      example: 'nginx',
      shape: 'https-host',
      cause: 'pages-cached',
      alsoShows: ['crumb-from-cache'],
      changes: [
        {
          from: conf`upstream jenkins {`,
          to: conf`
            proxy_cache_path /var/lib/nginx/jenkins-cache keys_zone=jenkins_pages:1m;

            upstream jenkins {
          `,
        },
        {
          from: conf`proxy_buffering off;`,
          to: conf`
            proxy_cache jenkins_pages;
            proxy_cache_valid 200 5m;
            proxy_ignore_headers Cache-Control Expires Set-Cookie Vary;
          `,
        },
      ],
      tell: { command: 'cache/same-crumb', broken: conf`1`, fixed: conf`2` },
      fails: ['pages-not-cached'],
    },
  },
  reports: [
    {
      cause: 'cache-further-out',
      source: 'https://github.com/jenkinsci/build-monitor-plugin/issues/231',
    },
  ],
};
