import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export interface Run {
  readonly seconds: number;
  /** Largest memory seen of the process with its children, in MiB. */
  readonly peak: number;
}

const read = (path: string): string => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
};

/** Resident memory of a process and of what it started, in KiB; 0 once it has ended. */
const memoryOf = (pid: string): number => {
  const own = Number(/^VmRSS:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);
  const children = read(`/proc/${pid}/task/${pid}/children`).trim().split(' ').filter(Boolean);
  return own + children.reduce((sum, child) => sum + memoryOf(child), 0);
};

/**
 * Runs a command to its end and looks at its memory fifty times a second, on Linux.
 * @throws with what it printed when it fails.
 */
export const watchedRun = (words: readonly string[], cwd: string): Promise<Run> =>
  new Promise((resolve, reject) => {
    const [command = '', ...arguments_] = words;
    const started = performance.now();
    const child = spawn(command, arguments_, { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let peak = 0;
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (data: Buffer) => (output += data.toString('utf8')));
    }
    const timer = setInterval(() => {
      peak = Math.max(peak, memoryOf(String(child.pid)));
    }, 20);
    child.on('error', reject);
    child.on('close', (code) => {
      clearInterval(timer);
      if (code === 0) resolve({ seconds: (performance.now() - started) / 1000, peak: peak / 1024 });
      else reject(new Error(`${words.join(' ')} failed:\n${output}`));
    });
  });
