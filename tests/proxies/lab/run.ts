import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Job, LabResult } from './job.ts';

/** Namespaces for network, mounts and processes: what a run starts ends with it, what it mounts is seen by it alone. */
const namespaces = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];

const unshare = (folder: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const root = process.getuid?.() === 0 ? [] : ['--map-root-user'];
    const child = spawn(
      'unshare',
      [...root, ...namespaces, process.execPath, join(import.meta.dirname, 'inside.ts'), folder],
      {
        stdio: ['ignore', 'ignore', 'pipe'],
        // Each lab starts two processes; compiled modules are kept for the next ones.
        env: { ...process.env, NODE_COMPILE_CACHE: join(tmpdir(), 'jenkins-proxy-lab-cache') },
      },
    );
    let errors = '';
    child.stderr.on('data', (data: Buffer) => (errors += data.toString('utf8')));
    child.on('error', reject);
    child.on('close', () => resolve(errors));
  });

/**
 * Runs a real server on the files of several jobs, one after the other in one lab, and returns all
 * that was seen, in the same order. The jobs must be for one server.
 * @throws when the lab itself fails (no namespaces, no `ip`, no `openssl`), not when the server does.
 */
export const runPhases = async (jobs: readonly Job[]): Promise<LabResult[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'jenkins-proxy-lab-'));
  try {
    writeFileSync(join(folder, 'jobs.json'), JSON.stringify(jobs));
    const errors = await unshare(folder);
    let text: string;
    try {
      text = readFileSync(join(folder, 'results.json'), 'utf8');
    } catch {
      throw new Error(
        `The lab ended without a result; namespaces need root or user namespaces.\n${errors}`,
      );
    }
    const results = JSON.parse(text) as LabResult[] | { error: string };
    if ('error' in results) throw new Error(`${results.error}\n${errors}`);
    return results;
  } finally {
    if (!jobs.some(({ keep }) => keep === true)) rmSync(folder, { recursive: true, force: true });
  }
};

/** The same for one job. */
export const runInLab = async (job: Job): Promise<LabResult> => {
  const [result] = await runPhases([job]);
  if (result === undefined) throw new Error('The lab gave no result.');
  return result;
};
