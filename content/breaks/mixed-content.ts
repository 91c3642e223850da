import { conf } from '#conf';
import type { SymptomBreaks } from './break.ts';

const symptom = 'mixed-content';

export const mixedContent: SymptomBreaks = {
  causes: {
    'inner-scheme-in-links': {
      symptom,
      title: {
        fr: 'Le proxy intérieur annonce son propre schéma',
        en: 'The inner proxy announces its own scheme',
      },
    },
    'jenkins-url-with-http': {
      symptom,
      title: {
        fr: 'L’URL de Jenkins commence encore par http://',
        en: 'The Jenkins URL still starts with http://',
      },
    },
  },
  breaks: {},
  reports: [
    {
      cause: 'jenkins-url-with-http',
      source: 'https://github.com/jenkinsci/dark-theme-plugin/issues/157',
    },
    {
      server: 'nginx',
      cause: 'inner-scheme-in-links',
      changes: [
        {
          from: conf`proxy_set_header X-Forwarded-Proto https;`,
          to: conf`proxy_set_header X-Forwarded-Proto $scheme;`,
        },
      ],
      source: 'https://github.com/jenkinsci/theme-manager-plugin/issues/44',
    },
  ],
};
