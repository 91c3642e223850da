import { mkdirSync, writeFileSync } from 'node:fs';
import { expect } from 'playwright/test';
import {
  askedBreaks,
  askedExamples,
  currentCapture,
  doctorBreakHash,
  doctorExampleHash,
  doctorRecords,
  shownBreak,
  shownCapture,
  shownHash,
  undeclared,
  undeclaredRules,
  withoutTimes,
  type DoctorRecord,
  type Shown,
} from '#doctor';
import { isBefore } from '#conf';
import { today } from '#evidence';
import { locales, type Locale } from '#i18n';
import { brokenExample, findBreak } from '#symptoms';
import {
  doctorBreakJob,
  doctorExampleJob,
  shownJob,
  verdictOf,
  type Finding,
} from './doctor-job.ts';
import { installedVersion } from '../servers/installed-version.ts';
import { drivers } from '../servers/index.ts';
import { test } from './labs.ts';

/**
 * The doctor against real servers, wrong and right. `npm run test:doctor` runs all that lacks a
 * record; otherwise a dozen is run and held against its record.
 */
const sample: ReadonlySet<string> = new Set([
  'nginx/scheme-not-passed',
  'nginx/slash-decoded',
  'nginx/body-limit',
  'apache/upgrade-not-passed',
  'apache/crumb-header-removed',
  'haproxy/second-policy',
  'lighttpd/jenkins-stopped',
  'squid/host-without-port',
  'caddy/prefix-removed',
  'traefik/cli-origin-replaced',
  'haproxy/https-path',
  'lighttpd/http-host',
]);

const mode = process.env['DOCTOR'] ?? 'sample';
const records = doctorRecords();
const isAsked = (id: string, hash: string): boolean =>
  mode === 'all' || (mode === 'lacking' ? records[id]?.hash !== hash : sample.has(id));

const folder = 'test-results/doctor';

const listed = (findings: readonly Finding[]): Record<string, string[]> =>
  Object.fromEntries(findings.map(({ rule, causes }) => [rule, causes.map(({ cause }) => cause)]));

/** Leaves a record to be collected, or holds it against the committed one. */
const judge = (id: string, record: DoctorRecord): void => {
  if (mode !== 'sample') {
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/${id.replaceAll('/', '+')}.json`, JSON.stringify({ id, record }));
    return;
  }
  const { broken, notes, cured, hash } = record;
  const known = records[id];
  expect(known, `${id} has a record`).toBeDefined();
  expect({ broken, notes, cured, hash }).toEqual({
    broken: known?.broken,
    notes: known?.notes,
    cured: known?.cured,
    hash: known?.hash,
  });
};

for (const id of askedBreaks()) {
  const { server, before } = findBreak(id);
  const version = installedVersion(server) ?? undefined;
  if (before !== undefined && !isBefore(version ?? '0', before)) continue;
  if ((drivers[server]?.notMade?.() ?? null) !== null) continue;
  if (!isAsked(id, doctorBreakHash(findBreak(id), version))) continue;
  test(`the doctor tells ${id}, and finds nothing after the cure`, async ({ runPhases }) => {
    test.setTimeout(400_000);
    const broken = findBreak(id);
    const hash = doctorBreakHash(broken, version);
    const [bad, good] = await runPhases([
      doctorBreakJob(broken, false, version),
      doctorBreakJob(broken, true, version),
    ]);
    const [saidBad, saidGood] = [bad?.commands[0], good?.commands[0]];
    expect(bad?.failure ?? '').toBe('');
    expect(good?.failure ?? '').toBe('');
    if (bad === undefined || saidBad === undefined || saidGood === undefined)
      throw new Error('The lab gave no result.');
    const wrong = verdictOf(saidBad);
    const right = verdictOf(saidGood);
    expect(saidBad.stderr).toBe('');
    judge(id, {
      hash,
      date: today(),
      version: bad.version,
      broken: listed(wrong.broken),
      notes: listed(wrong.notes),
      cured: undeclaredRules(
        brokenExample(broken, version),
        right.broken.map(({ rule }) => rule),
      ),
      requests: Math.max(wrong.requests, right.requests),
      seconds: Math.max(wrong.seconds, right.seconds),
    });
  });
}

for (const { id, example, shape } of askedExamples((server) => installedVersion(server))) {
  if ((drivers[example.server]?.notMade?.() ?? null) !== null) continue;
  if (!isAsked(id, doctorExampleHash(example, shape))) continue;
  test(`the doctor finds nothing in ${id}`, async ({ runPhases }) => {
    const hash = doctorExampleHash(example, shape);
    const [result] = await runPhases([doctorExampleJob(example, shape)]);
    expect(result?.failure ?? '').toBe('');
    const said = result?.commands[0];
    if (result === undefined || said === undefined) throw new Error('The lab gave no result.');
    const { broken, notes, requests, seconds } = verdictOf(said);
    const record: DoctorRecord = {
      hash,
      date: today(),
      version: result.version,
      broken: listed(broken),
      notes: listed(notes),
      requests,
      seconds,
    };
    if (mode === 'sample') expect(undeclared(example, record)).toEqual([]);
    judge(id, record);
  });
}

const shownLacks = mode === 'lacking' && currentCapture() === null;
if (mode !== 'lacking' || shownLacks) {
  test('the page shows what the doctor prints', async ({ runPhases }) => {
    const broken = findBreak(shownBreak);
    const [result] = await runPhases([
      shownJob(broken, installedVersion(broken.server) ?? undefined),
    ]);
    const [english, french] = [0, 1].map((index) => result?.commands[index]);
    if (result === undefined || english === undefined || french === undefined)
      throw new Error('The lab gave no result.');
    expect([english.exit, french.exit]).toEqual([1, 1]);
    const output = Object.fromEntries(
      locales.map((locale, index) => [locale, withoutTimes(result.commands[index]?.stdout ?? '')]),
    ) as Record<Locale, string>;
    if (mode === 'sample') {
      expect({ hash: shownHash(), output }).toEqual({
        hash: shownCapture()?.hash,
        output: shownCapture()?.output,
      });
      return;
    }
    const shown: Shown = { hash: shownHash(), version: result.version, output };
    mkdirSync(folder, { recursive: true });
    writeFileSync(`${folder}/shown.json`, JSON.stringify({ shown }));
  });
}
