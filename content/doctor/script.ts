import { checkIds, checks } from '#contract';
import { locales, type Translated } from '#i18n';
import { causes, findCause } from '#symptoms';
import { doctorSource } from './source.ts';
import { help, neverSeen, ownChecks, reasons, sentences } from './words.ts';

/** Address of the site in the runs of the lab, where nobody opens it. */
export const labSite = 'https://proxy.example';

/** Every word of the script that is the id of a cause. */
export const namedCauses = (source: string): string[] => [
  ...new Set((source.match(/[a-z0-9]+(?:-[a-z0-9]+)+/g) ?? []).filter((word) => word in causes)),
];

/** A text as a word of the shell. */
const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** A function of the shell that prints the text of an id in the language that was chosen. */
const spoken = (name: string, texts: readonly (readonly [id: string, text: Translated])[]) =>
  [
    `${name}() {`,
    '  case $lang:$1 in',
    ...locales.flatMap((locale) =>
      texts.map(([id, text]) => `    ${locale}:${id}) printf %s ${quoted(text[locale])} ;;`),
    ),
    '  esac',
    '}',
  ].join('\n');

/** A function of the shell that prints what an id leads to. */
const looked = (name: string, found: readonly (readonly [id: string, value: string])[]) =>
  [
    `${name}() {`,
    '  case $1 in',
    ...found.map(([id, value]) => `    ${id}) printf %s ${value} ;;`),
    '  esac',
    '}',
  ].join('\n');

/** The texts that pages and script share, as functions of the shell. */
const words = (source: string): string => {
  const named = namedCauses(source);
  return [
    spoken('title', [
      ...checkIds.map((id): readonly [string, Translated] => [id, checks[id].title]),
      ...Object.entries(ownChecks),
    ]),
    spoken(
      'cause_title',
      named.map((id) => [id, findCause(id).title]),
    ),
    looked(
      'symptom_of',
      named.map((id) => [id, findCause(id).symptom]),
    ),
    looked('never', Object.entries(neverSeen)),
    spoken('reason', Object.entries(reasons)),
    spoken('word', Object.entries(sentences)),
    spoken('help', [['', { fr: `${help.fr}\n`, en: `${help.en}\n` }]]).replace(
      '$lang:$1',
      '$lang:',
    ),
    `all_rules() {\n  printf '%s\\n' ${checkIds.join(' ')}\n}`,
  ].join('\n');
};

/**
 * The script as it is published.
 *
 * @param site Address of the site, without a final slash.
 */
export const doctorScript = (site: string): string => {
  const source = doctorSource();
  return source.replaceAll('@SITE@', () => site).replace('# @WORDS@', () => words(source));
};
