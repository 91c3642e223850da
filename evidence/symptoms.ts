import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordFolder } from './records.ts';

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

let known: Readonly<Record<string, SymptomObservation>> | undefined;

/** Observations by break id; empty before the first run. */
export const symptomObservations = (): Readonly<Record<string, SymptomObservation>> => {
  const path = join(recordFolder, 'symptoms.json');
  known ??= existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, SymptomObservation>)
    : {};
  return known;
};
