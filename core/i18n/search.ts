import type { Locale, Translated } from './locales.ts';

/** Interface texts of the search dialog and of the results page. */
export interface SearchStrings {
  readonly open: string;
  /** Label of the field on the overview. */
  readonly homeLabel: string;
  readonly title: string;
  readonly description: string;
  readonly label: string;
  readonly clear: string;
  readonly close: string;
  readonly loading: string;
  /** Number of results by category of `Intl.PluralRules`; `{n}` stands for the number. */
  readonly count: { readonly one: string; readonly other: string };
  readonly partial: string;
  /** `{from}` was read as `{to}`. */
  readonly corrected: string;
  readonly none: string;
  readonly suggestions: string;
  readonly servers: string;
  readonly symptoms: string;
  readonly failed: string;
  readonly siteMap: string;
  readonly seeSiteMap: string;
  readonly all: string;
  readonly filter: string;
  readonly filterType: string;
  readonly filterServer: string;
  readonly types: Readonly<Record<'server' | 'symptom' | 'concept' | 'page', string>>;
  readonly results: string;
  /** In the other language: search there instead. */
  readonly otherLanguage: string;
  readonly noScript: string;
  /** Shown by the development server, which has no index. */
  readonly development: string;
}

const texts: Translated<SearchStrings> = {
  fr: {
    open: 'Rechercher',
    homeLabel: 'Votre serveur, ou le message d’erreur',
    title: 'Recherche',
    description:
      'Rechercher un serveur, une directive ou un message d’erreur dans toutes les pages.',
    label: 'Un serveur, une directive ou un message d’erreur',
    clear: 'Effacer',
    close: 'Fermer',
    loading: 'Chargement de l’index…',
    count: { one: '{n}\u00A0résultat', other: '{n}\u00A0résultats' },
    partial:
      'Aucune page ne contient tous ces mots\u202F; voici celles qui en contiennent certains.',
    corrected: 'Résultats pour «\u00A0{to}\u00A0» au lieu de «\u00A0{from}\u00A0».',
    none: 'Aucun résultat. Serveurs et symptômes fréquents\u00A0:',
    suggestions: 'Serveurs et symptômes fréquents\u00A0:',
    servers: 'Serveurs',
    symptoms: 'Symptômes fréquents',
    failed: 'La recherche n’a pas pu être chargée.',
    siteMap: 'Plan du site',
    seeSiteMap: 'Consultez le plan du site.',
    all: 'Tous les résultats',
    filter: 'Filtrer',
    filterType: 'Type de page',
    filterServer: 'Serveur',
    types: { server: 'Serveur', symptom: 'Symptôme', concept: 'Notion', page: 'Page' },
    results: 'Résultats',
    otherLanguage: 'Rechercher en français',
    noScript: 'La recherche a besoin de JavaScript. Le plan du site donne toutes les pages\u00A0:',
    development: 'L’index n’existe qu’après npm run build.',
  },
  en: {
    open: 'Search',
    homeLabel: 'Your server, or the error message',
    title: 'Search',
    description: 'Search all pages for a server, a directive or an error message.',
    label: 'A server, a directive or an error message',
    clear: 'Clear',
    close: 'Close',
    loading: 'Loading the index…',
    count: { one: '{n}\u00A0result', other: '{n}\u00A0results' },
    partial: 'No page has all these words; showing pages that have some of them.',
    corrected: 'Showing results for “{to}” instead of “{from}”.',
    none: 'Nothing found. Servers and frequent symptoms:',
    suggestions: 'Servers and frequent symptoms:',
    servers: 'Servers',
    symptoms: 'Frequent symptoms',
    failed: 'Search could not be loaded.',
    siteMap: 'Site map',
    seeSiteMap: 'See the site map.',
    all: 'All results',
    filter: 'Filter',
    filterType: 'Type of page',
    filterServer: 'Server',
    types: { server: 'Server', symptom: 'Symptom', concept: 'Concept', page: 'Page' },
    results: 'Results',
    otherLanguage: 'Search in English',
    noScript: 'Search needs JavaScript. The site map leads to every page:',
    development: 'The index exists only after npm run build.',
  },
};

export const searchStrings = (locale: Locale): SearchStrings => texts[locale];
