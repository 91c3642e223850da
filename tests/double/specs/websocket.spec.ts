import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { expect, test } from 'playwright/test';
import { admin, reader, startDouble, worker, type Double } from '../index.ts';
import { encodeMessage, javaUtf, operations } from '../../wire/cli-frames.ts';
import { encodeFrame, opcodes } from '../../wire/websocket-frames.ts';
import { decodeMessage } from '../cli-frames.ts';
import { basic, exchangeRaw, openRaw, rawRequest, type RawRequest } from '../raw-http.ts';
import { frameReader, type Frame } from '../websocket-reader.ts';

let double: Double;

test.beforeAll(async () => {
  double = await startDouble({
    listen: { host: '127.0.0.1', port: 0 },
    agentPort: { host: '127.0.0.1', port: 0 },
    contextPath: '/jenkins',
    jenkinsUrl: 'https://ci.example.org/jenkins/',
    wsFirstPing: 100,
    wsInterval: 150,
    wsIdle: 400,
    agentPing: 100,
  });
});
test.afterAll(() => double.close());

const origin = 'https://ci.example.org';
const upgrade = { Connection: 'keep-alive, Upgrade', Upgrade: 'WebSocket' };
const handshake = {
  ...upgrade,
  'Sec-WebSocket-Version': '13',
  'Sec-WebSocket-Key': 'dGhlIHNhbXBsZSBub25jZQ==',
};
const agentHeaders = {
  'Node-Name': worker.name,
  'Secret-Key': worker.secret,
  'X-Remoting-Capability': 'x',
};

/** Opens a WebSocket and gives its frames one by one. */
const open = async (request: RawRequest) => {
  const connection = openRaw(double.port);
  connection.write(rawRequest(request));
  const response = await connection.response();
  const read = frameReader();
  const pending: Frame[] = [];
  return {
    response,
    send: (opcode: number, payload: string | Buffer, final = true) =>
      connection.write(
        encodeFrame(opcode, Buffer.from(payload as string), { masked: true, final }),
      ),
    sendRaw: (bytes: Buffer) => connection.write(bytes),
    /** Pings on schedule come in between anything; they are left out unless wanted. */
    async next(withPings = false): Promise<Frame | null> {
      for (;;) {
        const frame = pending.shift();
        if (frame && (withPings || frame.opcode !== opcodes.ping)) return frame;
        if (frame) continue;
        const bytes = await connection.bytes();
        if (bytes === null) return null;
        pending.push(...read(bytes));
      }
    },
    close: () => connection.destroy(),
  };
};

test.describe('/cli/ws answers in this order', () => {
  const cases: [
    name: string,
    headers: Record<string, string>,
    status: number,
    text: string,
    extra?: RawRequest,
  ][] = [
    ['no origin', handshake, 403, 'Unexpected request origin (check your reverse proxy settings)'],
    ['another origin', { ...handshake, Origin: 'https://evil.example' }, 403, 'Unexpected request'],
    [
      'the origin with context path',
      { ...handshake, Origin: `${origin}/jenkins` },
      403,
      'Unexpected',
    ],
    ['another origin and no Upgrade', { Origin: 'https://evil.example' }, 403, 'Unexpected'],
    ['no Upgrade', { Origin: origin }, 400, 'only WS connections accepted here'],
    [
      'no Upgrade in a POST',
      { Origin: origin, Authorization: basic(admin.name, admin.apiToken) },
      400,
      'only WS',
      { method: 'POST' },
    ],
    [
      'Connection lost',
      { ...handshake, Origin: origin, Connection: 'close' },
      400,
      'Invalid h2c upgrade headers',
    ],
    [
      'HTTP/1.0',
      { ...handshake, Origin: origin },
      400,
      'did not manage to upgrade',
      { httpVersion: 'HTTP/1.0' },
    ],
    [
      'another version',
      { ...handshake, Origin: origin, 'Sec-WebSocket-Version': '8' },
      400,
      'did not manage to upgrade',
    ],
    [
      'no key',
      { ...upgrade, Origin: origin, 'Sec-WebSocket-Version': '13' },
      400,
      'Missing request header &#039;Sec-WebSocket-Key&#039;',
    ],
  ];
  for (const [name, headers, status, text, extra] of cases) {
    test(`${name}: ${status}`, async () => {
      const response = await exchangeRaw(double.port, {
        target: '/jenkins/cli/ws',
        headers,
        ...extra,
      });
      expect(response.status).toBe(status);
      if (status === 403) {
        expect([response.body, response.header('X-CLI-Error')]).toEqual([
          '',
          expect.stringContaining(text),
        ]);
      } else {
        expect(response.body).toContain(text);
      }
    });
  }

  test('an unset Jenkins URL: 403', async () => {
    double.configure({ jenkinsUrl: null });
    const response = await exchangeRaw(double.port, {
      target: '/jenkins/cli/ws',
      headers: { ...handshake, Origin: origin },
    });
    double.configure({ jenkinsUrl: 'https://ci.example.org/jenkins/' });
    expect(response.header('X-CLI-Error')).toBe(
      'Jenkins URL is not configured (set Jenkins URL in the configuration)',
    );
  });

  test('all of it right: 101, without any permission', async () => {
    const socket = await open({
      target: '/jenkins/cli/ws',
      headers: { ...handshake, Origin: origin },
    });
    expect(socket.response.status).toBe(101);
    expect(socket.response.header('Sec-WebSocket-Accept')).toBe('s3pPLMBiTxaQ9kYGzzhZRbK+xOo=');
    expect(socket.response.header('Upgrade')).toBe('websocket');
    socket.close();
  });
});

