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
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    let errors = '';
    child.stderr.on('data', (data: Buffer) => (errors += data.toString('utf8')));
    child.on('error', reject);
    child.on('close', () => resolve(errors));
  });

/**
 * Runs a real server on an example's files and returns all that was seen.
 * @throws when the lab itself fails (no namespaces, no `ip`, no `openssl`), not when the server does.
 */
export const runInLab = async (job: Job): Promise<LabResult> => {
  const folder = mkdtempSync(join(tmpdir(), 'jenkins-proxy-lab-'));
  try {
    writeFileSync(join(folder, 'job.json'), JSON.stringify(job));
    const errors = await unshare(folder);
    let text: string;
    try {
      text = readFileSync(join(folder, 'result.json'), 'utf8');
    } catch {
      throw new Error(
        `The lab ended without a result; namespaces need root or user namespaces.\n${errors}`,
      );
    }
    const result = JSON.parse(text) as LabResult | { error: string };
    if ('error' in result) throw new Error(`${result.error}\n${errors}`);
    return result;
  } finally {
    if (job.keep !== true) rmSync(folder, { recursive: true, force: true });
  }
};
