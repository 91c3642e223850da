import type { Rule } from './rule.ts';

/** Where a request ends, which proxy and Jenkins have to agree on. */
export const requestFraming = {
  /** Proxy and Jenkins disagree on where a message ends: the rest is a request of somebody else. */
  'request-framing': {
    title: {
      fr: 'Aucun Content-Length ni Transfer-Encoding ambigu ne donne deux lectures d’une requête',
      en: 'No ambiguous Content-Length or Transfer-Encoding gives two readings of one request',
    },
  },
} as const satisfies Readonly<Record<string, Rule>>;
