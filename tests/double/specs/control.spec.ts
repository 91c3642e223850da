import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { expect, test } from 'playwright/test';
import { serveControl, type Control } from '../control.ts';
import { startDouble, type Double } from '../index.ts';
import { exchangeRaw, openRaw, rawRequest } from '../raw-http.ts';
import { connectDouble, type RemoteDouble } from '../remote.ts';

let double: Double;
let control: Control;
let remote: RemoteDouble;

test.beforeEach(async () => {
  double = await startDouble({ listen: { host: '127.0.0.1', port: 0 }, agentPort: null });
  control = await serveControl(double, { host: '127.0.0.1', port: 0 });
  remote = connectDouble(control.url);
});
test.afterEach(async () => {
  await double.close();
  await control.close();
});

test('requests are listed as they came', async () => {
  await exchangeRaw(double.port, { target: '/login?a=%2f', headers: { 'x-Case': 'é' } });
  const [request] = await remote.requests();
  expect(request).toMatchObject({
    method: 'GET',
    target: '/login?a=%2f',
    httpVersion: 'HTTP/1.1',
    headers: [
      ['Host', 'ci.example.org'],
      ['x-Case', 'é'],
    ],
    remoteAddress: '127.0.0.1',
    connection: 1,
    tls: false,
    rootUrl: 'http://ci.example.org/',
    user: 'anonymous',
    status: 200,
  });
  await remote.reset();
  expect(await remote.requests()).toEqual([]);
});

test('behaviour changes and returns to what it was at the start', async () => {
  await remote.configure({ secured: false });
  expect((await exchangeRaw(double.port)).status).toBe(200);
  await remote.reset();
  expect((await exchangeRaw(double.port)).status).toBe(403);
  await expect(remote.configure({ jenkinsUrl: 'https://ci' })).rejects.toThrow('final slash');
  await expect(remote.configure({ nothing: 1 } as object)).rejects.toThrow(
    'Unknown option "nothing"',
  );
});

test('a build grows and ends from afar', async () => {
  await remote.configure({ secured: false });
  await remote.grow('demo', 'from afar\n');
  await remote.finish('demo');
  const log = await exchangeRaw(double.port, { target: '/job/demo/1/consoleText' });
  expect(log.body).toMatch(/from afar\n[^]*Finished: SUCCESS\n$/);
  await expect(remote.grow('demo', 'x')).rejects.toThrow('has ended');
});

test('the listener closes with its connections, and opens again on the same port', async () => {
  const connection = openRaw(double.port);
  connection.write(rawRequest({ target: '/login' }));
  await connection.response();
  expect((await remote.stopAccepting()).accepting).toBe(false);
  await connection.closed;
  await expect(exchangeRaw(double.port, { target: '/login' })).rejects.toThrow();
  await remote.acceptAgain();
  expect((await exchangeRaw(double.port, { target: '/login' })).status).toBe(200);
});

test('idle connections are closed on demand, busy ones are not', async () => {
  const idle = openRaw(double.port);
  const busy = openRaw(double.port);
  idle.write(rawRequest({ target: '/login' }));
  await idle.response();
  busy.write(rawRequest({ target: '/slow?ms=2000' }));
  await expect.poll(async () => (await remote.requests()).length).toBe(2);
  expect(await remote.closeIdle()).toBe(1);
  await idle.closed;
  expect((await busy.response()).status).toBe(200);
  busy.destroy();
});

test('starting and restarting', async () => {
  const before = await remote.state();
  expect((await remote.starting(true)).starting).toBe(true);
  expect((await exchangeRaw(double.port, { target: '/login' })).status).toBe(503);
  expect((await remote.starting(false)).starting).toBe(false);
  expect((await remote.restart()).sessionHash).not.toBe(before.sessionHash);
  expect(await remote.log()).toEqual([]);
});

test('runs as a process of its own', async () => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  const options = { listen: { host: '127.0.0.1', port: 0 }, agentPort: null };
  const child = spawn(
    process.execPath,
    ['tests/double/main.ts', JSON.stringify(options), '127.0.0.1', String(port)],
    { stdio: ['ignore', 'pipe', 'inherit'], env: { ...process.env, NODE_OPTIONS: '' } },
  );
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  expect(line.toString()).toBe('ready\n');
  const state = await connectDouble(`http://127.0.0.1:${port}`).state();
  expect((await exchangeRaw(state.port, { target: '/health/' })).status).toBe(200);
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('an unknown option or a bad value stops it with the reason', async () => {
  await expect(startDouble({ contextPath: '/jenkins/' })).rejects.toThrow('contextPath is');
  await expect(startDouble({ idleTimeout: -1 })).rejects.toThrow('idleTimeout is -1');
});