test('a command runs over WebSocket and gives its exit code', async () => {
  const socket = await open({
    target: '/jenkins/cli/ws',
    headers: { ...handshake, Origin: origin, Authorization: basic(admin.name, admin.apiToken) },
  });
  const send = (operation: number, data: Buffer) =>
    socket.send(opcodes.binary, encodeMessage({ operation, data }));
  send(operations.arg, javaUtf('who-am-i'));
  send(operations.encoding, javaUtf('UTF-8'));
  send(operations.locale, javaUtf('en_US'));
  send(operations.start, Buffer.alloc(0));
  const output = decodeMessage((await socket.next())?.payload ?? Buffer.alloc(0));
  expect(output.operation).toBe(operations.stdout);
  expect(output.data.toString()).toContain('Authenticated as: admin');
  const exit = decodeMessage((await socket.next())?.payload ?? Buffer.alloc(0));
  expect([exit.operation, exit.data.readInt32BE()]).toEqual([operations.exit, 0]);
  expect((await socket.next())?.opcode).toBe(opcodes.close);
  socket.close();
});

test.describe('/wsecho/', () => {
  const headers = { ...handshake, Authorization: basic(admin.name, admin.apiToken) };

  test('greets texts, capitalises binaries, joins fragments, answers pings', async () => {
    const socket = await open({ target: '/jenkins/wsecho/', headers });
    socket.send(opcodes.text, 'jenkins');
    expect((await socket.next())?.payload.toString()).toBe('hello jenkins');
    socket.send(opcodes.binary, Buffer.from('a\u0001Zz'));
    expect((await socket.next())?.payload.toString()).toBe('A\u0001ZZ');
    socket.send(opcodes.text, 'two ', false);
    socket.send(opcodes.continuation, 'frames');
    expect((await socket.next())?.payload.toString()).toBe('hello two frames');
    socket.send(opcodes.ping, 'p');
    expect(await socket.next()).toMatchObject({ opcode: opcodes.pong, payload: Buffer.from('p') });
    const long = 'x'.repeat(70_000);
    socket.send(opcodes.text, long);
    expect((await socket.next())?.payload).toHaveLength(70_006);
    socket.send(opcodes.close, Buffer.from([0x03, 0xe8]));
    expect((await socket.next())?.opcode).toBe(opcodes.close);
    expect(await socket.next()).toBeNull();
  });

  test('is for administrators', async () => {
    const response = await exchangeRaw(double.port, {
      target: '/jenkins/wsecho/',
      headers: { ...handshake, Authorization: basic(reader.name, reader.apiToken) },
    });
    expect(response.status).toBe(403);
  });

  test('refuses a frame without mask', async () => {
    const socket = await open({ target: '/jenkins/wsecho/', headers });
    socket.sendRaw(encodeFrame(opcodes.text, Buffer.from('x'), { masked: false }));
    expect((await socket.next())?.payload.readUInt16BE(0)).toBe(1002);
    socket.close();
  });
});

