import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { serveControl } from '../../double/control.ts';
import { startDouble, type DoubleOptions } from '../../double/index.ts';
import { publicUrl } from '#settings';
import { makeCertificates, type Certificates } from '../certificates.ts';
import { drivers } from '../drivers/index.ts';
import { runCommand } from './command.ts';
import { furnish, install } from './files.ts';
import type { CommandResult, Job, LabResult } from './job.ts';
import { addresses, controlPort, layWire } from './network.ts';
import { readLogs, startServer, troubleIn } from './server.ts';

/**
 * The server's side of the lab, started in namespaces of its own by `run.ts` with a folder that
 * holds `job.json`; leaves `result.json` there.
 */
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Usage: inside.ts FOLDER');
const job = JSON.parse(readFileSync(join(folder, 'job.json'), 'utf8')) as Job;
const driver = drivers[job.server];
if (driver === undefined) throw new Error(`No driver “${job.server}”.`);

interface Client {
  /** PID as this PID namespace counts it; `unshare` execs, so it is the client's own. */
  readonly pid: number;
  readonly ask: (request: object) => Promise<unknown>;
  readonly close: () => void;
}

const startClient = async (): Promise<Client> => {
  const child = spawn(
    'unshare',
    ['--net', process.execPath, join(import.meta.dirname, 'client.ts')],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await once(child, 'spawn');
  const { pid } = child;
  if (pid === undefined) throw new Error('The client of the lab did not start.');
  return {
    pid,
    ask: async (request) => {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const { value, done } = await lines.next();
      if (done === true) throw new Error('The client of the lab ended early.');
      const reply = JSON.parse(value) as { answer?: unknown; error?: string };
      if (reply.error !== undefined) throw new Error(reply.error);
      return reply.answer;
    },
    close: () => child.kill('SIGKILL'),
  };
};

/** Where and how Jenkins listens, from the URL that the manifest names. */
const doubleOptions = (pem: Certificates): DoubleOptions => {
  const upstream = new URL(job.upstream);
  const everywhere = upstream.hostname === '0.0.0.0';
  const place = { host: upstream.hostname, port: Number(upstream.port) };
  return {
    contextPath: upstream.pathname.replace(/\/$/, ''),
    jenkinsUrl: publicUrl(job.settings),
    ...(upstream.protocol === 'https:'
      ? {
          listen: { host: '127.0.0.1', port: 8080 },
          tls: {
            host: everywhere ? '::' : place.host,
            port: place.port,
            cert: pem.chain,
            key: pem.key,
          },
        }
      : { listen: everywhere ? { ...place, host: '::' } : place }),
    ...job.double,
  };
};

const firstGroup = (text: string, pattern: RegExp): string => pattern.exec(text)?.[1] ?? 'unknown';

const systemName = (): string => {
  const release = readFileSync('/etc/os-release', 'utf8');
  return `${firstGroup(release, /^NAME="([^"/ ]+)/m)} ${firstGroup(release, /^VERSION_ID="([^"]+)/m)}`;
};

const shellWords = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(' ');

const perform = async (): Promise<LabResult> => {
  furnish(folder, driver);
  const pem = makeCertificates(join(folder, 'certificates'), [
    job.settings.host,
    'localhost',
    '127.0.0.1',
    addresses.server,
  ]);
  const client = await startClient();
  try {
    return await performWith(client, pem);
  } finally {
    client.close();
  }
};

const performWith = async (client: Client, pem: Certificates): Promise<LabResult> => {
  const { stdout: versionOut, stderr: versionErr } = await runCommand(shellWords(driver.version));
  const version = firstGroup(versionOut + versionErr, driver.versionPattern);
  mkdirSync('/run/lock', { recursive: true });
  // Its first answer shows that it has left this network namespace.
  await client.ask({ kind: 'hello' });
  layWire(client.pid);
  await client.ask({ kind: 'wire', folder, certificates: pem });
  for (const step of driver.prepare ?? []) await mustRun(step);
  install(job, pem);
  const enable: CommandResult[] = [];
  for (const step of job.enable) enable.push(await runCommand(step));
  const validate = job.validate === null ? null : await runCommand(job.validate);
  const empty = {
    version,
    system: systemName(),
    enable,
    validate,
    outcomes: [],
    commands: [],
    trouble: [],
    logs: {},
    received: [],
    jenkinsLog: [],
  };
  const refused = [...enable, ...(validate === null ? [] : [validate])].find(
    ({ exit }) => exit !== 0,
  );
  if (refused !== undefined || job.syntaxOnly === true) {
    return {
      ...empty,
      started: false,
      ...(refused === undefined
        ? {}
        : { failure: `${refused.run}\n${refused.stdout}${refused.stderr}` }),
    };
  }
  const double = await startDouble(doubleOptions(pem));
  if (job.jenkinsStopped === true) await double.stopAccepting();
  const control = await serveControl(double, { host: addresses.server, port: controlPort });
  try {
    let server;
    try {
      server = await startServer(
        driver,
        driver.ports(
          job.outerHop === true ? 80 : job.settings.port,
          job.form.tls && job.outerHop !== true,
        ),
      );
    } catch (error) {
      return { ...empty, started: false, failure: String(error), logs: readLogs(driver) };
    }
    const commands: CommandResult[] = [];
    for (const { side, run, milliseconds } of job.commands ?? []) {
      const limit = milliseconds === undefined ? {} : { milliseconds };
      commands.push(
        side === 'server'
          ? await runCommand(run, limit)
          : ((await client.ask({ kind: 'command', run, ...limit })) as CommandResult),
      );
    }
    const outcomes =
      job.checks?.length === 0
        ? []
        : ((await client.ask({
            kind: 'contract',
            job,
            certificates: pem,
          })) as LabResult['outcomes']);
    await server.stop();
    const logs = readLogs(driver);
    const received = double.requests().slice(-500);
    return {
      ...empty,
      started: true,
      outcomes,
      commands,
      trouble: troubleIn(driver, [
        server.output(),
        ...Object.values(logs),
        ...(validate === null ? [] : [validate.stdout, validate.stderr]),
      ]),
      logs: { ...logs, output: server.output() },
      received: received.map(({ method, target, headers }) => ({ method, target, headers })),
      jenkinsLog: double.log(),
    };
  } finally {
    await control.close();
    await double.close();
  }
};

const mustRun = async (run: string): Promise<void> => {
  const result = await runCommand(run);
  if (result.exit !== 0) throw new Error(`${run} failed:\n${result.stdout}${result.stderr}`);
};

let result: LabResult | { error: string };
try {
  result = await perform();
} catch (error) {
  result = { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
writeFileSync(join(folder, 'result.json'), JSON.stringify(result));
process.exit(0);
