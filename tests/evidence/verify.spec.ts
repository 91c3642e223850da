import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { inCopy, type Edit } from './copied-project.ts';

const runIn = (cwd: string, ...words: readonly string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { cwd, encoding: 'utf8' });
  return { status, stdout, stderr };
};

/** What `npm run verify`, the last part of `npm test`, says in a copy with other records. */
const verifyAfter = (work: (edit: Edit) => void) =>
  inCopy(work, (folder) => runIn(folder, 'tools/record/verify.ts'));

/** Leaves in a copy what a run of nginx showed, with some of it changed. */
const leave = (folder: string, changed: object): void => {
  const { status, stderr } = runIn(
    folder,
    '--input-type=module',
    '--eval',
    `
import { exampleHash, leaveFragment } from '#evidence';
import { findExample } from '#examples';
leaveFragment('examples', 'nginx/https-host', {
  id: 'nginx/https-host',
  server: 'nginx',
  system: 'Debian 12',
  record: {
    hash: exampleHash(findExample('nginx'), 'https-host'),
    date: '2026-11-28', level: 'run', version: '1.0.0', commands: [], files: {},
    checks: { 'login-page': 'passed' },
    ...${JSON.stringify(changed)},
  },
});`,
  );
  if (status !== 0) throw new Error(stderr);
};

const recordOfNginx = (folder: string): unknown =>
  (
    JSON.parse(readFileSync(join(folder, 'content/evidence/nginx.json'), 'utf8')) as {
      examples: Record<string, unknown>;
    }
  ).examples['nginx/https-host'];

test('what is shown without a record of it fails, with the command that writes one', () => {
  const { status, stderr } = verifyAfter((edit) => {
    edit('content/evidence/nginx.json', (text) =>
      text.replace(/"hash": "\w+"/, `"hash": "${'ab'.repeat(32)}"`),
    );
    edit('content/evidence/symptoms.json', (text) =>
      text.replace(/"hash": "\w+"/, `"hash": "${'ab'.repeat(32)}"`),
    );
    edit('content/evidence/trixie/haproxy.json', (text) =>
      text.replaceAll('haproxy/https-host', 'haproxy/gone'),
    );
    edit('content/evidence/hosting/squid.json', (text) =>
      text.replace('"root": {', '"elsewhere": {'),
    );
    edit('content/evidence/tls-scans.json', (text) =>
      text.replaceAll('"example": "lighttpd"', '"example": "gone"'),
    );
  });
  expect(status).toBe(1);
  expect(stderr).toMatch(/Run: npm run scan:tls -- .*lighttpd\/https-host/);
  expect(stderr).toMatch(/example nginx: no record of a run of what is shown: nginx\//);
  expect(stderr).toMatch(/symptom apache: no record of a run of what is shown: apache\//);
  expect(stderr).toMatch(/example haproxy \(trixie\): no record of .*haproxy\/https-host/);
  expect(stderr).toMatch(/hosting squid: no record of .*squid\/root/);
  expect(stderr).toContain('Run `npm run record`');
});

test('a record of another form fails, with its file and field', () => {
  const { status, stderr } = verifyAfter((edit) => {
    edit('content/evidence/nginx.json', (text) =>
      text.replace('"level": "run"', '"level": "surely"'),
    );
  });
  expect(status).toBe(1);
  expect(stderr).toMatch(/content\/evidence\/nginx\.json.*npm run record/);
  expect(stderr).toMatch(/examples → nginx\/[\w./-]+ → level/);
});

test('what a run left becomes a record, and another run is then held against it', () => {
  inCopy(
    () => undefined,
    (folder) => {
      leave(folder, {});
      const collected = runIn(folder, 'tools/record/index.ts', '--collect');
      expect(collected.stdout).toContain('1 runs are in the records');
      expect(recordOfNginx(folder)).toMatchObject({ checks: { 'login-page': 'passed' } });
      expect(runIn(folder, 'tools/record/verify.ts').stderr).not.toMatch(
        /example nginx: .*nginx\/https-host/,
      );
      leave(folder, { checks: { 'login-page': 'impossible' } });
      const { status, stderr } = runIn(folder, 'tools/record/verify.ts');
      expect(status).toBe(1);
      expect(stderr).toContain(
        'example nginx/https-host: the run came to something else than its record. login-page: recorded "passed", now "impossible"',
      );
    },
  );
});

test('what a run of something else left becomes no record', () => {
  inCopy(
    () => undefined,
    (folder) => {
      const before = recordOfNginx(folder);
      leave(folder, { hash: 'ab'.repeat(32) });
      runIn(folder, 'tools/record/index.ts', '--collect');
      expect(recordOfNginx(folder)).toEqual(before);
    },
  );
});

test('an unknown part of the records is told, with those that there are', () => {
  const { status, stderr } = runIn(process.cwd(), 'tools/record/index.ts', '--only=matrices');
  expect(status).toBe(1);
  expect(stderr).toContain(
    '“matrices” is no part of the records; parts: examples, doctor, hosting',
  );
});
