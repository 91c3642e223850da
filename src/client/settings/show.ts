import { slotTexts } from '../../../core/conf/personal.ts';
import type { Settings } from '../../../core/settings/settings.ts';
import { shapeOf } from '../../../core/settings/shape.ts';
import { showShape } from '../shape.ts';
import { fillSlots } from '../slots.ts';
import { announce } from '../status.ts';
import { texts } from './texts.ts';

/** Writes values into the page, and says how many of its blocks changed. */
export const showSettings = (settings: Settings): void => {
  const shape = shapeOf(settings);
  const { dataset } = document.documentElement;
  dataset['personal'] = '';
  dataset['shape'] = shape;
  showShape();
  announce(texts.updated(fillSlots(slotTexts(settings), shape)));
};
