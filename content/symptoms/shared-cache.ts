import { conf } from '#conf';
import * as nginx from '../servers/nginx/idioms.ts';
import type { SymptomBreaks } from './break.ts';
import { setUp } from './set-up.ts';

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
      ...setUp('nginx'),
      cause: 'pages-cached',
      alsoShows: ['crumb-from-cache'],
      changes: nginx.cached,
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
