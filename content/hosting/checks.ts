import { syntaxChecks } from '#contract';
import type { Translated } from '#i18n';

interface Check {
  readonly title: Translated;
}

/**
 * What is asked of every server that serves this site, by `tests/hosting/checks.ts`. The titles
 * stand in the list behind the badge.
 */
export const runChecks = {
  page: {
    title: {
      fr: 'Une page arrive octet pour octet, en HTML et UTF-8, avec les en-têtes du site, et sera revalidée',
      en: 'A page comes byte for byte, as HTML and UTF-8, with the headers of the site, and is revalidated',
    },
  },
  compression: {
    title: {
      fr: 'La page arrive compressée pour qui le demande, et Vary le dit aux caches',
      en: 'The page comes compressed for whoever asks for it, and Vary tells caches so',
    },
  },
  uncompressed: {
    title: {
      fr: 'Elle ne l’est pas pour qui ne le demande pas',
      en: 'It does not for whoever does not',
    },
  },
  unchanged: {
    title: {
      fr: 'Une page inchangée répond 304, sans corps, avec les en-têtes du site',
      en: 'A page that has not changed answers 304, without a body, with the headers of the site',
    },
  },
  asset: {
    title: {
      fr: 'Un fichier à empreinte arrive en gzip, peut être gardé un an, et porte les en-têtes du site',
      en: 'A hashed file comes in gzip, may be kept for a year, and carries the headers of the site',
    },
  },
  script: {
    title: {
      fr: 'Un script a un type que le navigateur exécute',
      en: 'A script has a type that the browser runs',
    },
  },
  'search-index': {
    title: {
      fr: 'L’index de recherche arrive octet pour octet, sans être compressé deux fois',
      en: 'The search index comes byte for byte and is not compressed twice',
    },
  },
  archive: {
    title: {
      fr: 'L’archive arrive octet pour octet, sans Content-Encoding',
      en: 'The archive comes byte for byte, without Content-Encoding',
    },
  },
  'missing-asset': {
    title: {
      fr: 'Un fichier à empreinte absent répond 404, que rien ne garde un an',
      en: 'A hashed file that is missing answers 404, which nothing keeps for a year',
    },
  },
  'not-found-french': {
    title: {
      fr: 'Une adresse inconnue sous /fr/ répond 404, avec la page d’erreur en français et les en-têtes du site',
      en: 'An unknown address below /fr/ answers 404, with the French error page and the headers of the site',
    },
  },
  'not-found-english': {
    title: {
      fr: 'La même chose sous /en/, en anglais',
      en: 'The same below /en/, in English',
    },
  },
  'not-found': {
    title: {
      fr: 'Toute autre adresse inconnue répond 404, avec la page dans les deux langues',
      en: 'Any other unknown address answers 404, with the page in both languages',
    },
  },
  'no-listing': {
    title: {
      fr: 'Un dossier sans page ne montre pas ses fichiers',
      en: 'A folder without a page does not list its files',
    },
  },
  'final-slash': {
    title: {
      fr: 'Une adresse sans sa barre finale y est redirigée, sur l’hôte et le port publics',
      en: 'An address without its final slash is redirected to it, on the public host and port',
    },
  },
  configuration: {
    title: {
      fr: 'Une configuration publiée se lit dans le navigateur, octet pour octet',
      en: 'A published configuration can be read in the browser, byte for byte',
    },
  },
  'markdown-copy': {
    title: {
      fr: 'La copie Markdown d’une page a son type et son jeu de caractères',
      en: 'The Markdown copy of a page has its type and its character set',
    },
  },
  outside: {
    title: {
      fr: 'Un chemin qui sort du dossier n’en sort pas',
      en: 'A path that leads out of the folder does not',
    },
  },
  'to-https': {
    title: {
      fr: 'HTTP mène à HTTPS par un 308, chemin et chaîne de requête compris',
      en: 'HTTP leads to HTTPS by a 308, with path and query string',
    },
  },
  http2: {
    title: { fr: 'HTTP/2 est offert', en: 'HTTP/2 is offered' },
  },
} as const satisfies Readonly<Record<string, Check>>;

export type RunCheckId = keyof typeof runChecks;

/** What is checked of the files of a server that cannot be run here, by its spec in `tests/hosting`. */
export const fileChecks = {
  'line-ends': syntaxChecks['line-ends'],
  'xml-well-formed': syntaxChecks['xml-well-formed'],
  'yaml-well-formed': syntaxChecks['yaml-well-formed'],
  'known-settings': syntaxChecks['known-settings'],
  'site-headers': {
    title: {
      fr: 'Les en-têtes écrits sont ceux du site, chacun une fois',
      en: 'The headers written are those of the site, each of them once',
    },
  },
  'every-file': {
    title: {
      fr: 'Chaque fichier du dossier construit a un type, et aucun n’est refusé par le filtrage des requêtes',
      en: 'Every file of the built folder has a type, and none is refused by request filtering',
    },
  },
  'text-compressed': {
    title: {
      fr: 'Chaque type de texte du dossier est dans la liste de la compression',
      en: 'Every type of text in the folder is in the list of the compression',
    },
  },
  'cache-by-folder': {
    title: {
      fr: 'Chaque fichier du dossier reçoit la durée de cache de son sous-dossier',
      en: 'Every file of the folder gets the cache time of its subfolder',
    },
  },
  'error-pages': {
    title: {
      fr: 'Une adresse inconnue mène à la page d’erreur de sa langue, lue comme fichier\u00A0: le statut reste 404',
      en: 'An unknown address leads to the error page of its language, read as a file: the status stays 404',
    },
  },
  'own-files-only': {
    title: {
      fr: 'Les web.config publiés comme exemples ne configurent rien',
      en: 'The web.config files published as examples configure nothing',
    },
  },
  'public-route': {
    title: {
      fr: 'Une seule route, publique, mène chaque adresse du site à nginx sans en changer le chemin',
      en: 'One route, public, leads every address of the site to nginx without changing the path',
    },
  },
} as const satisfies Readonly<Record<string, Check>>;

export type FileCheckId = keyof typeof fileChecks;

const titles: Readonly<Record<string, Check | undefined>> = { ...runChecks, ...fileChecks };

/** What a check of a record is called; its id when the check is no longer known. */
export const checkTitle = (id: string): Translated => titles[id]?.title ?? { fr: id, en: id };
