import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { doctorFile, readAs } from '#evidence';
import { inCopy } from './copied-project.ts';

/** Leaves what two runs of the doctor showed; after the cure it called a rule broken. */
const leave = `
import { doctorHash, leaveFragment } from '#evidence';
for (const id of ['nginx/scheme-not-passed', 'nginx/https-host']) {
  leaveFragment('doctor', id, {
    id,
    record: {
      hash: doctorHash(id),
      date: '2026-11-28', version: '1.22.1', system: 'Debian 12',
      broken: { 'root-url': ['scheme-not-passed'] }, notes: {}, cured: [],
      long: false, requests: 39, seconds: 12,
    },
  });
}`;

/** What a build counts of nginx, and what `npm run verify` misses of it. */
const count = `
import { doctorFigures, doctorRecordOf } from '#evidence';
const lacks = ['nginx/scheme-not-passed', 'nginx/https-host', 'nginx/host-not-passed']
  .filter((id) => doctorRecordOf(id) === null);
const nginx = doctorFigures().find(({ server }) => server === 'nginx') ?? null;
console.log(JSON.stringify({ lacks, nginx }));`;

interface Counted {
  readonly lacks: readonly string[];
  readonly nginx: object | null;
}

const node = (cwd: string, ...words: readonly string[]): string => {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return stdout;
};
const evaluate = (cwd: string, text: string): string =>
  node(cwd, '--input-type=module', '--eval', text);

const changes = {
  code: ['content/doctor/doctor.sh', 'most_requests=60', 'most_requests=61'],
  asking: ['tests/run/doctor-job.ts', 'milliseconds: 120_000', 'milliseconds: 130_000'],
  jenkins: ['tests/double/who-am-i.ts', '<table class=', '<table id="changed" class='],
  words: ['content/doctor/words.ts', 'Needs a browser', 'Takes a browser'],
} as const;

test('a record of the doctor counts while the script, the way to ask and Jenkins are the same', () => {
  test.setTimeout(240_000);
  const found: Record<string, Counted> = {};
  inCopy(
    (edit, folder) => {
      rmSync(join(folder, 'content/evidence/doctor.json'), { force: true });
      rmSync(join(folder, 'test-results'), { recursive: true, force: true });
      evaluate(folder, leave);
      node(folder, 'tools/record/index.ts', '--collect');
      found['nothing'] = JSON.parse(evaluate(folder, count)) as Counted;
      for (const [name, [path, from, to]] of Object.entries(changes)) {
        edit(path, (text) => text.replace(from, to));
        found[name] = JSON.parse(evaluate(folder, count)) as Counted;
        edit(path, (text) => text.replace(to, from));
      }
    },
    () => undefined,
  );
  const held = {
    lacks: ['nginx/host-not-passed'],
    nginx: expect.objectContaining({ setUps: 1, right: 2, falseAlarms: 1 }) as unknown,
  };
  const all = ['nginx/scheme-not-passed', 'nginx/https-host', 'nginx/host-not-passed'];
  const undone = { lacks: all, nginx: null };
  expect(found).toEqual({
    nothing: held,
    code: undone,
    asking: undone,
    jenkins: undone,
    // What it calls a rule changes nothing of what it found.
    words: held,
  });
});

test('the committed records of the doctor have the form of today', () => {
  const records = readAs('content/evidence/doctor.json', doctorFile) ?? {};
  // Whether each that is shown is there, `npm run verify` tells.
  expect(Object.values(records).every(({ requests }) => requests <= 60)).toBe(true);
  const slow = Object.entries(records).filter(
    ([, { long, seconds }]) => seconds > (long ? 60 : 30),
  );
  expect(slow).toEqual([]);
});
