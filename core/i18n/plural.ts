import type { Locale } from './locales.ts';

/**
 * A number with its noun: `1 result`, `3 results`; in French 0 takes the singular. The space does
 * not break.
 *
 * @param forms the noun by category of `Intl.PluralRules`; `other` covers the missing ones
 */
export const countOf = (
  locale: Locale,
  forms: Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string },
): ((n: number) => string) => {
  const rules = new Intl.PluralRules(locale);
  return (n) => `${n.toLocaleString(locale)}\u00A0${forms[rules.select(n)] ?? forms.other}`;
};
