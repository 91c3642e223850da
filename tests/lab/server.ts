import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readFileSync, truncateSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { Settings } from '#settings';
import type { Driver } from '../servers/driver.ts';
import { addresses } from './network.ts';

/** A started server: its way to stop, and what it wrote. */
export interface RunningServer {
  /** Everything printed so far, both streams. */
  readonly output: () => string;
  readonly stop: () => Promise<void>;
}

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect({ host: addresses.server, port }, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });

const ended = (child: ChildProcess): boolean =>
  child.exitCode !== null || child.signalCode !== null;

/**
 * Starts a server and waits for its sockets, the last of which is the one that leads to Jenkins.
 * @throws with the server's own words when it ends, or does not listen within half a minute.
 */
export const startServer = async (
  driver: Driver,
  ports: readonly number[],
  authority: string,
  front: { readonly settings: Settings; readonly tls: boolean },
): Promise<RunningServer> => {
  const [command, ...arguments_] = driver.start;
  if (command === undefined) return { output: () => '', stop: () => Promise.resolve() };
  let text = '';
  const own = Object.entries(driver.environment ?? {}).map(([name, value]) => [
    name,
    value === 'CA' ? authority : value,
  ]);
  const child = spawn(command, arguments_, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...(Object.fromEntries(own) as Record<string, string>) },
  });
  child.on('error', (error) => (text += String(error)));
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => (text += data.toString('utf8')));
  }
  const deadline = Date.now() + 30_000;
  for (const port of ports) {
    while (!(await answers(port))) {
      if (ended(child))
        throw new Error(`${command} ended before it listened on port ${port}:\n${text}`);
      if (Date.now() > deadline)
        throw new Error(`${command} does not listen on port ${port}:\n${text}`);
      await wait(25);
    }
  }
  const place = { ...front, address: addresses.server, port: ports.at(-1) ?? 0 };
  const isReady = async (): Promise<boolean> =>
    troubleIn(driver, [text]).length > 0 || (await driver.hasRead?.(place)) !== false;
  while (Date.now() < deadline && !(await isReady())) await wait(50);
  return {
    output: () => text,
    stop: async () => {
      if (ended(child)) return;
      child.kill(driver.stop);
      const limit = Date.now() + 5_000;
      while (!ended(child) && Date.now() < limit) await wait(25);
      if (!ended(child)) child.kill('SIGKILL');
    },
  };
};

/** The log files of a driver, by path; a file that was never made is an empty text. */
export const readLogs = ({ logs }: Driver): Record<string, string> =>
  Object.fromEntries(
    logs.map((path) => [path, existsSync(path) ? readFileSync(path, 'utf8') : '']),
  );

/** Lines that a run in good order must not show. */
export const troubleIn = (driver: Driver, texts: readonly string[]): string[] =>
  texts
    .flatMap((text) => text.split('\n'))
    .filter((line) => driver.trouble.test(line))
    .filter((line) => !(driver.expected ?? []).some(({ line: known }) => known.test(line)));

/** Empties the log files, so that each phase reads its own lines only. */
export const clearLogs = ({ logs }: Driver): void => {
  for (const path of logs) if (existsSync(path)) truncateSync(path);
};
