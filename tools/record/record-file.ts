import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Day of the run, `YYYY-MM-DD`. */
export const today = new Date().toISOString().slice(0, 10);

const daysKept = 30;

/** Whether a record of a day is recent enough to be left alone while it says the same. */
export const isRecent = (date: string): boolean =>
  (Date.parse(today) - Date.parse(date)) / 86_400_000 <= daysKept;

/** The JSON of a file; `undefined` when there is none. */
export const readRecord = <T>(path: string): T | undefined =>
  existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as T) : undefined;

/**
 * Writes a record of today, unless a recent one says the same but for its day: a run changes no file
 * without a reason.
 *
 * @returns the day of the record that was left alone, or `null` when a file was written.
 */
export const writeRecord = <T extends { readonly date: string }>(
  path: string,
  record: T,
): string | null => {
  const known = readRecord<T>(path);
  const same =
    known !== undefined && JSON.stringify({ ...known, date: today }) === JSON.stringify(record);
  if (same && isRecent(known.date)) return known.date;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(record, null, 2)}\n`);
  return null;
};
