import type { Rule } from './rule.ts';

/** The check that Jenkins itself makes on its Manage page. */
export const reverseProxyCheck = {
  /** `Location` rewritten: doubled prefix, host of the backend. */
  'reverse-proxy-redirect': {
    title: {
      fr: 'La redirection du test de proxy inverse arrive intacte',
      en: 'The redirect of the reverse proxy check arrives unchanged',
    },
  },
  /** Wrong host, scheme or port, or a path that was decoded: 404 with `A vs. B`. */
  'reverse-proxy-check': {
    title: {
      fr: 'Le test de proxy inverse de Jenkins réussit',
      en: 'The reverse proxy check of Jenkins passes',
    },
  },
  /** Negative control: a 200 here means that something else than Jenkins answers. */
  'reverse-proxy-check-without-referer': {
    title: {
      fr: 'Sans en-tête Referer, le test de proxy inverse échoue comme prévu',
      en: 'Without a Referer header the reverse proxy check fails as it should',
    },
  },
  /** All of the browser's conditions: cookie, crumb, Referrer-Policy, same origin, final answer by Jenkins. */
  'reverse-proxy-check-in-browser': {
    title: {
      fr: 'Un navigateur n’affiche pas l’avertissement de proxy inverse',
      en: 'A browser does not show the reverse proxy warning',
    },
  },
} as const satisfies Readonly<Record<string, Rule>>;