test.describe('/wsagents/ answers in this order', () => {
  const incomplete = 'This endpoint is only for use from agent.jar in WebSocket mode';
  const cases: [name: string, headers: Record<string, string>, status: number, text: string][] = [
    ['no headers', handshake, 400, incomplete],
    ['one header lost', { ...handshake, 'Node-Name': 'x', 'Secret-Key': 'y' }, 400, incomplete],
    ['an unknown agent', { ...handshake, ...agentHeaders, 'Node-Name': 'x' }, 400, 'no such agent'],
    ['a wrong secret', { ...handshake, ...agentHeaders, 'Secret-Key': 'y' }, 403, 'Forbidden'],
    ['no Upgrade', agentHeaders, 400, 'only WS connections accepted here'],
  ];
  for (const [name, headers, status, text] of cases) {
    test(`${name}: ${status}`, async () => {
      const response = await exchangeRaw(double.port, { target: '/jenkins/wsagents/', headers });
      expect([response.status, response.body]).toEqual([status, expect.stringContaining(text)]);
    });
  }

  test('all of it right: 101, pings on schedule, one connection an agent', async () => {
    const request = { target: '/jenkins/wsagents/', headers: { ...handshake, ...agentHeaders } };
    const socket = await open(request);
    expect(socket.response.status).toBe(101);
    expect(socket.response.header('X-Remoting-Capability')).not.toBeNull();
    expect(socket.response.header('X-Remoting-Minimum-Version')).not.toBeNull();
    const cookie = socket.response.header('Connection-Cookie') ?? '';
    expect(cookie).toMatch(/^[0-9a-f]+$/);
    const second = await exchangeRaw(double.port, request);
    expect([second.status, second.body]).toEqual([
      400,
      expect.stringContaining('already connected'),
    ]);
    const openedAt = Date.now();
    for (let ping = 0; ping < 3; ping += 1) {
      expect(await socket.next(true)).toMatchObject({
        opcode: opcodes.ping,
        payload: Buffer.alloc(0),
      });
    }
    expect(Date.now() - openedAt).toBeGreaterThan(150);
    socket.send(opcodes.binary, 'chunk');
    expect((await socket.next())?.payload.toString()).toBe('chunk');
    const again = await open({
      ...request,
      headers: { ...request.headers, 'Connection-Cookie': cookie },
    });
    expect(again.response.status).toBe(101);
    again.close();
    socket.close();
  });
});

test('without pings an idle WebSocket is dropped at its time', async () => {
  double.configure({ wsInterval: 0, wsIdle: 200 });
  const socket = await open({
    target: '/jenkins/cli/ws',
    headers: { ...handshake, Origin: origin },
  });
  double.configure({ wsInterval: 150, wsIdle: 400 });
  expect((await socket.next())?.payload.readUInt16BE(0)).toBe(1001);
  expect(await socket.next()).toBeNull();
});

