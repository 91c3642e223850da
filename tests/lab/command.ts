import { spawn } from 'node:child_process';
import type { CommandResult } from './job.ts';

/** Runs a shell command to its end or to its time limit, and never throws. */
export const runCommand = (
  run: string,
  { milliseconds = 30_000, env = {} }: { milliseconds?: number; env?: Record<string, string> } = {},
): Promise<CommandResult> =>
  new Promise((resolve) => {
    const child = spawn('sh', ['-c', run], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, LC_ALL: 'C.UTF-8', ...env },
      detached: true,
    });
    let stdout = '';
    let stderr = '';
    let timedOut = false;
    child.stdout.on('data', (data: Buffer) => (stdout += data.toString('utf8')));
    child.stderr.on('data', (data: Buffer) => (stderr += data.toString('utf8')));
    const timer = setTimeout(() => {
      timedOut = true;
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, milliseconds);
    child.on('close', (code) => {
      clearTimeout(timer);
      resolve({ run, exit: timedOut ? null : code, stdout, stderr });
    });
    child.on('error', (error) => {
      clearTimeout(timer);
      resolve({ run, exit: null, stdout, stderr: String(error) });
    });
  });
