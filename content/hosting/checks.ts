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
      fr: 'Une page arrive entière, avec son type et les en-têtes du site, et sera revalidée',
      en: 'A page comes whole, with its type and the headers of the site, and is revalidated',
    },
  },
  compression: {
    title: {
      fr: 'Elle arrive compressée pour qui le demande, et Vary le dit aux caches',
      en: 'It comes compressed for whoever asks for it, and Vary tells caches so',
    },
  },
  uncompressed: {
    title: {
      fr: 'Elle arrive non compressée pour les autres',
      en: 'It comes plain for others',
    },
  },
  unchanged: {
    title: {
      fr: 'Inchangée, elle répond 304 sans corps',
      en: 'Unchanged, it answers 304 without a body',
    },
  },
  asset: {
    title: {
      fr: 'Un fichier à empreinte arrive en gzip et peut être gardé un an',
      en: 'A hashed file comes in gzip and may be kept for a year',
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
      fr: 'L’index de recherche n’est pas compressé deux fois',
      en: 'The search index is not compressed twice',
    },
  },
  archive: {
    title: {
      fr: 'L’archive non plus',
      en: 'Nor is the archive',
    },
  },
  'missing-asset': {
    title: {
      fr: 'Un fichier à empreinte absent répond 404, sans durée d’un an',
      en: 'A missing hashed file answers 404 and is not kept for a year',
    },
  },
  'not-found-french': {
    title: {
      fr: 'Une adresse inconnue sous /fr/ répond 404, avec la page d’erreur en français',
      en: 'An unknown address below /fr/ answers 404, with the French error page',
    },
  },
  'not-found-english': {
    title: {
      fr: 'Sous /en/, en anglais',
      en: 'Below /en/, in English',
    },
  },
  'not-found': {
    title: {
      fr: 'Ailleurs, dans les deux langues',
      en: 'Elsewhere, in both languages',
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
      fr: 'Une adresse sans barre finale y est redirigée, sur l’hôte et le port publics',
      en: 'An address without its final slash is redirected to it, on the public host and port',
    },
  },
  configuration: {
    title: {
      fr: 'Une configuration publiée se lit dans le navigateur',
      en: 'A published configuration can be read in the browser',
    },
  },
  'markdown-copy': {
    title: {
      fr: 'La copie Markdown a son type et son jeu de caractères',
      en: 'The Markdown copy has its type and its character set',
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
      fr: 'Chaque fichier construit a un type, et aucun n’est refusé',
      en: 'Every built file has a type, and none is refused',
    },
  },
  'text-compressed': {
    title: {
      fr: 'Chaque type de texte est à compresser',
      en: 'Every type of text is to be compressed',
    },
  },
  'cache-by-folder': {
    title: {
      fr: 'Chaque fichier a la durée de cache de son dossier',
      en: 'Every file has the cache time of its folder',
    },
  },
  'error-pages': {
    title: {
      fr: 'Une adresse inconnue a pour réponse la page d’erreur de sa langue, lue comme fichier, sans redirection',
      en: 'An unknown address is answered with the error page of its language, read as a file, without a redirect',
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
