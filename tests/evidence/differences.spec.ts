import { expect, test } from 'playwright/test';
import {
  differentChecks,
  differentHosting,
  differentSigns,
  otherVersion,
  type ExampleRecord,
  type HostingRecord,
  type SymptomObservation,
} from '#evidence';

/** `npm test` fails when a run comes to something else than its record. */
const hash = 'a'.repeat(64);
const day = { hash, date: '2026-11-28' } as const;

const example: ExampleRecord = {
  ...day,
  level: 'run',
  version: '1.22.1',
  commands: ['nginx -t'],
  files: {},
  checks: { 'login-page': 'passed', 'agent-port': 'not-applicable' },
};

test('a run that says what its record says is no difference, on another day and version', () => {
  const ran = { ...example, date: '2027-01-01', version: '1.22.2' };
  expect(differentChecks(example, ran)).toEqual([]);
  expect(otherVersion(example, ran)).toBe('recorded with 1.22.1, run with 1.22.2');
  expect(otherVersion(example, example)).toBeNull();
});

for (const [what, ran, words] of [
  [
    'a rule with another result',
    { ...example, checks: { ...example.checks, 'login-page': 'impossible' } },
    'login-page: recorded "passed", now "impossible"',
  ],
  [
    'a rule that the record lacks',
    { ...example, checks: { ...example.checks, ipv6: 'passed' } },
    'ipv6: recorded null, now "passed"',
  ],
  [
    'a rule that was not held',
    { ...example, checks: { 'login-page': 'passed' } },
    'agent-port: recorded "not-applicable", now null',
  ],
  ['another command', { ...example, commands: [] }, 'commands: recorded ["nginx -t"], now []'],
] as const satisfies readonly (readonly [string, ExampleRecord, string])[]) {
  test(`${what} is a difference`, () => {
    expect(differentChecks(example, ran)).toEqual([words]);
  });
}

test('a record of something else is not compared, nor is a run elsewhere with a check of syntax', () => {
  const other: ExampleRecord = { ...example, hash: 'b'.repeat(64), checks: {} };
  expect(differentChecks(other, example)).toEqual([]);
  expect(differentChecks(undefined, example)).toEqual([]);
  expect(differentChecks(example, { ...example, level: 'syntax', version: null })).toEqual([]);
});

test('a check of hosting that passes no longer, or at last, is a difference', () => {
  const record: HostingRecord = {
    ...day,
    level: 'run',
    version: '1.22.1',
    system: 'Debian 12',
    checks: ['page'],
    impossible: ['http2'],
    files: {},
  };
  expect(differentHosting(record, record)).toEqual([]);
  expect(differentHosting(record, { ...record, checks: [] })).toHaveLength(1);
  expect(differentHosting(record, { ...record, impossible: [] })).toHaveLength(1);
});

test('a broken set-up that shows a sign more or less is a difference, other words are none', () => {
  const seen: SymptomObservation = {
    ...day,
    server: 'nginx',
    version: '1.22.1',
    system: 'Debian 12',
    answer: 'HTTP/1.1 502',
    log: ['12:00:01 refused'],
    jenkinsLog: [],
    received: [],
    refused: null,
  };
  expect(differentSigns(seen, { ...seen, log: ['12:00:02 refused'] })).toEqual([]);
  expect(differentSigns(seen, { ...seen, log: [] })).toHaveLength(1);
  expect(differentSigns(seen, { ...seen, refused: 'unknown directive' })).toHaveLength(1);
});
