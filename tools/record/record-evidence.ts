import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { breaks } from '#symptoms';
import {
  folderOf,
  runSystems,
  type ExampleRecord,
  type RunSystem,
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

const readFragments = (system: RunSystem): Fragment[] => {
  const folder = join(fragmentFolder, system);
  return (existsSync(folder) ? readdirSync(folder) : [])
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Fragment);
};

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

for (const system of runSystems) {
  const fragments = readFragments(system);
  for (const server of new Set(fragments.map((fragment) => fragment.server))) {
    const record = recordOf(
      server,
      fragments.filter((fragment) => fragment.server === server),
    );
    const kept = writeRecord(join(folderOf(system), `${server}.json`), record);
    const name = record.version === null ? server : `${server} ${record.version}`;
    console.log(
      kept === null
        ? `${name}: ${Object.keys(record.examples).length} examples recorded`
        : `${name}: the record of ${kept} still holds`,
    );
  }
}

/** What a run showed of a symptom; texts hold times and ports, so they do not count as changes. */
interface SymptomFragment extends SymptomObservation {
  readonly id: string;
}

const symptomFolder = 'test-results/symptoms';

const readSymptoms = (folder: string): Record<string, SymptomObservation> =>
  Object.fromEntries(
    (existsSync(folder) ? readdirSync(folder) : [])
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as SymptomFragment)
      .map(({ id, ...seen }) => [id, { ...seen, date: today }]),
  );

for (const system of runSystems) {
  const observations = readSymptoms(join(symptomFolder, system));
  if (Object.keys(observations).length === 0) continue;
  const path = join(folderOf(system), 'symptoms.json');
  const committed = readRecord<Record<string, SymptomObservation>>(path) ?? {};
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
  mkdirSync(folderOf(system), { recursive: true });
  writeFileSync(path, `${JSON.stringify(joined, null, 2)}\n`);
  console.log(`${system}: ${Object.keys(joined).length} symptoms recorded`);
}
