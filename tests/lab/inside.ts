import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeCertificates, type Certificates } from '../wire/certificates.ts';
import { drivers } from '../servers/index.ts';
import { startClient } from './client-process.ts';
import { runCommand } from './command.ts';
import { renewFolders } from './files.ts';
import type { Job, LabResult } from './job.ts';
import { answerLines } from './lines.ts';
import { addresses, layWire } from './network.ts';
import { runPhase } from './phase.ts';
import { endOthers } from './processes.ts';

/**
 * The server's side of the lab, started in namespaces of its own by `run.ts` with a folder and the
 * id of a server. Each line of its input is a run: a list of jobs, one after the other in the same
 * furnished place; the answer is the list of their results.
 */
const [folder, server] = process.argv.slice(2);
if (folder === undefined || server === undefined) throw new Error('Usage: inside.ts FOLDER SERVER');
const driver = drivers[server];
if (driver === undefined) throw new Error(`No driver “${server}”.`);

const firstGroup = (text: string, pattern: RegExp): string => pattern.exec(text)?.[1] ?? 'unknown';

/** `Debian 13`; the release that is always in the making has no number. */
const systemName = (): string => {
  const release = readFileSync('/etc/os-release', 'utf8');
  const number = /^VERSION_ID="([^"]+)/m.exec(release)?.[1] ?? 'sid';
  return `${firstGroup(release, /^NAME="([^"/ ]+)/m)} ${number}`;
};

const shellWords = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(' ');

const mustRun = async (run: string): Promise<string> => {
  const { exit, stdout, stderr } = await runCommand(run);
  if (exit !== 0) throw new Error(`${run} failed:\n${stdout}${stderr}`);
  return stdout + stderr;
};

/** Certificates by the names they hold: most runs have the same names. */
const made = new Map<string, Certificates>();

const certificatesFor = (jobs: readonly Job[]): Certificates => {
  const names = [
    ...new Set(
      jobs.flatMap(({ settings, names: own = [] }) => [
        settings.host,
        ...own,
        ...(driver.names?.(settings) ?? []),
        ...(driver.companion?.names(settings) ?? []),
      ]),
    ),
  ];
  const key = names.join(' ');
  const certificates =
    made.get(key) ??
    makeCertificates(join(folder, `certificates-${made.size}`), [
      ...names,
      'localhost',
      '127.0.0.1',
      addresses.server,
    ]);
  made.set(key, certificates);
  return certificates;
};

// A command that leaves a file behind, such as a cookie jar, leaves it here.
process.chdir(folder);

const client = await startClient();
// Its first answer shows that it has left this network namespace.
await client.ask({ kind: 'hello' });
layWire(client.pid);
await client.ask({ kind: 'wire' });
const version = firstGroup(await mustRun(shellWords(driver.version)), driver.versionPattern);
const system = systemName();
const trust = { CURL_CA_BUNDLE: join(folder, 'authority.pem') };

const run = async (jobs: readonly Job[]): Promise<LabResult[]> => {
  endOthers([client.pid]);
  renewFolders(folder, driver, jobs);
  const certificates = certificatesFor(jobs);
  await client.ask({ kind: 'trust', folder, certificates });
  for (const step of driver.prepare ?? []) await mustRun(step);
  const results: LabResult[] = [];
  for (const job of jobs) {
    results.push(await runPhase(job, { driver, client, certificates, version, system, trust }));
  }
  return results;
};

await answerLines((jobs) => run(jobs as Job[]));
process.exit(0);
