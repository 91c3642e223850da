import type { Locale } from './locales.ts';

const noBreak = '\u00A0';
const narrow = '\u202F';

/** A colon as the language sets it: French puts a no-break space before. */
export const colon = (locale: Locale): string => (locale === 'fr' ? `${noBreak}:` : ':');

/**
 * Stands in a run of text for what typography does not touch: code, keys, words of the other
 * language. It keeps the spaces around them visible to the rules.
 */
export const untouched = '\uFFFC';

/**
 * French text with its typographic characters: U+00A0 before a colon and inside « », U+202F before
 * `; ! ?` and units, ’ and …. Applying it twice changes nothing more.
 * Source: Imprimerie nationale, Lexique des règles typographiques, with the narrow space of the
 * finer habit.
 *
 * @param text text only, no markup; `untouched` where code or another language stands
 */
export const fixFrench = (text: string): string =>
  text
    .replace(/(\p{L})'(?=[\p{L}\d«\uFFFC])/gu, '$1’')
    .replace(/\.{3}/g, '…')
    .replace(
      /[ \u00A0\u202F]*([;!?]+)(?=[\s\u00A0\u202F»)\]…,.]|$)/g,
      (match: string, marks: string, index: number) =>
        index === 0 && !/^[ \u00A0\u202F]/.test(match) ? match : narrow + marks,
    )
    .replace(/(?<=\S)[ \u00A0\u202F]*:(?=[\s\u00A0]|$)/g, `${noBreak}:`)
    .replace(/«[ \u00A0\u202F]*/g, `«${noBreak}`)
    .replace(/[ \u00A0\u202F]*»/g, `${noBreak}»`)
    .replace(
      /(\d)[ \u00A0](?=(?:%|€|s|ms|min|h|o|ko|Ko|Mo|Go|To|Kio|Mio|Gio|px|Hz)(?![\p{L}\d]))/gu,
      `$1${narrow}`,
    );

/** A fault that a text of the language may not have, and what to say about it. */
export interface TypographyRule {
  readonly fault: RegExp;
  readonly name: string;
}

/** Faults of a run of text, by language; `untouched` counts as a word. */
export const typographyRules: Readonly<Record<Locale, readonly TypographyRule[]>> = {
  fr: [
    // `::1` and `:8080` begin with a colon of their own.
    { fault: / [;:!?»](?![\w:])/, name: 'ordinary space before high punctuation' },
    { fault: /« /, name: 'ordinary space after an opening mark' },
    { fault: /[^\s\u202F?!;][;!?](?=[\s»)]|$)/u, name: 'narrow no-break space missing' },
    { fault: /[^\s\u00A0]:(?=\s|$)/u, name: 'no-break space missing before a colon' },
    { fault: /\p{L}'[\p{L}\uFFFC]/u, name: 'straight apostrophe' },
    { fault: /"/, name: 'straight double quote' },
    { fault: /\.{3}/, name: 'three dots' },
    {
      fault: /\d (?:%|€|s|ms|min|Mo|Go|Ko|Mio|Kio)(?![\p{L}\d])/u,
      name: 'ordinary space before a unit',
    },
    {
      fault:
        /(?<!\p{L})(?:Etats?|Etape|Ecran|Ecrire|Editer|Eviter|Executer|A (?:partir|noter|propos|la|chaque))(?!\p{L})/u,
      name: 'capital without accent',
    },
  ],
  en: [
    { fault: / [;:!?](?=\s|$)/, name: 'space before punctuation' },
    { fault: /[«»]/, name: 'French quotation mark' },
    { fault: /\p{L}'\p{L}/u, name: 'straight apostrophe' },
  ],
};

/**
 * The faults of a run of text, each as `rule: text around it`; none for a correct text.
 *
 * @param run text of one block, with `untouched` in place of code and other languages
 */
export const typographyFaults = (run: string, locale: Locale): string[] =>
  typographyRules[locale].flatMap(({ fault, name }) => {
    const match = fault.exec(run);
    if (match === null) return [];
    const around = run.slice(Math.max(0, match.index - 30), match.index + 30).trim();
    return [`${name}: “${around}”`];
  });
