import type { Locale, Translated } from './locales.ts';

interface CopiesStrings {
  /** Link to the Markdown copy of a page. */
  readonly markdown: string;
  readonly copyMarkdown: string;
  readonly copied: string;
  readonly failed: string;
}

const texts: Translated<CopiesStrings> = {
  fr: {
    markdown: 'Cette page en Markdown',
    copyMarkdown: 'Copier la page en Markdown',
    copied: 'Page copiée en Markdown',
    failed: 'La copie a échoué. Ouvrez «\u00A0Cette page en Markdown\u00A0».',
  },
  en: {
    markdown: 'This page in Markdown',
    copyMarkdown: 'Copy the page as Markdown',
    copied: 'Page copied as Markdown',
    failed: 'Copying failed. Open “This page in Markdown”.',
  },
};

/** Texts about the copies of the site: Markdown, archive. */
export const copiesStrings = (locale: Locale): CopiesStrings => texts[locale];
