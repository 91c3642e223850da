import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'playwright/test';
import { encodeFramed, javaUtf, operations } from '../../wire/cli-frames.ts';
import { admin, startDouble, type Double } from '../index.ts';
import { basic, exchangeRaw, openRaw, type RawConnection } from '../raw-http.ts';

let double: Double;

test.beforeAll(async () => {
  double = await startDouble({
    listen: { host: '127.0.0.1', port: 0 },
    agentPort: null,
    cliWait: 800,
  });
});
test.afterAll(() => double.close());

const session = (digit: number) => `${String(digit).repeat(8)}-1111-1111-1111-111111111111`;

const head = (side: 'download' | 'upload', id: string): string => {
  const framing = side === 'download' ? 'Content-Length: 0' : 'Transfer-Encoding: chunked';
  const type = side === 'upload' ? 'Content-type: application/octet-stream\r\n' : '';
  return `POST /cli?remoting=false HTTP/1.1\r\nHost: ci.example.org\r\nAuthorization: ${basic(admin.name, admin.apiToken)}\r\nSession: ${id}\r\nSide: ${side}\r\n${type}${framing}\r\n\r\n`;
};

const chunk = (bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n')]);

const frame = (operation: number, data: Buffer = Buffer.alloc(0)) =>
  chunk(encodeFramed({ operation, data }));

/** Both halves of a command; its words are on their way when `sent` resolves. */
const start = (
  id: string,
  words: string[],
): { down: RawConnection; up: RawConnection; sent: Promise<void> } => {
  const down = openRaw(double.port);
  const up = openRaw(double.port);
  down.write(head('download', id));
  // The download side comes first, as with the command line; the double waits 800 ms for the other.
  const sent = delay(30).then(() => {
    up.write(head('upload', id));
    for (const word of words) up.write(frame(operations.arg, javaUtf(word)));
    up.write(frame(operations.encoding, javaUtf('UTF-8')));
    up.write(frame(operations.start));
  });
  return { down, up, sent };
};

test('the download side answers at once, before the upload side is there', async () => {
  const down = openRaw(double.port);
  down.write(head('download', session(1)));
  const first = (await down.bytes())?.toString('latin1') ?? '';
  expect(first).toContain('HTTP/1.1 200 OK\r\n');
  expect(first).toContain('Hudson-Duplex: true\r\n');
  expect(first).toContain('Transfer-Encoding: chunked\r\n');
  const zero = first.endsWith('1\r\n\0\r\n') ? first : (await down.bytes())?.toString('latin1');
  expect(zero).toMatch(/1\r\n\0\r\n$/);
  // Nobody comes: cut without a final chunk.
  expect(await down.bytes()).toBeNull();
  expect(double.log().join('\n')).toContain(`HTTP full-duplex channel timeout: ${session(1)}`);
});

test('a command runs over both halves', async () => {
  const { down, up } = start(session(2), ['who-am-i']);
  const response = await down.response();
  expect(response.bytes[0]).toBe(0);
  expect(response.body).toContain('Authenticated as: admin');
  expect(response.bytes.subarray(-9)).toEqual(
    encodeFramed({ operation: operations.exit, data: Buffer.alloc(4) }),
  );
  up.write('0\r\n\r\n');
  expect((await up.response()).status).toBe(200);
  down.destroy();
  up.destroy();
});

test('input comes back while both halves are open', async () => {
  const { down, up, sent } = start(session(3), ['cat']);
  await sent;
  let answer = '';
  // What was typed must come back before anything else is: no time is measured.
  for (const text of ['one', 'two']) {
    up.write(frame(operations.stdin, Buffer.from(text)));
    while (!answer.includes(text)) {
      const more = await down.bytes();
      if (more === null) throw new Error(`The answer ended with ${JSON.stringify(answer)}.`);
      answer += more.toString('latin1');
    }
  }
  expect(answer).toMatch(/^HTTP\/1\.1 200 .*one.*two/s);
  up.write(frame(operations.endStdin));
  up.destroy();
  down.destroy();
});

test('a slow command streams its lines', async () => {
  const { down, up } = start(session(4), ['slow', '3', '80']);
  const { pieces } = await down.response();
  const times = pieces
    .filter(({ text }) => text.includes('line'))
    .map(({ arrivedAt }) => arrivedAt);
  // Lines come 80 ms apart, 160 in all; a loaded machine delays the first ones, so less is asked.
  expect((times.at(-1) ?? 0) - (times[0] ?? 0)).toBeGreaterThan(40);
  up.destroy();
});

test('a build that is waited for is silent until it ends', async () => {
  const { down, up } = start(session(9), ['build', 'demo', '-s', '-p', 'LASTS=300']);
  const { pieces, body } = await down.response();
  expect(body).toMatch(/Started demo #2\n.*Completed demo #2 : SUCCESS\n/s);
  const between = pieces.filter(({ text }) => !/Started|Completed|^\0/.test(text));
  expect(between.map(({ text }) => text).join('')).toMatch(/^\0*\x04?\0*$/);
  expect(double.ran().at(-1)).toEqual({ job: 'demo', number: 2, result: 'SUCCESS' });
  up.destroy();
});

test('a build is aborted when the connection of its command is cut', async () => {
  const words = ['build', 'demo', '-s', '-p', 'LASTS=9000'];
  const { down, up } = start(session(1), words);
  await expect.poll(() => double.ran().at(-1)?.result).toBeNull();
  up.destroy();
  await expect.poll(() => double.ran().at(-1)?.result).toBe('ABORTED');
  down.destroy();
});

test('an unknown command and no command at all are exit code 2', async () => {
  for (const [index, words, text] of [
    [5, ['nothing'], 'No such command nothing'],
    [6, [], 'Connection closed before arguments received'],
  ] as const) {
    const { down, up } = start(session(index), [...words]);
    const { body, bytes } = await down.response();
    expect(body).toContain(text);
    expect(bytes.subarray(-4).readInt32BE()).toBe(2);
    up.destroy();
  }
});

test('an upload without its download side is 500', async () => {
  const up = openRaw(double.port);
  up.write(head('upload', session(7)));
  up.write('0\r\n\r\n');
  const response = await up.response();
  expect([response.status, response.body]).toEqual([500, expect.stringContaining('Logging ID=')]);
  expect(double.log().at(-1)).toContain(`No download side found for ${session(7)}`);
  up.destroy();
});

test('an upload that ended waits only so long for its command', async () => {
  // The command takes 3.4 s; its upload ends long before, and is given the 800 ms of `cliWait`.
  const { down, up } = start(session(8), ['slow', '2', '1700']);
  await delay(100);
  up.write('0\r\n\r\n');
  const response = await up.response();
  expect(response.status).toBe(500);
  expect(double.log().join('\n')).toContain('java.io.IOException: CLI timeout');
  down.destroy();
  up.destroy();
});

test('POST without remoting=false is 403, GET is the help page', async () => {
  const post = await exchangeRaw(double.port, { method: 'POST', target: '/cli', body: '' });
  const get = await exchangeRaw(double.port, { target: '/cli/' });
  expect([post.status, get.status]).toEqual([403, 200]);
});
