import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { readAs, serverRecord, symptomRecord } from '#evidence';

let folder = '';
test.beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'records-'));
});
test.afterEach(() => {
  rmSync(folder, { recursive: true });
});

const example = {
  hash: 'a'.repeat(64),
  date: '2026-11-28',
  level: 'run',
  version: '1.22.1',
  commands: [],
  files: {},
  checks: { 'login-page': 'passed' },
};

const file = (changed: object): string => {
  const path = join(folder, 'nginx.json');
  const examples = { 'nginx/https-host': { ...example, ...changed } };
  const record = { schema: 2, server: 'nginx', system: 'Debian 12', jenkins: '2.568.2', examples };
  writeFileSync(path, JSON.stringify(record));
  return path;
};

test('a record of the right form is read', () => {
  expect(readAs(file({}), serverRecord)?.examples['nginx/https-host']?.version).toBe('1.22.1');
  expect(readAs(join(folder, 'none.json'), serverRecord)).toBeUndefined();
});

for (const [field, value] of [
  ['hash', 'abc'],
  ['date', '28 November'],
  ['level', 'believed'],
  ['version', ''],
  ['checks', { 'login-page': 'surely' }],
  ['color', 'green'],
] as const) {
  test(`a wrong “${field}” is told with its file and place`, () => {
    const read = () => readAs(file({ [field]: value }), serverRecord);
    expect(read).toThrow(/nginx\.json is not a record/);
    expect(read).toThrow(new RegExp(`examples → nginx/https-host.*${field}`, 's'));
  });
}

test('what is no JSON is told with its file', () => {
  const path = join(folder, 'symptoms.json');
  writeFileSync(path, '{');
  expect(() => readAs(path, symptomRecord)).toThrow(/symptoms\.json is no JSON/);
});
