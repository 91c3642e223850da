import type { Locale } from './locales.ts';

/** Dates in English are British, as the site's spelling of them. */
const tags: Readonly<Record<Locale, string>> = { fr: 'fr-FR', en: 'en-GB' };

/**
 * A day written out: `20 November 2026`, `20 novembre 2026`, with a no-break space after the day.
 *
 * @param day `YYYY-MM-DD`
 * @throws RangeError for anything else
 */
export const writtenDate = (day: string, locale: Locale): string => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) {
    throw new RangeError(`Not a day: “${day}”; write it as YYYY-MM-DD.`);
  }
  return new Intl.DateTimeFormat(tags[locale], { dateStyle: 'long', timeZone: 'UTC' })
    .format(new Date(`${day}T00:00:00Z`))
    .replace(' ', '\u00A0');
};
