import { overTls, type Rule } from './rule.ts';

/** Headers, methods, status codes. */
export const headers = {
  /** Dropped: crumb errors, broken console, wrong language. */
  'request-headers': {
    title: {
      fr: 'Referer, Origin, Jenkins-Crumb et les autres en-têtes du client arrivent intacts',
      en: 'Referer, Origin, Jenkins-Crumb and other headers of the client arrive unchanged',
    },
  },
  /** API tokens stop working, or the proxy asks for a password of its own. */
  'basic-authentication': {
    title: {
      fr: 'Un jeton d’API (Authorization Basic) arrive, un mauvais donne le 401 de Jenkins',
      en: 'An API token (Authorization Basic) arrives, a wrong one gets the 401 of Jenkins',
    },
  },
  /** Some proxies pass Basic only. */
  'bearer-authentication': {
    title: {
      fr: 'Un en-tête Authorization Bearer arrive à Jenkins',
      en: 'An Authorization Bearer header reaches Jenkins',
    },
  },
  /** Dropped, doubled or replaced: weaker pages, or a Referrer-Policy that fails the proxy check. */
  'security-headers': {
    title: {
      fr: 'Les en-têtes de sécurité de Jenkins arrivent une fois et inchangés',
      en: 'The security headers of Jenkins arrive once and unchanged',
    },
  },
  /** Intercepted: anonymous visitors see an error page instead of the sign-in form. */
  'access-denied-page': {
    title: {
      fr: 'La page 403 de Jenkins, qui conduit à la connexion, n’est pas remplacée',
      en: 'The 403 page of Jenkins, which leads to the sign-in form, is not replaced',
    },
  },
  /** Intercepted: users lose the page that says what is missing. */
  'not-found-page': {
    title: {
      fr: 'La page 404 de Jenkins n’est pas remplacée',
      en: 'The 404 page of Jenkins is not replaced',
    },
  },
  /** 405 by the proxy. */
  methods: {
    title: {
      fr: 'Les méthodes HEAD, OPTIONS, PUT, PATCH et DELETE arrivent à Jenkins',
      en: 'The methods HEAD, OPTIONS, PUT, PATCH and DELETE reach Jenkins',
    },
  },
  /** Reports of the browser are lost. */
  'csp-report': {
    title: {
      fr: 'Un rapport CSP du navigateur arrive sans authentification',
      en: 'A CSP report of the browser arrives without authentication',
    },
  },
  /** Monitoring sees a Jenkins that is down. */
  health: {
    title: {
      fr: 'Le point de contrôle /health/ répond',
      en: 'The check point /health/ answers',
    },
  },
  /** Large cookies of a single sign-on: 400 or 431 by the proxy. */
  'request-header-7k': {
    title: {
      fr: 'Un en-tête de requête de 7\u202Fko passe',
      en: 'A request header of 7\u00A0kB passes',
    },
  },
  /** Anything but a clean refusal. */
  'request-header-too-large': {
    title: {
      fr: 'Un en-tête de requête de 9\u202Fko est refusé proprement (400 ou 431)',
      en: 'A request header of 9\u00A0kB is refused cleanly (400 or 431)',
    },
  },
  /** A long Content-Security-Policy: 502, too big header. */
  'response-header-12k': {
    title: {
      fr: 'Un en-tête de réponse de 12\u202Fko passe',
      en: 'A response header of 12\u00A0kB passes',
    },
  },
  /** Compressed for a client that did not ask, or twice. */
  compression: {
    title: {
      fr: 'Une réponse compressée arrive lisible, et seulement à qui l’accepte',
      en: 'A compressed response arrives readable, and only where it is accepted',
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
  /** Lifetime changed, or the hash in the address rewritten. */
  'static-files': {
    title: {
      fr: 'Les fichiers statiques gardent leur durée de vie et leur réponse 304',
      en: 'Static files keep their lifetime and their 304 response',
    },
  },
  /** Interrupted downloads of artifacts cannot be resumed. */
  'range-request': {
    title: {
      fr: 'Un téléchargement partiel (Range) passe',
      en: 'A partial download (Range) passes',
    },
  },
} as const satisfies Readonly<Record<string, Rule>>;
