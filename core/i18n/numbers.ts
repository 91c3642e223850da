import type { Locale, Translated } from './locales.ts';

const words: Translated<string> = {
  fr: 'zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf vingt',
  en: 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty',
};

/** A whole number in a sentence: in words up to twenty, in figures from there on. */
export const numberWord = (locale: Locale, n: number): string =>
  words[locale].split(' ')[n] ?? n.toLocaleString(locale);
