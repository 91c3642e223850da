import type { Locale } from './locales.ts';

/** A word that the texts of a language do not use, and what they write instead. */
export interface Term {
  readonly avoid: RegExp;
  readonly instead: string;
}

/**
 * One word for one thing, and machines do what machines do: the terms of each language that have a
 * better one. A word comes here when it was corrected on more than one page.
 */
export const terms: Readonly<Record<Locale, readonly Term[]>> = {
  fr: [
    {
      avoid: /(?<!\p{L})(?:employ(?:er|ez|ons|ée?s?)|emploie(?:nt)?)(?!\p{L})/iu,
      instead: 'utiliser',
    },
    {
      avoid: /(?<!\p{L})(?:croi[ts]|croient|croirai(?:t|ent)|croire)(?!\p{L})/iu,
      instead: 'se fier à, prendre pour, déduire',
    },
    {
      avoid: /(?<!\p{L})admet(?:s|t|tent|tre|tez|tant)?(?!\p{L})/iu,
      instead: 'accepter, tolérer, autoriser',
    },
    { avoid: /(?<!\p{L})courriels?(?!\p{L})/iu, instead: 'e-mail' },
    { avoid: /(?<!\p{L})doublures?(?!\p{L})/iu, instead: 'double' },
    { avoid: /fils? d[’']exécution/iu, instead: 'thread' },
    { avoid: /\d[\s\u202F]Ko(?!\p{L})/u, instead: 'ko' },
    {
      avoid: /(?<!\p{L})(?:exemples?|symptômes?) prouvés?(?!\p{L})/iu,
      instead: 'testé (exemple), reproduit (symptôme)',
    },
    { avoid: /jett?e(?:nt)? (?:les|des) paquets/iu, instead: 'bloquer' },
    { avoid: /autre chose que Jenkins/iu, instead: 'la réponse ne vient pas de Jenkins' },
  ],
  en: [
    {
      avoid: /\bbeliev(?:e|es|ed|ing)\b/i,
      instead: 'trust, use, take for, derive',
    },
    {
      avoid: /\b(?:carr(?:y|ies|ied)|carrying)\b/i,
      instead: 'relay, contain, have, pass on',
    },
    { avoid: /\badmits?\b/i, instead: 'accept, allow' },
    { avoid: /\bbeside (?:the proxy|Jenkins)\b/i, instead: 'without passing the proxy, next to' },
    { avoid: /\bheld against\b/i, instead: 'tested against, compared with' },
    { avoid: /\banother answer than\b/i, instead: 'a different answer' },
    { avoid: /\bwrong indeed\b/i, instead: 'really is wrong' },
  ],
};

/**
 * The terms of a run of text that have a better word, each with that word and the text around it;
 * none for a text that uses the others.
 *
 * @param run text of one block, code and words of the other language left out
 */
export const termFaults = (run: string, locale: Locale): string[] =>
  terms[locale].flatMap(({ avoid, instead }) => {
    const match = avoid.exec(run);
    if (match === null) return [];
    const around = run.slice(Math.max(0, match.index - 30), match.index + 40).trim();
    return [`“${match[0]}”, better ${instead}: “${around}”`];
  });