test.describe('inbound TCP agents', () => {
  test('are told the port in headers', async () => {
    const response = await exchangeRaw(double.port, { target: '/jenkins/tcpSlaveAgentListener/' });
    expect(response.body.trim()).toBe('Jenkins');
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'X-Hudson-JNLP-Port': String(double.agentPort),
      'X-Jenkins-JNLP-Port': String(double.agentPort),
      'X-Jenkins-Agent-Protocols': 'JNLP4-connect, Ping',
      'X-Remoting-Minimum-Version': '3176.v207ec082a_8c0',
    });
    const redirect = await exchangeRaw(double.port, { target: '/jenkins/tcpSlaveAgentListener' });
    expect(redirect.header('Location')).toBe('/jenkins/tcpSlaveAgentListener/');
  });

  /**
   * What the port answers to bytes, until it closes or the answer is the one that is waited for.
   *
   * @throws when neither has come within 20 s: the double needs 100 ms, a loaded machine may need more.
   */
  const ask = (bytes: string | Buffer, awaited?: RegExp): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect({ port: double.agentPort ?? 0, host: '127.0.0.1' });
      let answer = '';
      const limit = setTimeout(() => {
        socket.destroy();
        reject(new Error(`The port said only ${JSON.stringify(answer)}.`));
      }, 20_000);
      const done = (): void => {
        clearTimeout(limit);
        socket.destroy();
        resolve(answer);
      };
      socket.on('data', (piece: Buffer) => {
        answer += piece.toString('latin1');
        if (awaited?.test(answer)) done();
      });
      socket.on('error', () => undefined);
      socket.on('end', done).on('close', done);
      socket.write(bytes);
    });

  /**
   * Whether the port neither says a word nor closes for some milliseconds. A loaded machine waits
   * longer, which asks for more.
   */
  const isLeftHanging = async (bytes: string | Buffer, milliseconds: number): Promise<boolean> => {
    const socket = connect({ port: double.agentPort ?? 0, host: '127.0.0.1' });
    let hangs = true;
    const notAnyMore = (): void => {
      hangs = false;
    };
    socket.on('data', notAnyMore).on('end', notAnyMore).on('error', notAnyMore);
    socket.write(bytes);
    await delay(milliseconds);
    socket.destroy();
    return hangs;
  };

  test('the port describes itself to HTTP clients', async () => {
    const answer = await ask('GET / HTTP/1.0\r\n\r\n');
    expect(answer).toMatch(/^HTTP\/1\.0 200 OK\r\n/);
    expect(answer).toContain('Jenkins-Agent-Protocols: JNLP4-connect, Ping\r\n');
    expect(answer).toContain('Client: 127.0.0.1\r\n');
    expect(await ask('GET /x HTTP/1.0\r\n\r\n')).toContain('404 Not Found');
  });

  test('the port knows its protocols', async () => {
    expect(await ask(javaUtf('Protocol:Ping'))).toBe('Ping\n');
    expect(await ask(javaUtf('Protocol:JNLP2-connect'))).toBe('Unknown protocol:JNLP2-connect\n');
    expect(await ask(javaUtf('Something else'))).toBe('Unrecognized protocol: Something else\n');
  });

  test('an agent connection stays open, with a sign of life at each interval', async () => {
    const first = Buffer.concat([javaUtf('Protocol:JNLP4-connect'), Buffer.from('hello')]);
    const asked = Date.now();
    expect(await ask(first, /\0\0$/)).toMatch(/^hello\0+$/);
    // Two intervals of 100 ms: a sign that came sooner would not be one of life.
    expect(Date.now() - asked).toBeGreaterThan(150);
  });

  test('an agent that says no more than its protocol is cut off, one that says nothing is not', async () => {
    double.configure({ agentAckWait: 100 });
    expect(await ask(javaUtf('Protocol:JNLP4-connect'))).toBe('');
    expect(double.log().at(-1)).toContain('Timeout waiting for ACK');
    expect(await isLeftHanging('', 300)).toBe(true);
    double.configure({ agentAckWait: 10_000 });
  });

  test('a PROXY header hangs until the connection ends, and is logged', async () => {
    const line = 'PROXY TCP4 192.0.2.1 192.0.2.2 1 2\r\n';
    const bytes = Buffer.concat([Buffer.from(line), javaUtf('Protocol:Ping')]);
    expect(await isLeftHanging(bytes, 150)).toBe(true);
    await expect
      .poll(() => double.log().at(-1))
      .toMatch(/^WARNING .*Connection #\d+ from \/127\.0\.0\.1:\d+ failed: null$/);
  });

  test('a disabled port is a 404 page', async () => {
    const other = await startDouble({ listen: { host: '127.0.0.1', port: 0 }, agentPort: null });
    const response = await exchangeRaw(other.port, { target: '/tcpSlaveAgentListener/' });
    await other.close();
    expect([response.status, response.body]).toEqual([404, expect.stringContaining('Oops!')]);
  });
});
