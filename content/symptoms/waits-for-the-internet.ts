import type { SymptomBreaks } from './break.ts';

const symptom = 'waits-for-the-internet';

/** It takes a Jenkins and the Internet, neither of which the tests have. */
export const waitsForTheInternet: SymptomBreaks = {
  causes: {
    'forward-proxy-not-set': {
      symptom,
      title: {
        fr: 'Jenkins ne connaît pas le proxy direct',
        en: 'Jenkins does not know the forward proxy',
      },
    },
    'forward-proxy-refuses': {
      symptom,
      title: {
        fr: 'Le proxy direct refuse ou déchiffre la connexion',
        en: 'The forward proxy refuses the connection, or opens it',
      },
    },
    'no-way-out': {
      symptom,
      title: {
        fr: 'Il n’y a aucun accès à Internet',
        en: 'There is no way to the Internet',
      },
    },
  },
  breaks: {},
  reports: [
    {
      cause: 'forward-proxy-not-set',
      source: 'https://github.com/jenkinsci/helm-charts/issues/863',
    },
    {
      cause: 'forward-proxy-refuses',
      source: 'https://github.com/jenkinsci/docker/issues/1430',
    },
    {
      cause: 'no-way-out',
      source: 'https://github.com/jenkinsci/jenkins/issues/26935',
    },
  ],
};
