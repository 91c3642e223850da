import type { Level } from './model.ts';

/** Days after which a badge tells its age. */
export const staleAfter = 180;
/** Days after which a run counts as a check of syntax only, and such a check as nothing. */
export const expiredAfter = 400;

const millisecondsADay = 86_400_000;

/** Whole days from a day (`YYYY-MM-DD`) to a moment; 0 for a day to come. */
export const ageOf = (date: string, now: Date): number =>
  Math.max(0, Math.floor((now.getTime() - Date.parse(date)) / millisecondsADay));

/** What a record of an age in days may still claim; `null` for nothing. */
export const levelAt = (level: Level, age: number): Level | null => {
  if (age <= expiredAfter) return level;
  return level === 'run' ? 'syntax' : null;
};

/** Whether a badge has to tell its age, in days. */
export const isStale = (age: number): boolean => age > staleAfter;
