import { conf, slot } from '#conf';
import type { SymptomBreaks } from './break.ts';

const symptom = 'mixed-content';
const command = 'redirect/both-urls';

const fixed = conf`
  …ocation: ${slot('public-url')}whoAmI/
  "url":"${slot('public-url')}"
`;

const innerScheme = conf`
  …ocation: http://${slot('authority')}/whoAmI/
  "url":"${slot('public-url')}"
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
    'nginx/inner-scheme-in-links': {
      server: 'nginx',
      example: 'nginx/second-hop',
      shape: 'https-host',
      cause: 'inner-scheme-in-links',
      changes: [
        {
          from: conf`proxy_set_header X-Forwarded-Proto https;`,
          to: conf`proxy_set_header X-Forwarded-Proto $scheme;`,
        },
      ],
      tell: { command, broken: innerScheme, fixed },
      received: '^X-Forwarded-Proto: http$',
    },
    'apache/inner-scheme-in-links': {
      server: 'apache',
      example: 'apache/second-hop',
      shape: 'https-host',
      cause: 'inner-scheme-in-links',
      changes: [
        {
          from: conf`RequestHeader set X-Forwarded-Proto https`,
          to: conf`RequestHeader set X-Forwarded-Proto expr=%{REQUEST_SCHEME}`,
        },
      ],
      tell: { command, broken: innerScheme, fixed },
      received: '^X-Forwarded-Proto: http$',
    },
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
          …ocation: ${slot('public-url')}whoAmI/
          "url":"http://${slot('authority')}/"
        `,
        fixed,
      },
    },
  },
  reports: [],
};
