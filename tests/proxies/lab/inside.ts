import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeCertificates } from '../certificates.ts';
import { drivers } from '../drivers/index.ts';
import { startClient } from './client-process.ts';
import { runCommand } from './command.ts';
import { furnish } from './files.ts';
import type { Job, LabResult } from './job.ts';
import { addresses, layWire } from './network.ts';
import { runPhase } from './phase.ts';

/**
 * The server's side of the lab, started in namespaces of its own by `run.ts` with a folder that
 * holds `jobs.json`, all for one server; leaves `results.json` there.
 */
const [folder] = process.argv.slice(2);
if (folder === undefined) throw new Error('Usage: inside.ts FOLDER');
const jobs = JSON.parse(readFileSync(join(folder, 'jobs.json'), 'utf8')) as [Job, ...Job[]];
const [{ server }] = jobs;
const driver = drivers[server];
if (driver === undefined) throw new Error(`No driver “${server}”.`);

const firstGroup = (text: string, pattern: RegExp): string => pattern.exec(text)?.[1] ?? 'unknown';

const systemName = (): string => {
  const release = readFileSync('/etc/os-release', 'utf8');
  return `${firstGroup(release, /^NAME="([^"/ ]+)/m)} ${firstGroup(release, /^VERSION_ID="([^"]+)/m)}`;
};

const shellWords = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(' ');

const mustRun = async (run: string): Promise<string> => {
  const { exit, stdout, stderr } = await runCommand(run);
  if (exit !== 0) throw new Error(`${run} failed:\n${stdout}${stderr}`);
  return stdout + stderr;
};

const perform = async (): Promise<LabResult[]> => {
  furnish(folder, driver);
  const names = new Set(jobs.map(({ settings }) => settings.host));
  const certificates = makeCertificates(join(folder, 'certificates'), [
    ...names,
    'localhost',
    '127.0.0.1',
    addresses.server,
  ]);
  const client = await startClient();
  try {
    // Its first answer shows that it has left this network namespace.
    await client.ask({ kind: 'hello' });
    layWire(client.pid);
    await client.ask({ kind: 'wire', folder, certificates });
    for (const step of driver.prepare ?? []) await mustRun(step);
    const version = firstGroup(await mustRun(shellWords(driver.version)), driver.versionPattern);
    const system = systemName();
    const trust = { CURL_CA_BUNDLE: join(folder, 'authority.pem') };
    const results: LabResult[] = [];
    for (const job of jobs) {
      results.push(await runPhase(job, { driver, client, certificates, version, system, trust }));
    }
    return results;
  } finally {
    client.close();
  }
};

let results: LabResult[] | { error: string };
try {
  results = await perform();
} catch (error) {
  results = { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
}
writeFileSync(join(folder, 'results.json'), JSON.stringify(results));
process.exit(0);
