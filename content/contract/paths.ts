import { underPath, type Rule } from './rule.ts';

/** Paths and query strings: not one character changes. */
export const paths = {
  /** The query string was decoded or transcoded: the second, quieter warning. */
  'uri-encoding': {
    title: {
      fr: 'Le test d’encodage UTF-8 de Jenkins réussit',
      en: 'The UTF-8 encoding check of Jenkins passes',
    },
  },
  /** Decoded to a slash: the reverse proxy warning, Blue Ocean and REST clients break. */
  'path-encoded-slash': {
    title: {
      fr: 'Une barre oblique encodée (%2F) arrive intacte à Jenkins',
      en: 'An encoded slash (%2F) reaches Jenkins unchanged',
    },
  },
  /** The form that the reverse proxy check uses; some filters refuse a URL inside a path. */
  'path-encoded-url': {
    title: {
      fr: 'Une URL entière encodée dans le chemin arrive intacte à Jenkins',
      en: 'A whole encoded URL in the path reaches Jenkins unchanged',
    },
  },
  /** Branch jobs with a slash in their name answer 404. */
  'path-double-encoding': {
    title: {
      fr: 'Un nom de branche encodé deux fois (%252F) ouvre sa page',
      en: 'A branch name encoded twice (%252F) leads to its page',
    },
  },
  /** Decoded brackets are an illegal path character for Jetty 12: 400. */
  'path-brackets': {
    title: {
      fr: 'Des crochets encodés (%5B, %5D) arrivent intacts à Jenkins',
      en: 'Encoded brackets (%5B, %5D) reach Jenkins unchanged',
    },
  },
  /** A space that becomes a plus sign, or a raw space. */
  'path-space': {
    title: {
      fr: 'Une espace encodée (%20) arrive intacte à Jenkins',
      en: 'An encoded space (%20) reaches Jenkins unchanged',
    },
  },
  /** In a path a plus sign is a plus sign. */
  'path-plus': {
    title: {
      fr: 'Un signe plus dans le chemin reste un signe plus',
      en: 'A plus sign in the path stays a plus sign',
    },
  },
  /** Transcoded to Latin-1, or sent on as raw bytes. */
  'path-utf-8': {
    title: {
      fr: 'Des lettres accentuées (UTF-8 encodé) arrivent intactes à Jenkins',
      en: 'Accented letters (encoded UTF-8) reach Jenkins unchanged',
    },
  },
  /** Decoded, these three change what the rest of the URL means. */
  'path-encoded-delimiters': {
    title: {
      fr: 'Un point d’interrogation, un dièse et un pour cent encodés restent encodés',
      en: 'An encoded question mark, hash and percent sign stay encoded',
    },
  },
  /** Sub-delimiters need no encoding; a proxy that encodes them changes the target. */
  'path-punctuation': {
    title: {
      fr: 'La ponctuation permise dans un chemin arrive intacte à Jenkins',
      en: 'Punctuation allowed in a path reaches Jenkins unchanged',
    },
  },
  /** A proxy that merges slashes works on a decoded path. */
  'path-double-slash': {
    title: {
      fr: 'Deux barres obliques de suite ne sont pas fusionnées',
      en: 'Two slashes in a row are not merged',
    },
  },
  /** A proxy that drops `;x=1` hides what Jenkins refuses. */
  'path-semicolon': {
    title: {
      fr: 'Un point-virgule dans le chemin arrive à Jenkins, qui le refuse',
      en: 'A semicolon in the path reaches Jenkins, which refuses it',
    },
  },
  /** Search, login (`from=`) and API filters lose their arguments. */
  'query-string': {
    title: {
      fr: 'La chaîne de requête arrive intacte à Jenkins',
      en: 'The query string reaches Jenkins unchanged',
    },
  },
  /** A prefix rule without its slash sends foreign paths to Jenkins. */
  'path-whole-segment': {
    title: {
      fr: 'Un chemin qui commence seulement comme celui de Jenkins n’arrive pas à Jenkins',
      en: 'A path that only begins like that of Jenkins does not lead to Jenkins',
    },
    appliesTo: underPath,
  },
} as const satisfies Readonly<Record<string, Rule>>;
