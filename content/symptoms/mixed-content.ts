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
  // The runs that show these two causes stand with those of redirects-to-http.
  breaks: {},
  reports: [],
};
