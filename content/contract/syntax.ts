import type { Translated } from '#i18n';

/**
 * What is checked of the files of a server that cannot be run here, by the unit tests of its name.
 * The titles stand in the list behind the badge “syntax checked”.
 */
export const syntaxChecks = {
  'line-ends': {
    title: {
      fr: 'Les fins de ligne sont celles du système du serveur',
      en: 'Line ends are those of the server’s system',
    },
  },
  'xml-well-formed': {
    title: {
      fr: 'Le XML est bien formé, sans saut de ligne dans un attribut',
      en: 'The XML is well-formed, without a line break in an attribute',
    },
  },
  'yaml-well-formed': {
    title: {
      fr: 'Le YAML est bien formé, sans tabulation ni clé en double',
      en: 'The YAML is well-formed, without a tab or a key given twice',
    },
  },
  'known-settings': {
    title: {
      fr: 'Chaque réglage existe et sa valeur est du type attendu',
      en: 'Every setting exists and its value is of the expected type',
    },
  },
  'server-variables': {
    title: {
      fr: 'Chaque variable écrite par une règle est permise au niveau du serveur',
      en: 'Every variable that a rule writes is allowed at the level of the server',
    },
  },
  'paths-kept': {
    title: {
      fr: 'Appliquées à des chemins inhabituels, les règles les transmettent sans en changer un caractère',
      en: 'Applied to unusual paths, the rules pass them without changing a character',
    },
  },
  'whole-segment': {
    title: {
      fr: 'Un chemin qui commence seulement comme celui de Jenkins n’arrive pas à Jenkins',
      en: 'A path that only begins like that of Jenkins does not lead to Jenkins',
    },
  },
  'redirect-rule': {
    title: {
      fr: 'La règle qui redirige vers HTTPS garde le chemin, la chaîne de requête et la méthode',
      en: 'The rule that leads to HTTPS keeps the path, the query string and the method',
    },
  },
  'forged-headers': {
    title: {
      fr: 'Chaque en-tête transmis que le client forgerait est écrasé, retiré ou refusé',
      en: 'Every forwarded header that a client might forge is overwritten, removed or refused',
    },
  },
  'routes-in-order': {
    title: {
      fr: 'Agents, ligne de commande, webhooks et navigateur trouvent chacun leur route, dans l’ordre du fichier',
      en: 'Agents, command line, webhooks and browser each find their route, in the order of the file',
    },
  },
} as const satisfies Readonly<Record<string, { readonly title: Translated }>>;

export type SyntaxCheckId = keyof typeof syntaxChecks;

export const isSyntaxCheckId = (value: string): value is SyntaxCheckId =>
  Object.hasOwn(syntaxChecks, value);
