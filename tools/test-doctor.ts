import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync, rmSync, writeFileSync, existsSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import {
  askedBreaks,
  askedExamples,
  doctorRecords,
  isCurrent,
  recordsFile,
  shownFile,
  shownHash,
  told,
  type DoctorRecord,
  type Shown,
} from '#doctor';
import { findBreak } from '#symptoms';
import { commandLine } from './command-line.ts';

/**
 * Asks `doctor.sh` of every broken set-up, of its cure and of every example that has no record as
 * they are now, and writes the records. `--all` asks of those with a record too, `--grep` of those
 * with such a title.
 */
const folder = 'test-results/doctor';
const { values } = commandLine('node tools/test-doctor.ts [--all] [--grep TITLE] [--workers N]', {
  options: { all: { type: 'boolean' }, grep: { type: 'string' }, workers: { type: 'string' } },
});

/** Takes what runs have left of the script and the files as they are now, and removes it. */
const collect = async (): Promise<void> => {
  const known: Record<string, DoctorRecord> = { ...doctorRecords() };
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const left = JSON.parse(readFileSync(join(folder, name), 'utf8')) as
      { readonly shown: Shown } | { readonly id: string; readonly record: DoctorRecord };
    if ('shown' in left) {
      if (left.shown.hash === shownHash())
        writeFileSync(shownFile, `${JSON.stringify(left.shown, null, 2)}\n`);
    } else if (isCurrent(left.id, left.record)) known[left.id] = left.record;
  }
  const ids = new Set([...askedBreaks(), ...askedExamples().map(({ id }) => id)]);
  const kept = Object.fromEntries(
    Object.entries(known)
      .filter(([id]) => ids.has(id))
      .sort(([one], [other]) => (one < other ? -1 : 1)),
  );
  writeFileSync(
    recordsFile,
    await format(JSON.stringify(kept, null, 2), { parser: 'json', printWidth: 100 }),
  );
  rmSync(folder, { recursive: true });
};

// What an interruption has left is not asked again.
if (values['all'] === true) rmSync(folder, { recursive: true, force: true });
else await collect();
const { status } = spawnSync(
  'npx',
  [
    'playwright',
    'test',
    '--project=doctor',
    '--pass-with-no-tests',
    ...(typeof values['workers'] === 'string' ? ['--workers', values['workers']] : []),
    ...(typeof values['grep'] === 'string' ? ['--grep', values['grep']] : []),
  ],
  { stdio: 'inherit', env: { ...process.env, DOCTOR: values['all'] === true ? 'all' : 'lacking' } },
);
await collect();
const records = doctorRecords();
for (const id of askedBreaks()) {
  const record = records[id];
  if (record === undefined) continue;
  const how = told(findBreak(id), record);
  if (how !== 'first' && how !== 'named')
    console.log(`${how}: ${id} ${JSON.stringify(record.broken)}`);
  if ((record.cured ?? []).length > 0)
    console.log(`after the cure: ${id} ${record.cured?.join(' ')}`);
}
process.exitCode = status ?? 1;
