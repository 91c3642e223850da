import { expect, test } from 'playwright/test';
import { admin, startDouble, type Double } from '../index.ts';
import { basic, exchangeRaw } from '../raw-http.ts';

let double: Double;

test.beforeEach(async () => {
  double = await startDouble({
    listen: { host: '127.0.0.1', port: 0 },
    agentPort: null,
    consoleInterval: 0,
  });
});
test.afterEach(() => double.close());

const poll = (page: string, headers: Record<string, string> = {}, method = 'GET') =>
  exchangeRaw(double.port, {
    method,
    target: `/job/demo/1/logText/${page}`,
    headers: { Authorization: basic(admin.name, admin.apiToken), ...headers },
  });

test('the classic format says where the log ends and whether there is more', async () => {
  const first = await poll('progressiveText?start=0');
  const size = Number(first.header('X-Text-Size'));
  expect(first.body).toHaveLength(size);
  expect(first.header('Content-Type')).toBe('text/plain;charset=utf-8');
  expect(first.header('X-More-Data')).toBe('true');
  double.grow('demo', 'été\n');
  const second = await poll(`progressiveText?start=${size}`);
  expect([second.body, second.header('X-Text-Size')]).toEqual(['été\n', String(size + 6)]);
  double.finish('demo');
  const last = await poll(`progressiveText?start=${size + 6}`);
  expect([last.body, last.header('X-More-Data')]).toEqual(['Finished: SUCCESS\n', null]);
});

test('the HTML format is escaped and has an annotator', async () => {
  double.grow('demo', '<b>\n');
  const response = await poll('progressiveHtml?start=-4', {}, 'POST');
  expect(response.body).toBe('&lt;b&gt;\n');
  expect(response.header('X-ConsoleAnnotator')?.length).toBeGreaterThan(200);
});

test('browsers get both parts in one body, and no X- headers about the log', async () => {
  const response = await poll(
    'progressiveHtml?start=0',
    { Accept: 'multipart/form-data, */*' },
    'POST',
  );
  const boundary = /^multipart\/form-data;boundary=([\w-]{36})$/.exec(
    response.header('Content-Type') ?? '',
  )?.[1];
  expect(boundary).toBeDefined();
  const parts = response.body.split(`--${boundary ?? ''}`);
  expect(parts).toHaveLength(4);
  expect(parts[1]).toContain('Content-Disposition: form-data;name=text\r\n');
  const meta = JSON.parse(parts[2]?.split('\r\n\r\n')[1] ?? '') as Record<string, unknown>;
  expect(meta).toMatchObject({ completed: false, start: 0 });
  expect([response.header('X-Text-Size'), response.header('X-More-Data')]).toEqual([null, null]);
});

test('the running build writes by itself when it is told to', async () => {
  double.configure({ consoleInterval: 1 });
  // It writes every millisecond; ten seconds are there for a loaded machine, not for the double.
  await expect
    .poll(async () => (await poll('progressiveText?start=0')).body, { timeout: 10_000 })
    .toContain('Step 1\n');
});

test('the whole log is a chunked download, and a page', async () => {
  const headers = { Authorization: basic(admin.name, admin.apiToken) };
  const text = await exchangeRaw(double.port, { target: '/job/demo/1/consoleText', headers });
  expect(text.header('Transfer-Encoding')).toBe('chunked');
  expect(text.body).toContain('Started by user admin');
  const page = await exchangeRaw(double.port, { target: '/job/demo/lastBuild/console', headers });
  expect(page.body).toContain('<h1>Console Output</h1>');
});

test('a log nobody knows, or that has ended, cannot grow', () => {
  expect(() => double.grow('x', '')).toThrow('No job "x"; known: demo,');
  expect(() => double.grow('a b', '')).toThrow('has ended');
});
