import type { Rule } from './rule.ts';

/** The console of a build. */
export const consoleLog = {
  /** The console freezes after its first chunk. */
  'console-progressive': {
    title: {
      fr: 'La console progresse\u00A0: en-têtes X-Text-Size et X-More-Data transmis',
      en: 'The console progresses: headers X-Text-Size and X-More-Data relayed',
    },
  },
  /** The content type of the browser's console is altered. */
  'console-multipart': {
    title: {
      fr: 'La console du navigateur reçoit son format multipart',
      en: 'The console of the browser receives its multipart format',
    },
  },
  /** A long header that the browser sends back. */
  'console-annotator': {
    title: {
      fr: 'L’annotateur de console fait l’aller-retour intact',
      en: 'The console annotator makes the round trip unchanged',
    },
  },
} as const satisfies Readonly<Record<string, Rule>>;
