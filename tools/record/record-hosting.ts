import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hostingRecordPath, type HostingRecord } from '../../evidence/hosting-record.ts';
import { today, writeRecord } from './record-file.ts';

/** Joins the parts that the hosting tests left into one record a server. */
interface Fragment extends Omit<HostingRecord, 'schema' | 'server' | 'date'> {
  readonly id: string;
}

const folder = 'test-results/hosting';

const names = existsSync(folder) ? readdirSync(folder).sort() : [];
const fragments = names.map(
  (name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as Fragment,
);

for (const [server, [first, ...more]] of Map.groupBy(fragments, ({ id }) => id)) {
  if (first === undefined) continue;
  const { level, version, system, checks, impossible } = first;
  const files = Object.fromEntries(
    [first, ...more]
      .flatMap((fragment) => Object.entries(fragment.files))
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
  const record: HostingRecord = {
    schema: 2,
    server,
    level,
    version,
    system,
    date: today,
    checks,
    impossible,
    files,
  };
  const kept = writeRecord(hostingRecordPath(server), record);
  if (kept === null) console.log(`${server}: hosting of this site recorded`);
}
