import { expect, type TestInfo } from 'playwright/test';
import { whyUnseen } from '#doctor';
import {
  askedBreaks,
  askedExamples,
  doctorHash,
  doctorOutputHash,
  doctorOutputNow,
  doctorRecordOf,
  isAsked as isAskedFor,
  leaveFragment,
  releases,
  shownBreak,
  told,
  today,
  undeclared,
  undeclaredRules,
  withoutTimes,
  type DoctorRecord,
} from '#evidence';
import { isBefore, isForVersion, type Example } from '#conf';
import { locales, type Locale } from '#i18n';
import { findServer } from '#servers';
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
 * The doctor against real servers, wrong and right. `npm run record` runs all that lacks a record;
 * otherwise a dozen is run and held against its record.
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

const isRecording = process.env['RECORD'] !== undefined;
const isAsked = (id: string): boolean =>
  isRecording ? isAskedFor(() => doctorRecordOf(id) === null) : sample.has(id);

const listed = (findings: readonly Finding[]): Record<string, string[]> =>
  Object.fromEntries(findings.map(({ rule, causes }) => [rule, causes.map(({ cause }) => cause)]));

/**
 * Leaves a record, and outside of `npm run record` holds it against the committed one.
 *
 * @param trouble What is wrong with what the doctor said, in words: the seconds of a machine that
 *   others load may be the reason, so it is asked again before that is recorded.
 */
const judge = (id: string, record: DoctorRecord, trouble: string, info: TestInfo): void => {
  if (info.retry < info.project.retries) expect(trouble).toBe('');
  if (!isRecording) {
    const { broken, notes, cured } = record;
    const known = doctorRecordOf(id);
    expect(known, `${id} has a record`).not.toBeNull();
    expect({ broken, notes, cured }).toEqual({
      broken: known?.broken,
      notes: known?.notes,
      cured: known?.cured,
    });
  }
  leaveFragment('doctor', id, { id, record });
};

for (const id of askedBreaks()) {
  const { server, before } = findBreak(id);
  const version = installedVersion(server) ?? undefined;
  if (before !== undefined && !isBefore(version ?? '0', before)) continue;
  if ((drivers[server]?.notMade?.() ?? null) !== null) continue;
  if (!isAsked(id)) continue;
  test(`the doctor tells ${id}, and finds nothing after the cure`, async ({ runPhases }, info) => {
    test.setTimeout(400_000);
    const broken = findBreak(id);
    const hash = doctorHash(id) ?? '';
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
    const record: DoctorRecord = {
      hash,
      date: today(),
      version: bad.version,
      system: releases.here,
      broken: listed(wrong.broken),
      notes: listed(wrong.notes),
      cured: undeclaredRules(
        brokenExample(broken, version),
        right.broken.map(({ rule }) => rule),
      ),
      long: saidBad.run.includes('--long'),
      requests: Math.max(wrong.requests, right.requests),
      seconds: Math.max(wrong.seconds, right.seconds),
    };
    const how = told(broken, record);
    const isMissed = ['otherwise', 'unseen'].includes(how) && whyUnseen(id, broken) === null;
    const trouble = [...(isMissed ? [how] : []), ...(record.cured ?? [])].join(' ');
    judge(id, record, trouble, info);
  });
}

/** Whether the version that is installed here is one that an example is for. */
const isRunHere = (example: Example): boolean => {
  // What Debian lacks is run in every version that a form is for.
  if (findServer(example.server).packages.length === 0) return true;
  const version = installedVersion(example.server);
  return version === null || isForVersion(example, version);
};

for (const { id, example, shape } of askedExamples()) {
  if (!isRunHere(example) || (drivers[example.server]?.notMade?.() ?? null) !== null) continue;
  if (!isAsked(id)) continue;
  test(`the doctor finds nothing in ${id}`, async ({ runPhases }, info) => {
    const hash = doctorHash(id) ?? '';
    const [result] = await runPhases([doctorExampleJob(example, shape)]);
    expect(result?.failure ?? '').toBe('');
    const said = result?.commands[0];
    if (result === undefined || said === undefined) throw new Error('The lab gave no result.');
    const { broken, notes, requests, seconds } = verdictOf(said);
    const record: DoctorRecord = {
      hash,
      date: today(),
      version: result.version,
      system: releases.here,
      broken: listed(broken),
      notes: listed(notes),
      long: false,
      requests,
      seconds,
    };
    judge(id, record, undeclared(example, record).join(' '), info);
  });
}

if (!isRecording || isAskedFor(() => doctorOutputNow() === null)) {
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
    if (!isRecording) expect(output).toEqual(doctorOutputNow()?.output);
    leaveFragment('doctor-output', 'output', {
      hash: doctorOutputHash(),
      date: today(),
      version: result.version,
      system: releases.here,
      output,
    });
  });
}
