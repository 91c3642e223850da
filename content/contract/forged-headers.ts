import type { Rule } from './rule.ts';

/** Headers that a client forges: Jetty believes the left-most value of each. */
export const forgedHeaders = {
  /** The proxy appends, or replaces only the first line: the forged address comes first. */
  'forged-x-forwarded-for': {
    title: {
      fr: 'Un X-Forwarded-For forgé par le client n’atteint pas Jenkins',
      en: 'An X-Forwarded-For forged by the client does not reach Jenkins',
    },
  },
  /** Links of Jenkins lead to a host that the attacker chose. */
  'forged-x-forwarded-host': {
    title: {
      fr: 'Un X-Forwarded-Host forgé par le client n’atteint pas Jenkins',
      en: 'An X-Forwarded-Host forged by the client does not reach Jenkins',
    },
  },
  /** The Secure flag of the session cookie and every absolute URL hang on this header. */
  'forged-x-forwarded-proto': {
    title: {
      fr: 'Un X-Forwarded-Proto forgé par le client n’atteint pas Jenkins',
      en: 'An X-Forwarded-Proto forged by the client does not reach Jenkins',
    },
  },
  /** Overrides the port of every other header; a value that is no number makes the answer a 400. */
  'forged-x-forwarded-port': {
    title: {
      fr: 'Un X-Forwarded-Port forgé par le client n’atteint pas Jenkins',
      en: 'An X-Forwarded-Port forged by the client does not reach Jenkins',
    },
  },
  /** Replaces the host when there is no X-Forwarded-Host. */
  'forged-x-forwarded-server': {
    title: {
      fr: 'Un X-Forwarded-Server forgé par le client n’atteint pas Jenkins',
      en: 'An X-Forwarded-Server forged by the client does not reach Jenkins',
    },
  },
  /** Jetty ranks the header of RFC 7239 above every X-Forwarded header. */
  'forged-forwarded': {
    title: {
      fr: 'Un en-tête Forwarded forgé par le client n’atteint pas Jenkins',
      en: 'A Forwarded header forged by the client does not reach Jenkins',
    },
  },
  /** Makes Jetty believe in TLS and port 443, or answer 400. */
  'forged-x-proxied-https': {
    title: {
      fr: 'Un X-Proxied-Https forgé par le client n’atteint pas Jenkins',
      en: 'An X-Proxied-Https forged by the client does not reach Jenkins',
    },
  },
  /** Its presence alone makes Jetty treat the request as secure. */
  'forged-proxy-auth-cert': {
    title: {
      fr: 'Un Proxy-auth-cert forgé par le client n’atteint pas Jenkins',
      en: 'A Proxy-auth-cert forged by the client does not reach Jenkins',
    },
  },
  /** Its presence alone makes Jetty treat the request as secure. */
  'forged-proxy-ssl-id': {
    title: {
      fr: 'Un Proxy-ssl-id forgé par le client n’atteint pas Jenkins',
      en: 'A Proxy-ssl-id forged by the client does not reach Jenkins',
    },
  },
  /** A value that is no address, host or port makes Jenkins answer 400, whatever is asked for. */
  'bad-forwarded-values': {
    title: {
      fr: 'Un en-tête transmis dont la valeur est fautive (X-Forwarded-For\u00A0: <script>…) ne rend pas Jenkins injoignable',
      en: 'A forwarded header with a bad value (X-Forwarded-For: <script>…) does not make Jenkins unreachable',
    },
  },
} as const satisfies Readonly<Record<string, Rule>>;
