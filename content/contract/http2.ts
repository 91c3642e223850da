import { overTls, type Rule } from './rule.ts';

/** What HTTP/2 lets a client say that HTTP/1.1 does not. */
export const http2 = {
  /** The same by `:authority`. */
  'other-host-http2': {
    title: {
      fr: 'Une requête HTTP/2 pour un autre nom d’hôte n’atteint pas Jenkins',
      en: 'An HTTP/2 request for another host name does not reach Jenkins',
    },
    appliesTo: overTls,
  },
  /** The same when a message of HTTP/2 is written again as HTTP/1.1. */
  'http2-framing': {
    title: {
      fr: 'Aucune requête HTTP/2 piégée ne donne deux lectures en HTTP/1.1',
      en: 'No rigged HTTP/2 request gives two readings in HTTP/1.1',
    },
    appliesTo: overTls,
  },
} as const satisfies Readonly<Record<string, Rule>>;
