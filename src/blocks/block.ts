import type { Locale } from '#i18n';
import type { Piece } from './piece.ts';

/** Attributes as a page writes them: `<Command id="nginx/validate" />`. */
export type Attributes = Readonly<Record<string, string | undefined>>;

/**
 * What a block shows in a language.
 * @throws for attributes that it does not have or lacks, and for unknown ids
 */
export type Block = (
  attributes: Attributes,
  locale: Locale,
) => readonly Piece[] | Promise<readonly Piece[]>;

type Given<Required extends string, Optional extends string> = Readonly<
  Record<Required, string> & Partial<Record<Optional, string>>
>;

/**
 * A block that takes its data by attributes, each of them a text.
 * @param required attributes that it cannot do without
 * @param optional attributes that it may have beside them
 */
export const block =
  <Required extends string = never, Optional extends string = never>(
    name: string,
    {
      required = [],
      optional = [],
    }: {
      readonly required?: readonly Required[];
      readonly optional?: readonly Optional[];
    },
    show: (
      attributes: Given<Required, Optional>,
      locale: Locale,
    ) => readonly Piece[] | Promise<readonly Piece[]>,
  ): Block =>
  (attributes, locale) => {
    const known: readonly string[] = [...required, ...optional];
    const given = Object.keys(attributes).filter((key) => attributes[key] !== undefined);
    const lacking = required.filter((key) => !given.includes(key));
    const odd = given.filter((key) => !known.includes(key));
    if (lacking.length > 0 || odd.length > 0) {
      const has = given.length === 0 ? 'no attribute' : given.join(', ');
      throw new Error(`<${name}> has ${has}; it takes ${known.join(', ') || 'none'}.`);
    }
    return show(attributes as Given<Required, Optional>, locale);
  };
