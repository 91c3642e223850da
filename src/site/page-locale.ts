import { isLocale, locales, type Locale } from '#i18n';

/**
 * Language of the page that a component stands on, from its address.
 * @throws on a page without a language in its address.
 */
export const localeOf = ({
  params,
}: {
  readonly params: Record<string, string | undefined>;
}): Locale => {
  const { locale = '' } = params;
  if (isLocale(locale)) return locale;
  throw new Error(`The page has no language in its address; languages: ${locales.join(', ')}.`);
};
