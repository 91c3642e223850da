import type { Locale, Translated } from './locales.ts';

/** The archive of the site, at its root, and the folder that it holds. */
export const archiveFolder = 'jenkins-behind-a-proxy';
export const archiveFile = `${archiveFolder}.tar.gz`;

interface CopiesStrings {
  /** Link to the Markdown copy of a page. */
  readonly markdown: string;
  readonly copyMarkdown: string;
  readonly copied: string;
  readonly failed: string;
  /** Note in the footer of a page that is read from the archive. */
  readonly offline: string;
}

const texts: Translated<CopiesStrings> = {
  fr: {
    markdown: 'Cette page en Markdown',
    copyMarkdown: 'Copier la page en Markdown',
    copied: 'Page copiée en Markdown',
    failed: 'La copie a échoué. Ouvrez «\u00A0Cette page en Markdown\u00A0».',
    offline:
      'Copie à lire sur disque\u00A0: la recherche et vos propres valeurs n’existent que sur un serveur.',
  },
  en: {
    markdown: 'This page in Markdown',
    copyMarkdown: 'Copy the page as Markdown',
    copied: 'Page copied as Markdown',
    failed: 'Copying failed. Open “This page in Markdown”.',
    offline: 'Copy to read from disk: search and your own values need a server.',
  },
};

/** Texts about the copies of the site: Markdown, archive. */
export const copiesStrings = (locale: Locale): CopiesStrings => texts[locale];
