import { conf, slot } from '#conf';
import type { SymptomBreaks } from './break.ts';

const symptom = 'mixed-content';
const command = 'redirect/both-urls';

const fixed = conf`
  ${slot('public-url')}
  ${slot('public-url')}
`;

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
  breaks: {
    'nginx/jenkins-url-with-http': {
      server: 'nginx',
      example: 'nginx',
      shape: 'https-host',
      cause: 'jenkins-url-with-http',
      changes: [],
      jenkins: { jenkinsUrl: 'http://jenkins.example.com/' },
      tell: {
        command,
        broken: conf`
          ${slot('public-url')}
          http://${slot('authority')}/
        `,
        fixed,
      },
    },
  },
  reports: [
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
