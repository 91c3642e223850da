import { slotTexts } from '../../../core/conf/personal.ts';
import type { Settings } from '../../../core/settings/settings.ts';
import { prefer } from '../storage.ts';
import type { Values } from './values.ts';

const storageKeys = { values: 'proxy.values', slots: 'proxy.slots' } as const;

const readText = (): string | null => {
  try {
    return localStorage.getItem(storageKeys.values);
  } catch {
    return null;
  }
};

/** The values that this browser keeps; `null` without any, and where storage is refused. */
export const keptValues = (): Values | null => {
  const kept = readText();
  return kept === null ? null : (JSON.parse(kept) as Values);
};

/** Keeps what the fields hold, and the texts of the slots, which `restore.js` writes while the next page is read. */
export const keep = (values: Values, settings: Settings): void => {
  try {
    localStorage.setItem(storageKeys.values, JSON.stringify(values));
    localStorage.setItem(storageKeys.slots, JSON.stringify(slotTexts(settings)));
  } catch {
    // Storage is refused or full: the values hold for this page.
  }
};

/** Forgets the values and the shape that they led to. */
export const forget = (): void => {
  prefer('shape', undefined);
  try {
    for (const key of Object.values(storageKeys)) localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
};
