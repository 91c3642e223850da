import type { SlotTexts } from '../../core/conf/personal.ts';
import type { Shape } from '../../core/settings/shape.ts';
import { shownLetter, valuesShape } from './shape.ts';

export type Texts = Readonly<Record<Shape, SlotTexts>>;

let latest: Texts | null = null;

/** The reader's own values: those written last, or else those kept. */
export const ownTexts = (): Texts | null => {
  if (document.documentElement.dataset['personal'] === undefined) return null;
  try {
    return latest ?? (JSON.parse(localStorage.getItem('proxy.slots') ?? 'null') as Texts | null);
  } catch {
    return latest;
  }
};

/**
 * Writes values into the slots below `root`, as text. A slot that only some forms of a block have
 * gets the values of one of these.
 *
 * @param wanted letter of the form that the block is wanted in
 * @returns the slots whose text changed
 */
export const fill = (
  slots: Iterable<HTMLElement>,
  texts: Texts,
  block: HTMLElement | null,
  wanted: string,
): HTMLElement[] => {
  const changed: HTMLElement[] = [];
  for (const slot of slots) {
    const own = slot.closest<HTMLElement>('[data-in]')?.dataset['in'] ?? wanted;
    const shape = valuesShape(block, own.includes(wanted) ? wanted : own.charAt(0));
    const { slot: name = '', escape } = slot.dataset;
    const text = texts[shape][`${name}/${escape ?? ''}`] ?? texts[shape][name] ?? '';
    if (slot.textContent === text) continue;
    slot.textContent = text;
    changed.push(slot);
  }
  return changed;
};

/**
 * Writes values into every slot of the page; `restore.js` does the same for a page that is
 * being loaded. Blocks with a choice keep the values they were built with until the reader gives
 * others: an example may have its own.
 *
 * @returns the number of blocks whose text changed
 */
export const fillSlots = (texts: Texts, shape: Shape): number => {
  latest = texts;
  const isPersonal = ownTexts() !== null;
  const all = document.querySelectorAll<HTMLElement>('[data-slot]');
  const changed = new Set<Element>();
  for (const [block, slots] of Map.groupBy(all, (slot) => slot.closest<HTMLElement>('.shapes'))) {
    if (block && !isPersonal) continue;
    for (const slot of fill(slots, texts, block, shownLetter(block, shape))) {
      const figure = slot.closest('figure');
      if (figure) changed.add(figure);
    }
  }
  return changed.size;
};
