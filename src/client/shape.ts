import { formLetters, letterOf, shapeLetters } from '../../core/settings/letters.ts';
import { defaultShape, isShape, shapes, type Shape } from '../../core/settings/shape.ts';
import { announce } from './status.ts';
import { prefer } from './storage.ts';

const { dataset } = document.documentElement;

const radios = (root: ParentNode): NodeListOf<HTMLInputElement> =>
  root.querySelectorAll('.choice [type=radio]');

/** The shape chosen on this site, or the one of the sample values. */
export const chosenShape = (): Shape => {
  const { shape = '' } = dataset;
  return isShape(shape) ? shape : defaultShape;
};

/** The letter of what a block shows now: of the chosen shape, and of the variant pressed there. */
export const shownLetter = (block: Element | null, shape = chosenShape()): string => {
  const variants = [...(block?.querySelectorAll<HTMLInputElement>('[name^=variant]') ?? [])];
  return letterOf(
    shape,
    Math.max(
      0,
      variants.findIndex(({ checked }) => checked),
    ),
  );
};

/** The shape whose values a block shows: its own one where the chosen shape is not possible. */
export const valuesShape = (block: HTMLElement | null, letter: string): Shape => {
  const place = formLetters.indexOf(letter);
  const own = block?.dataset['as']?.charAt(place) ?? shapeLetters.charAt(place % shapes.length);
  return shapes[shapeLetters.indexOf(own)] ?? defaultShape;
};

/**
 * Presses the buttons of every block as `data-shape` and `data-variant` on <html> say; the style
 * sheet shows the rest. `restore.js` does the same for a page that is being loaded.
 */
export const showShape = (): void => {
  const { shape, variant = '' } = dataset;
  if (shape === undefined) return;
  const chosen = [...shape.split('-'), variant];
  for (const radio of radios(document)) if (chosen.includes(radio.value)) radio.checked = true;
};

/** The values of the whole page follow a shape. */
const fill = async (): Promise<void> => (await import('./chosen-values.ts')).fillChosen();

/** Shows a shape on this page: the one asked for by its address, or chosen in another tab. */
export const follow = (shape: string): void => {
  dataset['shape'] = shape;
  showShape();
  void fill();
};

/** Shows the shape that the address names, at the first block. */
export const showAsked = (block: Element | undefined): void => {
  follow(location.hash.slice(1));
  block?.scrollIntoView();
};

/** What stands pressed in a block, in words. */
const namesOf = (block: Element): string =>
  [...radios(block)]
    .filter(({ checked }) => checked)
    .map((radio) => radio.parentElement?.textContent.trim() ?? '')
    .join(', ');

/** Takes the choice of a button of a block, and keeps it. */
export const choose = (block: Element, { type, value, name }: HTMLInputElement): void => {
  if (type !== 'radio') return;
  const [protocol = '', place = ''] = chosenShape().split('-');
  if (name.startsWith('variant')) prefer('variant', value);
  prefer(
    'shape',
    name.startsWith('protocol')
      ? `${value}-${place}`
      : name.startsWith('address')
        ? `${protocol}-${value}`
        : chosenShape(),
  );
  const { top } = block.getBoundingClientRect();
  showShape();
  // Blocks above may have become longer: the buttons stay under the pointer.
  scrollBy({ top: block.getBoundingClientRect().top - top, behavior: 'instant' });
  void fill();
  announce(namesOf(block));
};
