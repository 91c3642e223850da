import { overTls, type Rule } from './rule.ts';

/** Clients that take up places, so that nobody else gets in. */
export const floods = {
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
