import { exampleSettings, type Example } from '#conf';
import {
  formLetters,
  formOf,
  letterOf,
  mostVariants,
  shapeLetters,
  shapes,
  type Settings,
  type Shape,
} from '#settings';

/** A shape of an example, or of a variant that the same block offers, with the letters that show it. */
export interface ShownForm {
  readonly example: Example;
  /** 0 for the example itself, or the place of the variant, from 1. */
  readonly variant: number;
  readonly shape: Shape;
  readonly letters: string;
  readonly settings: Settings;
}

/**
 * What a reader sees who wants a shape that an example has not: the same place with the other
 * protocol, or else the first one.
 */
const instead = ({ shapes: known }: Example, wanted: Shape): Shape | undefined =>
  known.find((shape) => shape === wanted) ??
  known.find((shape) => formOf(shape).underPath === formOf(wanted).underPath) ??
  known[0];

/**
 * Every form of a block: the shapes of an example, and those of each variant.
 * @throws for more variants than there are letters
 */
export const formsOf = (example: Example, variants: readonly Example[] = []): ShownForm[] => {
  if (variants.length > mostVariants)
    throw new Error(`“${example.id}” has more than ${String(mostVariants)} variants in one block.`);
  return [example, ...variants].flatMap((one, variant) =>
    one.shapes.map((shape) => ({
      example: one,
      variant,
      shape,
      settings: exampleSettings(one, shape),
      letters: [
        letterOf(shape, variant),
        ...shapes
          .filter((wanted) => wanted !== shape && instead(one, wanted) === shape)
          .map((wanted) => letterOf(wanted, variant)),
      ].join(''),
    })),
  );
};

/** The shape whose values each letter shows, where an example lacks a shape: `abab`; else nothing. */
export const valuesShown = (forms: readonly ShownForm[]): string | undefined => {
  const count = Math.max(...forms.map(({ variant }) => variant)) + 1;
  const shown = [...formLetters.slice(0, count * shapes.length)]
    .map((letter) => {
      const form = forms.find(({ letters }) => letters.includes(letter));
      return form ? letterOf(form.shape) : '';
    })
    .join('');
  return shown === shapeLetters.repeat(count) ? undefined : shown;
};

/** Letters of all forms that have something; nothing where all have it. */
export const lettersOf = (
  forms: readonly ShownForm[],
  all: readonly ShownForm[],
): string | undefined =>
  forms.length === all.length ? undefined : forms.map(({ letters }) => letters).join('');
