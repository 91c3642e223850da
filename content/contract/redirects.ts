import { overTls, underPath, type Rule } from './rule.ts';

/** Where Jenkins and the port of plain HTTP lead. */
export const redirects = {
  /** A loop, a 404, or a Location with the wrong scheme or host. */
  'context-root-redirect': {
    title: {
      fr: 'L’adresse sans barre oblique finale aboutit à Jenkins',
      en: 'The address without its final slash leads to Jenkins',
    },
    appliesTo: underPath,
  },
  /** A rule that prepends a prefix to relative redirects doubles it. */
  'trailing-slash-redirect': {
    title: {
      fr: 'Une redirection de Jenkins reste sur l’URL publique',
      en: 'A redirect of Jenkins stays on the public URL',
    },
  },
  /** API clients follow this one: `http://`, the inner host, or a doubled prefix. */
  'created-location': {
    title: {
      fr: 'Lancer un build renvoie une adresse publique dans la file d’attente',
      en: 'Starting a build returns a public address in the queue',
    },
  },
  /** Plain HTTP answered with pages, or not at all. */
  'https-redirect': {
    title: {
      fr: 'HTTP est redirigé vers HTTPS',
      en: 'HTTP is redirected to HTTPS',
    },
    appliesTo: overTls,
  },
  /** The redirect is built from a decoded path. */
  'https-redirect-path': {
    title: {
      fr: 'La redirection vers HTTPS garde le chemin tel quel',
      en: 'The redirect to HTTPS keeps the path as it is',
    },
    appliesTo: overTls,
  },
  /** The query string is lost, or escaped once more. */
  'https-redirect-query': {
    title: {
      fr: 'La redirection vers HTTPS garde la chaîne de requête',
      en: 'The redirect to HTTPS keeps the query string',
    },
    appliesTo: overTls,
  },
  /** 301 and 302 turn the POST of a webhook or of the CLI into a GET; 307 and 308 do not. */
  'https-redirect-method': {
    title: {
      fr: 'La redirection vers HTTPS garde la méthode (307 ou 308)',
      en: 'The redirect to HTTPS keeps the method (307 or 308)',
    },
    appliesTo: overTls,
  },
} as const satisfies Readonly<Record<string, Rule>>;
