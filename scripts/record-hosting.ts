import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hostingRecordPath, type HostingRecord } from '../src/hosting/record.ts';

/**
 * Joins the parts that the hosting tests left into one record a server. A record that says the
 * same as the committed one but for its day is left alone for a month.
 */
interface Fragment extends Pick<HostingRecord, 'version' | 'system' | 'checks' | 'files'> {
  readonly id: string;
}

const folder = 'test-results/hosting';
const today = new Date().toISOString().slice(0, 10);
const daysKept = 30;

const names = existsSync(folder) ? readdirSync(folder).sort() : [];
const fragments = names.map(
  (name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Fragment,
);

for (const [server, [first, ...more]] of Map.groupBy(fragments, ({ id }) => id)) {
  if (first === undefined) continue;
  const { version, system, checks } = first;
  const files = Object.fromEntries(
    [first, ...more]
      .flatMap((fragment) => Object.entries(fragment.files))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  const record: HostingRecord = { schema: 1, server, version, system, date: today, checks, files };
  const path = hostingRecordPath(server);
  const known = existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as HostingRecord)
    : undefined;
  const age = known === undefined ? Infinity : (Date.parse(today) - Date.parse(known.date)) / 864e5;
  const same = JSON.stringify({ ...known, date: today }) === JSON.stringify(record);
  if (same && age <= daysKept) continue;
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${JSON.stringify(record, null, 2)}\n`);
  console.log(`${server}: hosting of this site recorded`);
}
