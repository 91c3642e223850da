import { overTls, type Rule } from './rule.ts';

/** Names that are not Jenkins’, and what a client says of itself: nothing of it changes what Jenkins believes. */
export const names = {
  /** Apache: `Connection: close, X-Forwarded-Proto` drops what `RequestHeader set` wrote. */
  'hop-by-hop-headers': {
    title: {
      fr: 'Un en-tête que le client nomme dans Connection arrive quand même à Jenkins',
      en: 'A header that the client names in Connection reaches Jenkins all the same',
    },
  },
  /** Jenkins builds its links from the host of the request: an attacker chooses where they lead. */
  'other-host': {
    title: {
      fr: 'Une requête pour un autre nom d’hôte n’atteint pas Jenkins',
      en: 'A request for another host name does not reach Jenkins',
    },
  },
  /** Two `Host` lines, user information, a port that is not the public one. */
  'odd-host': {
    title: {
      fr: 'Un en-tête Host double, piégé ou suivi d’un faux port ne change pas l’URL que Jenkins voit',
      en: 'A Host header that is doubled, rigged or with a false port does not change the URL that Jenkins sees',
    },
  },
  /** A session for one name, requests for another: what was decided by one name holds for the other. */
  'other-sni': {
    title: {
      fr: 'Une session TLS ouverte pour un autre nom (SNI) n’atteint pas Jenkins',
      en: 'A TLS session opened for another name (SNI) does not reach Jenkins',
    },
    appliesTo: overTls,
  },
  /** `Upgrade: h2c` tunnels past every rule on headers; any without `Connection` is a 400. */
  'upgrade-websocket-only': {
    title: {
      fr: 'De tous les Upgrade, seul websocket parvient à Jenkins, avec son Connection',
      en: 'Of all Upgrade values only websocket reaches Jenkins, with its Connection',
    },
  },
  /** A plugin takes the header for a sign-in: whoever sends it is that user. */
  'identity-headers': {
    title: {
      fr: 'Les en-têtes qu’un plugin prend pour une connexion (X-Forwarded-User…) sont retirés',
      en: 'Headers that a plugin takes for a sign-in (X-Forwarded-User…) are removed',
    },
  },
  /** `CONNECT 127.0.0.1:22` gets the front page; `TRACE` is for the hops before Jenkins. */
  'connect-and-trace': {
    title: {
      fr: 'Les méthodes CONNECT et TRACE s’arrêtent au proxy',
      en: 'The methods CONNECT and TRACE end at the proxy',
    },
  },
} as const satisfies Readonly<Record<string, Rule>>;
