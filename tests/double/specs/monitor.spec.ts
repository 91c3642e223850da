import { expect, test } from 'playwright/test';
import { admin, reader, startDouble, type Double } from '../index.ts';
import { basic, exchangeRaw } from '../raw-http.ts';
import { rawEncode } from '../stapler-path.ts';

const jenkinsUrl = 'https://ci.example.org/jenkins/';
const base = '/jenkins/administrativeMonitor/hudson.diagnosis.ReverseProxySetupMonitor';
const authorization = basic(admin.name, admin.apiToken);
const https = { 'X-Forwarded-Proto': 'https' };

let double: Double;

test.beforeAll(async () => {
  double = await startDouble({
    listen: { host: '127.0.0.1', port: 0 },
    agentPort: null,
    contextPath: '/jenkins',
    jenkinsUrl,
  });
});
test.afterAll(() => double.close());

const get = (target: string, headers: Record<string, string> = {}) =>
  exchangeRaw(double.port, {
    target,
    headers: { Authorization: authorization, ...headers },
  });

/** The second leg for a page, its address encoded as the first leg does. */
const verdict = (segment: string, headers: Record<string, string> = https) =>
  get(`${base}/testForReverseProxySetup/${segment}/`, headers);

const page = `${jenkinsUrl}manage/`;

test('the first leg leads to the configured URL with the page in one segment', async () => {
  const response = await get(`${base}/test`, { Referer: page });
  expect(response.status).toBe(302);
  expect(response.header('Location')).toBe(
    `https://ci.example.org${base}/testForReverseProxySetup/https%3A%2F%2Fci.example.org%2Fjenkins%2Fmanage%2F/`,
  );
});

test('every character but a short list is encoded, in upper case', () => {
  expect(rawEncode("aZ09!$&'()*+,-.=@_~:;/?#[]%é")).toBe(
    "aZ09!$&'()*+,-.=@_%7E%3A%3B%2F%3F%23%5B%5D%25%C3%A9",
  );
});

test('the second leg is empty 200 when request and page agree', async () => {
  const response = await verdict(rawEncode(page));
  expect([response.status, response.body]).toEqual([200, '']);
});

test.describe('the second leg is 404', () => {
  const cases: [
    name: string,
    segment: string,
    headers: Record<string, string>,
    mismatch: string,
  ][] = [
    [
      'without the scheme (F2)',
      rawEncode(page),
      {},
      `http://ci.example.org/jenkins/manage vs. ${page}`,
    ],
    [
      'with a wrong port (F3)',
      rawEncode(page),
      { ...https, 'X-Forwarded-Port': '80' },
      `https://ci.example.org:80/jenkins/manage vs. ${page}`,
    ],
    [
      'with the scheme in capitals (F4)',
      rawEncode(page),
      { 'X-Forwarded-Proto': 'HTTPS' },
      `HTTPS://ci.example.org:443/jenkins/manage vs. ${page}`,
    ],
    ['when slashes were decoded (F7)', page, https, `${jenkinsUrl}manage vs. https:`],
    [
      'when percent signs were encoded again (F8)',
      rawEncode(rawEncode(page)),
      https,
      `${jenkinsUrl}manage vs. ${rawEncode(page)}`,
    ],
    ['without Referer (F15)', 'NO-REFERER', https, `${jenkinsUrl}manage vs. NO-REFERER`],
  ];
  for (const [name, segment, headers, mismatch] of cases) {
    test(name, async () => {
      const response = await verdict(segment, headers);
      expect(response.status).toBe(404);
      expect(response.body).toContain('Oops!');
      expect(response.body).toContain(`<h2>${mismatch}</h2>`);
      expect(response.header('X-Jenkins')).toBe('2.568.2');
      expect(double.log()).toContain(
        `WARNING h.d.ReverseProxySetupMonitor#getTestForReverseProxySetup: ${mismatch}`,
      );
    });
  }
});

test('without Referer the first leg says so', async () => {
  const response = await get(`${base}/test`);
  expect(response.header('Location')).toMatch(/\/testForReverseProxySetup\/NO-REFERER\/$/);
});

test('the second try inserts the context path after the configured URL', async () => {
  double.configure({ jenkinsUrl: 'https://ci.example.org/' });
  const response = await exchangeRaw(double.port, {
    method: 'POST',
    target: `${base}/test`,
    headers: {
      Authorization: authorization,
      Referer: page,
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body: 'testWithContext=true',
  });
  double.configure({ jenkinsUrl });
  expect(response.header('Location')).toMatch(
    /^https:\/\/ci\.example\.org\/jenkins\/administrativeMonitor\//,
  );
});

test('without a configured URL the first leg uses that of the request', async () => {
  double.configure({ jenkinsUrl: null });
  const response = await exchangeRaw(double.port, {
    target: `${base}/test`,
    host: 'inside:8080',
    headers: { Authorization: authorization },
  });
  double.configure({ jenkinsUrl });
  expect(response.header('Location')).toMatch(
    /^http:\/\/inside:8080\/jenkins\/administrativeMonitor/,
  );
});

test('Overall/Read is not enough', async () => {
  const response = await get(`${base}/test`, {
    Authorization: basic(reader.name, reader.apiToken),
  });
  expect([response.status, response.header('X-Required-Permission')]).toEqual([
    403,
    'hudson.model.Hudson.SystemRead',
  ]);
});

test('an anonymous visitor who may read gets the authentication page', async () => {
  double.configure({ secured: false });
  const response = await exchangeRaw(double.port, { target: `${base}/test` });
  double.configure({ secured: true });
  expect([response.status, response.body]).toEqual([
    403,
    expect.stringContaining('Authentication required'),
  ]);
});

test('the page Manage Jenkins holds what the check needs', async () => {
  const { body } = await get('/jenkins/manage/');
  expect(body).toContain(`data-url="${base}/test" data-context="/jenkins"`);
  expect((await get('/jenkins/manage')).header('Location')).toBe('/jenkins/manage/');
});

test('the other check wants its two characters whole', async () => {
  const target =
    '/jenkins/administrativeMonitor/jenkins.diagnostics.URICheckEncodingMonitor/checkURIEncoding';
  expect((await get(`${target}?value=%E5%9F%B7%E4%BA%8B`)).body).toBe('<div/>');
  expect((await get(`${target}?value=%25E5%259F`)).body).toContain('use UTF-8');
});
