import { overTls, type Rule } from './rule.ts';

/** TLS and HTTP/2 to the browser. */
export const tls = {
  /** TLS 1.0 or 1.1 accepted, or 1.2 or 1.3 refused. */
  'tls-versions': {
    title: {
      fr: 'TLS 1.2 et 1.3 sont acceptés, TLS 1.0 et 1.1 refusés',
      en: 'TLS 1.2 and 1.3 are accepted, TLS 1.0 and 1.1 refused',
    },
    appliesTo: overTls,
  },
  /** RSA key exchange, 3DES, RC4, NULL or anonymous suites accepted. */
  'tls-ciphers': {
    title: {
      fr: 'Les suites de chiffrement faibles ou sans confidentialité persistante sont refusées',
      en: 'Cipher suites that are weak or without forward secrecy are refused',
    },
    appliesTo: overTls,
  },
  /** Absent, or with includeSubDomains or preload, which commit other hosts. */
  hsts: {
    title: {
      fr: 'HSTS est envoyé, sans includeSubDomains ni preload',
      en: 'HSTS is sent, without includeSubDomains or preload',
    },
    appliesTo: overTls,
  },
  /** RFC 6797 section 7.2: never over plain HTTP. */
  'hsts-plain-http': {
    title: {
      fr: 'HSTS n’est pas envoyé sur HTTP',
      en: 'HSTS is not sent over plain HTTP',
    },
  },
  /** ALPN falls back to HTTP/1.1. */
  http2: {
    title: {
      fr: 'Le navigateur obtient HTTP/2',
      en: 'The browser gets HTTP/2',
    },
    appliesTo: overTls,
  },
  /** Cookie lines of HTTP/2 must be joined for HTTP/1.1 (RFC 9113 section 8.2.3). */
  'http2-cookies': {
    title: {
      fr: 'Les cookies envoyés en HTTP/2 arrivent en un seul en-tête',
      en: 'Cookies sent over HTTP/2 arrive as one header',
    },
    appliesTo: overTls,
  },
  /** A body without a length needs chunks towards Jenkins. */
  'http2-upload': {
    title: {
      fr: 'Un envoi sans longueur annoncée passe en HTTP/2',
      en: 'An upload without a length passes over HTTP/2',
    },
    appliesTo: overTls,
  },
} as const satisfies Readonly<Record<string, Rule>>;
