import type { SlotTexts } from '../../core/conf/personal.ts';
import type { Shape } from '../../core/settings/shape.ts';

/**
 * Writes the reader's values into every slot of the page, as text. A slot inside an example of
 * another shape gets the values bent to that shape. `before-paint.js` does the same for a page
 * that is being loaded. Returns the number of blocks whose text changed.
 */
export const fillSlots = (texts: Readonly<Record<Shape, SlotTexts>>, own: Shape): number => {
  const changed = new Set<Element>();
  for (const slot of document.querySelectorAll<HTMLElement>('[data-slot]')) {
    const shape = (slot.closest<HTMLElement>('.shape')?.dataset['shape'] ?? own) as Shape;
    const { slot: name = '', escape } = slot.dataset;
    const text = texts[shape][`${name}/${escape ?? ''}`] ?? texts[shape][name] ?? '';
    if (slot.textContent === text) continue;
    slot.textContent = text;
    const block = slot.closest('figure');
    if (block) changed.add(block);
  }
  return changed.size;
};
