import { slotTexts } from '../../core/conf/personal.ts';
import { sampleSettings } from '../../core/settings/settings.ts';
import { defaultShape } from '../../core/settings/shape.ts';
import { chosenShape } from './shape.ts';
import { fillSlots, ownTexts } from './slots.ts';

/**
 * Writes the values of the chosen shape into the page: the reader's own, or the sample ones, which
 * are kept for the next page.
 */
export const fillChosen = (): void => {
  const own = ownTexts();
  const texts = own ?? slotTexts(sampleSettings(defaultShape));
  fillSlots(texts, chosenShape());
  try {
    if (!own) localStorage.setItem('proxy.sample', JSON.stringify(texts));
  } catch {
    // Storage is refused: the next page shows the values of the sample's own shape.
  }
};
