import { element, escapeText, parseLanguage, roleClass, type Role } from '#highlight';
import type { Conf, Slot } from '#conf';
import type { Locale } from '#i18n';
import type { Settings } from '#settings';
import { linesOf, type ShownLine } from './lines.ts';
import { merge, type Merged } from './merge.ts';

/** A file in one of its forms: for a shape of the URL, for a version of the server. */
export interface Rendered {
  /** Letters of the shapes that show it, its own first; see `core/settings/letters.ts`. */
  readonly letters: string;
  readonly config: Conf;
  readonly settings: Settings;
}

/** A stretch of the merged file; `letters` is absent where all forms have it. */
interface Stretch {
  readonly text: string;
  readonly role: Role;
  readonly slot?: Slot;
  readonly letters?: string | undefined;
}

const isBlank = (text: string): boolean => text.trim() === '';

/** Values by what they are, with the forms that have each. */
const byText = (values: ReadonlyMap<number, string>): [string, number[]][] =>
  [...Map.groupBy(values, ([, text]) => text)].map(([text, found]) => [
    text,
    found.map(([number]) => number),
  ]);

const slotAttributes = ({ name, escape }: Slot): Record<string, string> => ({
  'data-slot': name,
  ...(escape === 'plain' ? {} : { 'data-escape': escape }),
});

const stretchesOf = (
  lines: readonly Merged<ShownLine>[],
  lettersOf: (numbers: readonly number[]) => string | undefined,
): Stretch[] =>
  lines.flatMap(({ found }, index) => {
    const own = lettersOf([...found.keys()]);
    const alternatives = (values: ReadonlyMap<number, string>, rest: Omit<Stretch, 'text'>) => {
      const texts = byText(values);
      return texts.map(([text, numbers]): Stretch => ({
        ...rest,
        text,
        letters: texts.length === 1 ? own : lettersOf(numbers),
      }));
    };
    const [first] = found.values();
    const end = index < lines.length - 1 ? '\n' : '';
    const indents = [...found.values()].map(({ indent }) => indent);
    const least = indents.reduce((one, other) => (other.length < one.length ? other : one));
    const more = new Map(
      [...found].map(([number, { indent }]) => [number, indent.slice(least.length)]),
    );
    return [
      ...(least === '' ? [] : [{ text: least, role: 'base' as const, letters: own }]),
      ...alternatives(more, { role: 'base' }).filter(({ text }) => text !== ''),
      ...(first?.parts ?? []).flatMap(({ text, role, slot }, place): Stretch[] => {
        if (!slot) return [{ text, role, letters: own }];
        const values = new Map(
          [...found].map(([number, { parts }]) => [number, parts[place]?.text ?? '']),
        );
        return alternatives(values, { role, slot });
      }),
      ...(end === '' ? [] : [{ text: end, role: 'base' as const, letters: own }]),
    ];
  });

/** Neighbours with one quality in common, in order. */
const grouped = <T, K>(
  all: readonly T[],
  keyOf: (one: T, before: K | undefined) => K,
): [K, T[]][] => {
  const groups: [K, T[]][] = [];
  for (const one of all) {
    const last = groups.at(-1);
    const key = keyOf(one, last?.[0]);
    if (last && last[0] === key) last[1].push(one);
    else groups.push([key, [one]]);
  }
  return groups;
};

const roleHtml = (role: Role, stretches: readonly Stretch[]): string => {
  const [only] = stretches;
  if (only?.slot && stretches.length === 1)
    return element(escapeText(only.text), slotAttributes(only.slot), roleClass[role]);
  const html = stretches
    .map(({ text, slot }) =>
      slot ? element(escapeText(text), slotAttributes(slot)) : escapeText(text),
    )
    .join('');
  return role === 'base' || isBlank(html) ? html : element(html, {}, roleClass[role]);
};

const lettersHtml = (letters: string | undefined, stretches: readonly Stretch[]): string => {
  const [only] = stretches;
  // One value of a slot needs no element around its own.
  if (letters !== undefined && only?.slot && stretches.length === 1)
    return element(
      escapeText(only.text),
      { ...slotAttributes(only.slot), 'data-in': letters },
      roleClass[only.role],
    );
  // Blanks have no colour: they go on with what stands before them.
  const html = grouped<Stretch, Role>(stretches, ({ text, role, slot }, before) =>
    !slot && isBlank(text) ? (before ?? 'base') : role,
  )
    .map(([role, all]) => roleHtml(role, all))
    .join('');
  return letters === undefined ? html : element(html, { 'data-in': letters });
};

/**
 * HTML of a file in all its forms, for the inside of `<code>`: what they share stands once, the rest
 * in elements whose `data-in` names the letters that have it. Without the elements that lack a
 * letter, the text is that form's rendered text without its final line feed.
 *
 * @throws for a language that cannot be highlighted
 */
export const mergedHtml = (
  forms: readonly Rendered[],
  locale: Locale,
  language: string,
): string => {
  const all = forms.map(({ letters }) => letters).join('');
  const lettersOf = (numbers: readonly number[]): string | undefined => {
    const letters = numbers.map((number) => forms[number]?.letters ?? '').join('');
    return letters.length === all.length ? undefined : letters;
  };
  const lines = merge(
    forms.map(({ config, settings }) => linesOf(config, settings, locale, parseLanguage(language))),
  );
  return grouped(stretchesOf(lines, lettersOf), ({ letters }) => letters)
    .map(([letters, stretches]) => lettersHtml(letters, stretches))
    .join('');
};
