import type { SymptomBreaks } from './break.ts';

const symptom = 'ambiguous-uri';

export const ambiguousUri: SymptomBreaks = {
  causes: {
    'separate-container': {
      symptom,
      title: {
        fr: 'Jenkins tourne dans un conteneur de servlets séparé',
        en: 'Jenkins runs in a separate servlet container',
      },
    },
    'other-software': {
      symptom,
      title: {
        fr: 'Ce n’est pas Jenkins qui répond',
        en: 'It is not Jenkins that answers',
      },
    },
  },
  breaks: {},
  reports: [
    {
      cause: 'separate-container',
      source: 'https://tomcat.apache.org/tomcat-10.1-doc/config/http.html',
    },
    {
      cause: 'other-software',
      source: 'https://github.com/jetty/jetty.project/issues/12162',
    },
  ],
};
