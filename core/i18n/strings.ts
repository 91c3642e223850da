import { en, type Strings } from './en.ts';
import { fr } from './fr.ts';
import type { Locale, Translated } from './locales.ts';

const dictionaries: Translated<Strings> = { fr, en };

/** The interface texts of a language. */
export const strings = (locale: Locale): Strings => dictionaries[locale];

export type { Strings };
