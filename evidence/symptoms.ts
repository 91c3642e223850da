import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { folderOf } from './records.ts';
import type { RunSystem } from './systems.ts';

/** What a run with a wrong configuration showed, as the server itself printed it. */
export interface SymptomObservation {
  readonly server: string;
  readonly version: string;
  readonly system: string;
  /** Day of the run, `YYYY-MM-DD`. */
  readonly date: string;
  /** Hash of the broken files; another one means that the observation is about other files. */
  readonly hash: string;
  /** Hash of the command whose answer this is; `null` when the break has none. */
  readonly command: string | null;
  /** Output of the command that tells the cause, `null` when the break has none. */
  readonly answer: string | null;
  readonly log: readonly string[];
  readonly jenkinsLog: readonly string[];
  /** Request line or header that reached Jenkins. */
  readonly received: readonly string[];
  /** Words with which the server refused to start. */
  readonly refused: string | null;
}

const read = (system: RunSystem): Readonly<Record<string, SymptomObservation>> => {
  const path = join(folderOf(system), 'symptoms.json');
  return existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, SymptomObservation>)
    : {};
};

const known = new Map<RunSystem, Readonly<Record<string, SymptomObservation>>>();

/** Observations by break id in a system; empty before the first run. */
export const symptomObservations = (
  system: RunSystem = 'here',
): Readonly<Record<string, SymptomObservation>> => {
  const found = known.get(system) ?? read(system);
  known.set(system, found);
  return found;
};
