import { join } from 'node:path';
import { exampleShapeId, sha256, type Example } from '#conf';
import { doctorScript, labSite, tooSlow } from '#doctor';
import { examples } from '#examples';
import { servers, type ServerId } from '#servers';
import type { Shape } from '#settings';
import { breaks, findBreak } from '#symptoms';
import { doctorFile, doctorOutput, type DoctorOutput, type DoctorRecord } from './model.ts';
import { doctorBreakHash, doctorExampleHash } from './run-hash.ts';
import { readAs, recordFolder } from './store.ts';

/** What `doctor.sh` said of each set-up, and what its page shows. */
export const doctorPath = join(recordFolder, 'doctor.json');
export const doctorOutputPath = join(recordFolder, 'doctor-output.json');

/** The broken set-ups of which the doctor can be asked: the server starts, on files that are run. */
export const askedBreaks = (): string[] =>
  Object.entries(breaks)
    .filter(
      ([id, { refused, server }]) =>
        refused === undefined && servers[server].evidence === 'run' && !(id in tooSlow),
    )
    .map(([id]) => id);

/** The published examples with their shapes of which the doctor can be asked. */
export const askedExamples = (): {
  readonly id: string;
  readonly example: Example;
  readonly shape: Shape;
}[] =>
  examples
    .filter(({ server }) => servers[server as ServerId].evidence === 'run')
    .flatMap((example) =>
      example.shapes.map((shape) => ({ id: exampleShapeId(example, shape), example, shape })),
    );

/** What a record is bound to; `null` for an id of nothing that is asked. */
export const doctorHash = (id: string): string | null => {
  if (id in breaks) return doctorBreakHash(findBreak(id));
  const asked = askedExamples().find((each) => each.id === id);
  return asked === undefined ? null : doctorExampleHash(asked.example, asked.shape);
};

let known: Readonly<Record<string, DoctorRecord>> | undefined;

/** The record of a set-up if it is about the script and the files of today, otherwise `null`. */
export const doctorRecordOf = (id: string): DoctorRecord | null => {
  known ??= readAs(doctorPath, doctorFile) ?? {};
  const found = known[id];
  return found !== undefined && found.hash === doctorHash(id) ? found : null;
};

/** The broken set-up that the page shows the doctor at work on. */
export const shownBreak = 'haproxy/scheme-not-passed';

/** What a captured output is bound to: every word of the script, and what it was asked of. */
export const doctorOutputHash = (): string =>
  sha256(`${doctorScript(labSite)}${doctorBreakHash(findBreak(shownBreak))}`);

/** The captured output when it is what the present script prints; otherwise `null`. */
export const doctorOutputNow = (): DoctorOutput | null => {
  const shown = readAs(doctorOutputPath, doctorOutput);
  return shown?.hash === doctorOutputHash() ? shown : null;
};

/** An output without what differs from run to run: times, and the name of the cookie. */
export const withoutTimes = (output: string): string =>
  output
    .replace(/(\d+) (requêtes|requests), \d+ s\./, '… $2, … s.')
    .replaceAll(/after \d+ ms/g, 'after … ms')
    .replaceAll(/JSESSIONID\.[0-9a-f]{8}/g, 'JSESSIONID.…');
