import type { Break, Cause, Reported } from './break.ts';

/**
 * Causes, breaks and reports of every symptom: one module a symptom, joined here. Break ids are
 * `<server>/<cause>`, with a further part when a server shows a cause in several ways.
 */
export const causes: Readonly<Record<string, Cause>> = {};

export const breaks: Readonly<Record<string, Break>> = {};

export const reports: readonly Reported[] = [];

/**
 * The break of an id.
 * @throws for an unknown id; the message lists the known ones.
 */
export const findBreak = (id: string): Break => {
  const found = breaks[id];
  if (found === undefined) {
    throw new Error(`No break “${id}”; breaks: ${Object.keys(breaks).join(', ')}.`);
  }
  return found;
};

/**
 * The cause of an id.
 * @throws for an unknown id; the message lists the known ones.
 */
export const findCause = (id: string): Cause => {
  const found = causes[id];
  if (found === undefined) {
    throw new Error(`No cause “${id}”; causes: ${Object.keys(causes).join(', ')}.`);
  }
  return found;
};

export * from './break.ts';
export * from './files.ts';
