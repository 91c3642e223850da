import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'playwright/test';
import { admin, startDouble, type Double } from '../index.ts';
import { basic, exchangeRaw, openRaw, rawRequest } from '../raw-http.ts';

let double: Double;

test.beforeAll(async () => {
  double = await startDouble({
    listen: { host: '127.0.0.1', port: 0 },
    agentPort: null,
    contextPath: '/jenkins',
    idleTimeout: 500,
    tickInterval: 60,
    eventsLifetime: 400,
  });
});
test.afterAll(() => double.close());

const token = { Authorization: basic(admin.name, admin.apiToken) };

test('an idle connection is closed at its time, and serves several requests before', async () => {
  const connection = openRaw(double.port);
  for (let time = 0; time < 3; time += 1) {
    connection.write(rawRequest({ target: '/jenkins/login' }));
    expect((await connection.response()).status).toBe(200);
  }
  const answeredAt = Date.now();
  await connection.closed;
  const idle = Date.now() - answeredAt;
  // 500 ms are the double's; how much later it comes on a loaded machine is not asked.
  expect(idle).toBeGreaterThan(200);
  expect(
    new Set(
      double
        .requests()
        .slice(-3)
        .map((request) => request.connection),
    ).size,
  ).toBe(1);
});

test('silence while a request is processed does not count as idle', async () => {
  const response = await exchangeRaw(double.port, { target: '/jenkins/slow?ms=900' });
  expect([response.status, response.body]).toEqual([200, 'waited 900 ms\n']);
});

test('a body that stalls is 500 with the idle timeout', async () => {
  const connection = openRaw(double.port);
  connection.write('POST /jenkins/sink HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nhalf');
  const response = await connection.response();
  expect(response.status).toBe(500);
  expect(response.body).toContain(
    'java.io.IOException: java.util.concurrent.TimeoutException: Idle timeout expired: 500/500 ms',
  );
  await connection.closed;
});

test('100 Continue goes out when the body is first read, and not when it is not', async () => {
  const connection = openRaw(double.port);
  const head = 'Host: a\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n';
  connection.write(`POST /jenkins/sink HTTP/1.1\r\n${head}`);
  expect((await connection.bytes())?.toString()).toBe('HTTP/1.1 100 Continue\r\n\r\n');
  connection.write('body');
  expect(JSON.parse((await connection.response()).body)).toMatchObject({ bodyBytes: 4 });
  connection.write(`POST /jenkins/job/demo/build HTTP/1.1\r\n${head}`);
  const refused = await connection.response();
  expect([refused.status, refused.header('Connection')]).toEqual([403, 'close']);
  await connection.closed;
});

test('an unread body that has arrived leaves the connection usable', async () => {
  const connection = openRaw(double.port);
  connection.write(
    rawRequest({ method: 'POST', target: '/jenkins/job/demo/build', body: '{"a":1}' }),
  );
  expect((await connection.response()).status).toBe(403);
  connection.write(rawRequest({ target: '/jenkins/login' }));
  expect((await connection.response()).status).toBe(200);
  connection.destroy();
});

test('the sink reports sizes, hash and the arrival of each chunk', async () => {
  const connection = openRaw(double.port);
  connection.write('POST /jenkins/sink HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n');
  for (let time = 0; time < 3; time += 1) {
    connection.write('5\r\nhello\r\n');
    await delay(80);
  }
  connection.write('0\r\n\r\n');
  const report = JSON.parse((await connection.response()).body) as {
    bodyBytes: number;
    chunkTimes: number[];
  };
  connection.destroy();
  expect(report.bodyBytes).toBe(15);
  const [first = 0, , third = 0] = report.chunkTimes;
  // The chunks left 160 ms apart; a loaded machine reads the first ones late, so less is asked.
  expect(third - first).toBeGreaterThan(40);
  expect(double.requests().at(-1)).toMatchObject({ bodyComplete: true, status: 200 });
});

test('HTTP/1.0 gets no chunks: a length, or the end of the connection', async () => {
  const page = await exchangeRaw(double.port, {
    target: '/jenkins/login',
    httpVersion: 'HTTP/1.0',
  });
  expect(page.header('Content-Length')).not.toBeNull();
  const stream = await exchangeRaw(double.port, {
    target: '/jenkins/stream?count=3&every=1',
    httpVersion: 'HTTP/1.0',
  });
  expect([stream.header('Transfer-Encoding'), stream.header('Connection')]).toEqual([null, null]);
  expect(stream.body.split('\n')).toHaveLength(4);
});

test('HTTP/1.0 keeps the connection when asked', async () => {
  const connection = openRaw(double.port);
  const headers = { Connection: 'keep-alive' };
  for (let time = 0; time < 2; time += 1) {
    connection.write(rawRequest({ target: '/jenkins/login', httpVersion: 'HTTP/1.0', headers }));
    expect((await connection.response()).header('Connection')).toBe('keep-alive');
  }
  connection.destroy();
});

test('a stream comes piece by piece, compressed or not', async () => {
  for (const headers of [{}, { 'Accept-Encoding': 'gzip' }]) {
    const response = await exchangeRaw(double.port, {
      target: '/jenkins/stream?count=3&every=100',
      headers,
    });
    expect(response.body.match(/piece/g)).toHaveLength(3);
    const [first, , third] = response.pieces.map(({ arrivedAt }) => arrivedAt);
    // 200 ms lie between them; a loaded machine reads the first one late, so less is asked.
    expect((third ?? 0) - (first ?? 0)).toBeGreaterThan(50);
  }
});

