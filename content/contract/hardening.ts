import type { Rule } from './rule.ts';
import { overTls } from './rule.ts';

/**
 * What a client can do besides forging a header: nothing that it sends changes what Jenkins
 * believes, and nothing that it sends keeps the others out.
 */
export const hardening = {
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
  /** The same by `:authority`. */
  'other-host-http2': {
    title: {
      fr: 'Une requête HTTP/2 pour un autre nom d’hôte n’atteint pas Jenkins',
      en: 'An HTTP/2 request for another host name does not reach Jenkins',
    },
    appliesTo: overTls,
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
  /** A value that is no address, host or port makes Jenkins answer 400, whatever is asked for. */
  'bad-forwarded-values': {
    title: {
      fr: 'Un en-tête transmis dont la valeur est fautive (X-Forwarded-For\u00A0: <script>…) ne rend pas Jenkins injoignable',
      en: 'A forwarded header with a bad value (X-Forwarded-For: <script>…) does not make Jenkins unreachable',
    },
  },
  /** BREACH: whoever can make a browser ask often enough reads a secret off compressed sizes. */
  'compression-own-pages': {
    title: {
      fr: 'En HTTPS, ce que demande la page d’un autre site n’est pas compressé (BREACH)',
      en: 'Over HTTPS, what a page of another site asks for is not compressed (BREACH)',
    },
    appliesTo: overTls,
  },
  /** Proxy and Jenkins disagree on where a message ends: the rest is a request of somebody else. */
  'request-framing': {
    title: {
      fr: 'Aucun Content-Length ni Transfer-Encoding ambigu ne donne deux lectures d’une requête',
      en: 'No ambiguous Content-Length or Transfer-Encoding gives two readings of one request',
    },
  },
  /** The same when a message of HTTP/2 is written again as HTTP/1.1. */
  'http2-framing': {
    title: {
      fr: 'Aucune requête HTTP/2 piégée ne donne deux lectures en HTTP/1.1',
      en: 'No rigged HTTP/2 request gives two readings in HTTP/1.1',
    },
    appliesTo: overTls,
  },
  /** `CONNECT 127.0.0.1:22` gets the front page; `TRACE` is for the hops before Jenkins. */
  'connect-and-trace': {
    title: {
      fr: 'Les méthodes CONNECT et TRACE s’arrêtent au proxy',
      en: 'The methods CONNECT and TRACE end at the proxy',
    },
  },
  /** Each holds a place; when the places are used up, nobody else gets in. */
  'slow-clients': {
    speed: 'paced',
    title: {
      fr: 'Deux cents clients qui envoient un octet toutes les cinq secondes n’empêchent personne d’entrer',
      en: 'Two hundred clients that send a byte each five seconds keep nobody out',
    },
  },
  /** Places that slow clients hold are never given back. */
  'unfinished-head': {
    speed: 'slow',
    title: {
      fr: 'Une requête dont les en-têtes n’en finissent pas est coupée en 60\u202Fs',
      en: 'A request whose headers never end is cut within 60\u00A0s',
    },
  },
  /** Closed without a word, or an error that looks like Jenkins'. */
  'oversized-head': {
    title: {
      fr: 'Une requête de 64\u202Fko d’en-têtes ou d’URL reçoit une réponse (400, 414 ou 431)',
      en: 'A request with 64\u00A0kB of headers or of URL gets an answer (400, 414 or 431)',
    },
  },
  /** CVE-2023-44487 and the like: the proxy is busy with what nobody waits for. */
  'http2-floods': {
    title: {
      fr: 'Mille flux HTTP/2 annulés ou des trames CONTINUATION sans fin ne gênent pas les autres',
      en: 'A thousand reset HTTP/2 streams or endless CONTINUATION frames do not hinder the others',
    },
    appliesTo: overTls,
  },
} as const satisfies Readonly<Record<string, Rule>>;
