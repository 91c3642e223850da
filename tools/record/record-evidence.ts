import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { breaks } from '#symptoms';
import {
  recordFolder,
  type ExampleRecord,
  type ServerRecord,
  type SymptomObservation,
} from '#evidence';
import { isRecent, readRecord, today, writeRecord } from './record-file.ts';

/** Joins the parts that the proxy tests left into one record a server, and one of symptoms. */
interface Fragment extends ExampleRecord {
  readonly id: string;
  readonly server: string;
  readonly version: string | null;
  readonly system: string;
  readonly commands?: readonly string[];
}

const fragmentFolder = 'test-results/evidence';
/** Version whose behaviour the double reproduces (`tests/double`). */
const jenkins = '2.568.2';

const readFragments = (): Fragment[] =>
  (existsSync(fragmentFolder) ? readdirSync(fragmentFolder) : [])
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(fragmentFolder, name), 'utf8')) as Fragment);

const sorted = <T>(object: Readonly<Record<string, T>>): Record<string, T> =>
  Object.fromEntries(Object.entries(object).sort(([a], [b]) => (a < b ? -1 : 1)));

const recordOf = (server: string, fragments: readonly Fragment[]): ServerRecord => ({
  schema: 1,
  server,
  version: fragments[0]?.version ?? null,
  system: fragments[0]?.system ?? '',
  jenkins,
  date: today,
  commands: [...new Set(fragments.flatMap(({ commands = [] }) => commands))].sort(),
  examples: sorted(
    Object.fromEntries(
      fragments.map(({ id, files, level, checks }) => [
        id,
        { files: sorted(files), level, checks: sorted(checks) },
      ]),
    ),
  ),
});

const fragments = readFragments();
for (const server of new Set(fragments.map((fragment) => fragment.server))) {
  const record = recordOf(
    server,
    fragments.filter((fragment) => fragment.server === server),
  );
  const kept = writeRecord(join(recordFolder, `${server}.json`), record);
  console.log(
    kept === null
      ? `${server}: ${Object.keys(record.examples).length} examples recorded`
      : `${server}: the record of ${kept} still holds`,
  );
}

/** What a run showed of a symptom; texts hold times and ports, so they do not count as changes. */
interface SymptomFragment extends SymptomObservation {
  readonly id: string;
}

const symptomFolder = 'test-results/symptoms';
const symptomPath = join(recordFolder, 'symptoms.json');

const readSymptoms = (): Record<string, SymptomObservation> =>
  Object.fromEntries(
    (existsSync(symptomFolder) ? readdirSync(symptomFolder) : [])
      .sort()
      .map((name) => JSON.parse(readFileSync(join(symptomFolder, name), 'utf8')) as SymptomFragment)
      .map(({ id, ...seen }) => [id, { ...seen, date: today }]),
  );

const observations = readSymptoms();
if (Object.keys(observations).length > 0) {
  const committed = readRecord<Record<string, SymptomObservation>>(symptomPath) ?? {};
  const holds = (id: string, seen: SymptomObservation): boolean => {
    const known = committed[id];
    return (
      known !== undefined &&
      known.hash === seen.hash &&
      known.command === seen.command &&
      known.version === seen.version &&
      isRecent(known.date)
    );
  };
  // A run of some breaks leaves the records of the others.
  const joined = sorted(
    Object.fromEntries(
      Object.entries({ ...committed, ...observations })
        .filter(([id]) => id in breaks)
        .map(([id, seen]) => [id, holds(id, seen) ? committed[id] : seen]),
    ),
  );
  writeFileSync(symptomPath, `${JSON.stringify(joined, null, 2)}\n`);
  console.log(`${Object.keys(joined).length} symptoms recorded`);
}
