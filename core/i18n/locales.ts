/** The languages of the site, in the order of the addresses; French first, as on the front page. */
export const locales = ['fr', 'en'] as const;

export type Locale = (typeof locales)[number];

/** A value that exists in every language; a missing one is a compile error. */
export type Translated<T = string> = Readonly<Record<Locale, T>>;

export const isLocale = (value: string): value is Locale =>
  (locales as readonly string[]).includes(value);

/** The other language of a page, for the language link. */
export const otherLocale = (locale: Locale): Locale => (locale === 'fr' ? 'en' : 'fr');
