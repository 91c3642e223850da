import type { Rule } from './rule.ts';

/** The address that Jenkins believes it has. */
export const publicAddress = {
  /** 404 without Jenkins' headers: context path; 502: Jenkins not reached; another page: a portal. */
  'login-page': {
    title: {
      fr: 'La page de connexion de Jenkins arrive avec ses en-têtes',
      en: 'The sign-in page of Jenkins arrives with its headers',
    },
  },
  /** An IPv4-only listener makes names with an AAAA record slow or unreachable. */
  ipv6: {
    title: {
      fr: 'Jenkins répond aussi en IPv6',
      en: 'Jenkins answers over IPv6 too',
    },
  },
  /** Host, scheme or port lost: links and redirects lead elsewhere. */
  'root-url': {
    title: {
      fr: 'Jenkins déduit de la requête son URL publique exacte',
      en: 'Jenkins derives its exact public URL from the request',
    },
  },
  /** The configured URL and the one of the request differ: Jenkins warns. */
  'configured-url': {
    title: {
      fr: 'L’URL configurée dans Jenkins et celle de la requête sont identiques',
      en: 'The URL configured in Jenkins and that of the request are the same',
    },
  },
  /** A prefix that is stripped or added breaks every link and static file. */
  'context-path': {
    title: {
      fr: 'Le chemin de contexte est le même dans le navigateur et dans Jenkins',
      en: 'The context path is the same in the browser and in Jenkins',
    },
  },
  /** Doubled or missing forwarded headers on the page that lists them. */
  'who-am-i': {
    title: {
      fr: 'La page whoAmI montre l’hôte public et des en-têtes transmis sans doublon',
      en: 'The whoAmI page shows the public host and no forwarded header twice',
    },
  },
  /** Build causes, logs and agent descriptions name the proxy instead of the client. */
  'client-address': {
    title: {
      fr: 'L’adresse du client vue par Jenkins est celle que le proxy a vue',
      en: 'The client address seen by Jenkins is the one that the proxy saw',
    },
  },
  /** HTTP/1.0 to Jenkins: no WebSocket, no chunked upload, one connection a request. */
  'http-1-1-upstream': {
    title: {
      fr: 'Le proxy parle HTTP/1.1 à Jenkins',
      en: 'The proxy speaks HTTP/1.1 to Jenkins',
    },
  },
} as const satisfies Readonly<Record<string, Rule>>;