test('pages are compressed for those who ask, and say that they vary', async () => {
  const headers = { 'Accept-Encoding': 'gzip, br' };
  const asked = await exchangeRaw(double.port, { target: '/jenkins/login', headers });
  const plain = await exchangeRaw(double.port, { target: '/jenkins/login' });
  expect([asked.header('Content-Encoding'), asked.header('Vary')]).toEqual([
    'gzip',
    'Accept-Encoding',
  ]);
  expect([plain.header('Content-Encoding'), plain.header('Vary')]).toEqual([
    null,
    'Accept-Encoding',
  ]);
  expect(asked.body).toContain('j_spring_security_check');
});

test('HEAD has the headers of GET and no body', async () => {
  const connection = openRaw(double.port);
  connection.write(rawRequest({ method: 'HEAD', target: '/jenkins/login' }));
  const head = await connection.response('HEAD');
  expect(Number(head.header('Content-Length'))).toBeGreaterThan(100);
  connection.write(rawRequest({ target: '/jenkins/health/' }));
  expect((await connection.response()).body).toBe('{"status":true}');
  connection.destroy();
});

test('a download has its length, and a range of an artifact too', async () => {
  const response = await exchangeRaw(double.port, { target: '/jenkins/download?bytes=200000' });
  expect(response.bytes).toHaveLength(200_000);
  const part = await exchangeRaw(double.port, {
    target: '/jenkins/job/demo/1/artifact/archive.zip',
    headers: { ...token, Range: 'bytes=4-11' },
  });
  expect([part.status, part.header('Content-Range'), part.bytes.length]).toEqual([
    206,
    'bytes 4-11/65536',
    8,
  ]);
  expect(part.header('Content-Security-Policy')).toMatch(/^sandbox /);
});

test('a response header of 12 kB goes out, one over 32 kB does not', async () => {
  const big = await exchangeRaw(double.port, { target: '/jenkins/big-header?bytes=12000' });
  expect(big.header('X-Big')).toHaveLength(12_000);
  const tooBig = await exchangeRaw(double.port, { target: '/jenkins/big-header?bytes=40000' });
  expect(tooBig.status).toBe(500);
});

test.describe('redirects', () => {
  const forwarded = { 'X-Forwarded-Proto': 'https', ...token };
  const location = async (target: string, method = 'GET') => {
    const response = await exchangeRaw(double.port, { method, target, headers: forwarded });
    return [response.status, response.header('Location')];
  };

  test('are relative with Jetty 12, but not those of an API answer', async () => {
    expect(await location('/jenkins?a=1')).toEqual([301, '/jenkins/?a=1']);
    expect(await location('/jenkins/manage?a=1')).toEqual([302, '/jenkins/manage/?a=1']);
    expect(await location('/jenkins/job/a%20b')).toEqual([302, '/jenkins/job/a%20b/']);
    const [status, queued] = await location('/jenkins/job/demo/build', 'POST');
    expect(status).toBe(201);
    expect(queued).toMatch(/^https:\/\/ci\.example\.org\/jenkins\/queue\/item\/\d+\/$/);
    expect(await location(String(queued).replace('https://ci.example.org', ''))).toEqual([
      200,
      null,
    ]);
  });

  test('were absolute with Jetty 10', async () => {
    double.configure({ era: 'jetty10' });
    const results = [await location('/jenkins'), await location('/jenkins/manage')];
    double.configure({ era: 'jetty12' });
    expect(results).toEqual([
      [302, 'https://ci.example.org/jenkins/'],
      [302, 'https://ci.example.org/jenkins/manage/'],
    ]);
  });
});

test('whoAmI lists what was received: order, case, duplicates', async () => {
  const headers: [string, string][] = [
    ['x-lower', '1'],
    ['X-Twice', 'a'],
    ['X-Twice', 'b'],
    ['Cookie', 'secret=1'],
    ['X-Forwarded-Host', 'public.example'],
  ];
  const json = await exchangeRaw(double.port, { target: '/jenkins/whoAmI/api/json', headers });
  expect(JSON.parse(json.body)).toMatchObject({
    name: 'anonymous',
    headers: [['Host', 'ci.example.org'], ...headers],
    rootUrl: 'http://public.example/jenkins/',
  });
  expect(json.header('X-Frame-Options')).toBe('deny');
  const page = await exchangeRaw(double.port, { target: '/jenkins/whoAmI/', headers });
  expect(page.body).toContain('<tr><td>Host</td><td>public.example</td></tr>');
  expect(page.body).not.toContain('secret=1');
});

test.describe('Server-Sent Events', () => {
  test('open at once, tick, acknowledge a ping, and end at their time', async () => {
    const get = (target: string, cookie?: string) =>
      exchangeRaw(double.port, {
        target: `/jenkins/sse-gateway/${target}`,
        headers: cookie === undefined ? token : { ...token, Cookie: cookie },
      });
    const connected = await get('connect?clientId=c1');
    const cookie = connected.header('Set-Cookie')?.split(';', 1)[0] ?? '';
    const listening = get('listen/c1', cookie);
    await expect
      .poll(() => double.requests().some(({ target }) => target.endsWith('/listen/c1')))
      .toBe(true);
    await get('ping?dispatcherId=c1', cookie);
    const stream = await listening;
    expect(stream.header('Content-Type')).toBe('text/event-stream;charset=UTF-8');
    expect(stream.pieces[0]?.text).toMatch(/^event: open\ndata: /);
    expect(stream.body).toContain('event: tick\ndata: {"tick":2,');
    expect(stream.body).toContain('event: pingback\ndata: ack\n\n');
    expect((await get('listen/c1')).status).toBe(400);
  });
});
