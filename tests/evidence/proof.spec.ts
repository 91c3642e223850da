import { expect, test } from 'playwright/test';
import {
  ageOf,
  evidenceOf,
  hostingRecordIn,
  isStale,
  joinedEvidence,
  levelAt,
  observationsIn,
  type HostingRecord,
  type ServerRecord,
  type SymptomObservation,
} from '#evidence';

const hash = 'a'.repeat(64);
const other = 'b'.repeat(64);

const record = (date: string, level: 'run' | 'syntax' = 'run'): ServerRecord => ({
  schema: 2,
  server: 'nginx',
  system: 'Debian 12',
  jenkins: '2.568.2',
  examples: {
    'nginx/https-host': {
      hash,
      date,
      level,
      version: level === 'run' ? '1.22.1' : null,
      commands: ['nginx -t'],
      files: {},
      checks: { 'login-page': 'passed', 'agent-port': 'not-applicable' },
    },
  },
});

/** The day that is a number of days before the moment of these tests. */
const now = new Date('2026-11-28T12:00:00Z');
const daysBefore = (days: number): string =>
  new Date(Date.parse('2026-11-28') - days * 86_400_000).toISOString().slice(0, 10);

const proof = (date: string, level?: 'run' | 'syntax') =>
  evidenceOf(record(date, level), 'nginx/https-host', hash, now);

test('the age of a record is in whole days, and a day to come is none', () => {
  expect(ageOf('2026-11-28', now)).toBe(0);
  expect(ageOf('2026-11-27', now)).toBe(1);
  expect(ageOf('2026-11-29', now)).toBe(0);
});

test('a badge tells its age after 180 days', () => {
  expect(isStale(180)).toBe(false);
  expect(isStale(181)).toBe(true);
  expect(proof(daysBefore(181))).toMatchObject({ age: 181, level: 'run' });
});

test('after 400 days a run counts as a check of syntax, and such a check as nothing', () => {
  expect([levelAt('run', 400), levelAt('run', 401)]).toEqual(['run', 'syntax']);
  expect([levelAt('syntax', 400), levelAt('syntax', 401)]).toEqual(['syntax', null]);
  expect(proof(daysBefore(400))?.level).toBe('run');
  expect(proof(daysBefore(401))?.level).toBe('syntax');
  expect(proof(daysBefore(400), 'syntax')?.level).toBe('syntax');
  expect(proof(daysBefore(401), 'syntax')).toBeNull();
});

test('a record proves what was run and nothing else', () => {
  expect(proof('2026-11-28')).toMatchObject({
    server: 'nginx',
    version: '1.22.1',
    system: 'Debian 12',
    jenkins: '2.568.2',
    commands: ['nginx -t'],
    checks: [
      { id: 'login-page', result: 'passed' },
      { id: 'agent-port', result: 'not-applicable' },
    ],
    runs: [{ version: '1.22.1', system: 'Debian 12', date: '2026-11-28', passed: 1 }],
  });
  expect(evidenceOf(record('2026-11-28'), 'nginx/https-host', other, now)).toBeNull();
  expect(evidenceOf(record('2026-11-28'), 'nginx/http-host', hash, now)).toBeNull();
  expect(evidenceOf(undefined, 'nginx/https-host', hash, now)).toBeNull();
});

test('several systems prove what all of them passed, as of the oldest run', () => {
  const first = proof('2026-11-28');
  const second = proof('2026-11-20');
  if (first === null || second === null) throw new Error('Both are proven.');
  const joined = joinedEvidence([
    first,
    {
      ...second,
      version: '1.26.3',
      runs: [{ version: '1.26.3', system: 'Debian 13', date: '2026-11-20', passed: 0 }],
      checks: [
        { id: 'login-page', result: 'impossible' },
        { id: 'agent-port', result: 'not-applicable' },
      ],
    },
  ]);
  expect(joined).toMatchObject({ level: 'run', date: '2026-11-20', age: 8 });
  expect(joined?.runs.map(({ version }) => version)).toEqual(['1.22.1', '1.26.3']);
  expect(joined?.checks[0]).toEqual({ id: 'login-page', result: 'impossible' });
  expect(joinedEvidence([])).toBeNull();
});

const seen = (version: string): SymptomObservation => ({
  server: 'nginx',
  version,
  system: 'Debian',
  date: '2026-11-28',
  hash,
  answer: null,
  log: ['upstream timed out'],
  jenkinsLog: [],
  received: [],
  refused: null,
});

test('what was seen of a break counts while it is the same break, the oldest version first', () => {
  const stored = {
    here: { 'nginx/x': seen('1.22.1') },
    trixie: { 'nginx/x': { ...seen('1.26.3'), hash: other } },
    sid: { 'nginx/x': seen('1.9.0') },
  };
  const read = (system: keyof typeof stored) => stored[system];
  expect(observationsIn('nginx/x', hash, read).map(({ version }) => version)).toEqual([
    '1.9.0',
    '1.22.1',
  ]);
  expect(observationsIn('nginx/x', 'c'.repeat(64), read)).toEqual([]);
  expect(observationsIn('nginx/y', hash, read)).toEqual([]);
});

test('a record of hosting holds for its place and what was run there', () => {
  const place: HostingRecord = {
    hash,
    date: '2026-11-28',
    level: 'run',
    version: '1.22.1',
    system: 'Debian 12',
    checks: ['page'],
    impossible: [],
    files: {},
  };
  const file = { schema: 3, server: 'nginx', places: { root: place } } as const;
  expect(hostingRecordIn(file, 'root', hash)).toBe(place);
  expect(hostingRecordIn(file, 'root', other)).toBeNull();
  expect(hostingRecordIn(file, 'path', hash)).toBeNull();
  expect(hostingRecordIn(undefined, 'root', hash)).toBeNull();
});
