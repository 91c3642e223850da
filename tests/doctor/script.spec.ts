import { spawnSync } from 'node:child_process';
import { expect, test } from 'playwright/test';
import { checkIds } from '#contract';
import {
  doctorScript,
  doctorSource,
  labSite,
  namedCauses,
  neverSeen,
  ownChecks,
  reasons,
  sentences,
  unseenCauses,
  whyUnseen,
} from '#doctor';
import { recordedBreaks, told } from '#evidence';
import { locales } from '#i18n';
import { breaks, causes } from '#symptoms';
import { doctorFile } from './run-doctor.ts';

const source = doctorSource();

const run = (
  command: string,
  ...words: readonly string[]
): { readonly status: number | null; readonly text: string } => {
  const { status, stdout, stderr } = spawnSync(command, words, { encoding: 'utf8' });
  return { status, text: `${stdout}${stderr}` };
};

test('shellcheck has nothing to say of the script', () => {
  test.setTimeout(180_000);
  expect(run('shellcheck', '--shell=sh', '--severity=style', doctorFile)).toEqual({
    status: 0,
    text: '',
  });
});

for (const shell of [['dash'], ['bash', '--posix'], ['busybox', 'sh']]) {
  const [command = 'sh', ...words] = shell;
  test(`${shell.join(' ')} reads the script and prints its help in both languages`, () => {
    expect(run(command, ...words, '-n', doctorFile)).toEqual({ status: 0, text: '' });
    for (const locale of locales) {
      const { status, text } = run(command, ...words, doctorFile, '--lang', locale, '--help');
      expect(status).toBe(0);
      expect(text).toContain('--user-file');
    }
    expect(run(command, ...words, doctorFile).status).toBe(2);
    expect(run(command, ...words, doctorFile, 'ftp://example.com/').status).toBe(2);
    expect(run(command, ...words, doctorFile, 'https://a:b@example.com/').status).toBe(2);
    expect(run(command, ...words, doctorFile, 'https://example.com/$(id)').status).toBe(2);
    expect(
      run(command, ...words, doctorFile, '--user', 'name', 'https://example.com/').status,
    ).toBe(2);
  });
}

/** Every id that stands in the code of the script. */
const words = new Set(source.match(/[a-z0-9]+(?:-[a-z0-9]+)*/g) ?? []);
const isJudged = (rule: string): boolean =>
  words.has(rule) || (rule.startsWith('forged-') && words.has(rule.slice('forged-'.length)));

test('every rule of the contract is judged, or never seen for a reason, and none is both', () => {
  const both = checkIds.filter((id) => isJudged(id) && neverSeen[id] !== undefined);
  const neither = checkIds.filter((id) => !isJudged(id) && neverSeen[id] === undefined);
  expect({ both, neither }).toEqual({ both: [], neither: [] });
});

test('every own check, reason and sentence is used', () => {
  const unused = [...Object.keys(ownChecks), ...Object.keys(reasons), ...Object.keys(sentences)]
    .filter((id) => !words.has(id))
    .filter((id) => !(Object.values(neverSeen) as string[]).includes(id));
  expect(unused).toEqual([]);
});

test('every cause and reason that the script names has its words', () => {
  const script = doctorScript(labSite);
  for (const id of namedCauses(source)) {
    for (const locale of locales) {
      expect(script).toContain(`${locale}:${id})`);
      expect(causes[id]?.title[locale]).toBeTruthy();
    }
  }
  const asked = [
    ...source.matchAll(/(?<!all_)unseen "?\$?[a-z-]+"? ([a-z0-9-]+)/g),
    ...source.matchAll(/all_unseen ([a-z][a-z0-9-]+)/g),
    ...source.matchAll(/\$\(reason ([a-z-]+)\)/g),
  ].map(([, id]) => id);
  expect(asked.filter((id) => !(id !== undefined && id in reasons))).toEqual([]);
  const said = [...source.matchAll(/\$\(word ([a-z-]+)\)/g)].map(([, id]) => id);
  expect(said.filter((id) => !(id !== undefined && id in sentences))).toEqual([]);
});

test('what the doctor cannot tell is listed with its reason, and nothing that it tells', () => {
  const how = recordedBreaks().map(({ id, broken, record }) => ({
    id,
    isTold: ['first', 'named', 'symptom'].includes(told(broken, record)),
    why: whyUnseen(id, broken),
  }));
  expect(how.filter(({ isTold, why }) => !isTold && why === null).map(({ id }) => id)).toEqual([]);
  // A reason is needless where every set-up that has it, and a record, is told.
  const needless = [...Map.groupBy(how, ({ why }) => why?.en ?? '')].filter(
    ([why, own]) => why !== '' && own.every(({ isTold }) => isTold),
  );
  expect(needless.map(([why]) => why)).toEqual([]);
  // A cause that is listed has a set-up.
  const ofSetUps = new Set(Object.values(breaks).map(({ cause }) => cause));
  expect(Object.keys(unseenCauses).filter((cause) => !ofSetUps.has(cause))).toEqual([]);
});

test('after a cure nothing is broken', () => {
  const left = recordedBreaks().filter(({ record: { cured = [] } }) => cured.length > 0);
  expect(left.map(({ id, record }) => `${id}: ${record.cured?.join(' ')}`)).toEqual([]);
});
