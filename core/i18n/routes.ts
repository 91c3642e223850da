import { isLocale, locales, type Locale } from './locales.ts';

/**
 * Addresses of pages, without the base path: the locale first, the same slug in both languages,
 * a final slash. A slug is the path of the page's file below its language: `nginx`,
 * `troubleshooting/index`, `index`.
 */
export const pagePath = (locale: Locale, slug: string): string => {
  const folder = slug.replace(/(?:^|\/)index$/, '');
  return folder === '' ? `/${locale}/` : `/${locale}/${folder}/`;
};

/** The same page in every language, for `hreflang` links and the sitemap. */
export const alternates = (slug: string): { readonly locale: Locale; readonly path: string }[] =>
  locales.map((locale) => ({ locale, path: pagePath(locale, slug) }));

/**
 * Language and slug of a page's id in the collection, such as `fr/troubleshooting/index`.
 * @throws for an id outside the folders of the languages.
 */
export const parsePageId = (id: string): { readonly locale: Locale; readonly slug: string } => {
  const [locale = '', ...rest] = id.split('/');
  if (!isLocale(locale) || rest.length === 0) {
    throw new Error(
      `Page “${id}” stands outside a language; put it in content/docs/${locales.join(' or content/docs/')}.`,
    );
  }
  return { locale, slug: rest.join('/') };
};
