import { shapes, type Shape } from './shape.ts';

/**
 * One letter for each form of a file, for the marks `data-in` of a page: a part that only some forms
 * have names them all (`data-in="ab"`), and a page repeats that a hundred times. The first four are
 * the shapes of an example, the next four those of its first variant, and so on.
 */
export const formLetters = 'abcdefghijklmnop';

/** The letters of an example itself, which name its shapes as well. */
export const shapeLetters = formLetters.slice(0, shapes.length);

/** Most variants that one block can offer. */
export const mostVariants = formLetters.length / shapes.length - 1;

/** @param variant 0 for the example itself, or the place of its variant, from 1 */
export const letterOf = (shape: Shape, variant = 0): string =>
  formLetters.charAt(variant * shapes.length + shapes.indexOf(shape));
