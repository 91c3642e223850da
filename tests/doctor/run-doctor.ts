import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { doctorScript, labSite } from '#doctor';

/** The script as it is published, in a folder of its own; written when a spec loads this. */
export const doctorFile = join(mkdtempSync(join(tmpdir(), 'doctor-')), 'doctor.sh');
writeFileSync(doctorFile, doctorScript(labSite));

/** What a run of the script ended with and printed; every byte is one character. */
export interface Said {
  readonly exit: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly seconds: number;
}

/** The shells that the script is run with; the last three need not be there. */
export const shells: readonly (readonly [command: string, ...words: string[]])[] = [
  ['dash'],
  ['bash'],
  ['bash', '--posix'],
  ['busybox', 'sh'],
  ['mksh'],
  ['yash'],
  ['ksh'],
];

/** Runs the script with words of its own, with more in its environment, and with a shell. */
export const runDoctor = async (
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
  [command = 'sh', ...start]: readonly string[] = [],
): Promise<Said> => {
  const begun = Date.now();
  const child = spawn(command, [...start, doctorFile, ...words], {
    env: { ...process.env, LC_ALL: 'C.UTF-8', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.on('data', (data: Buffer) => (stdout += data.toString('latin1')));
  child.stderr.on('data', (data: Buffer) => (stderr += data.toString('latin1')));
  const [exit] = (await once(child, 'close')) as [number | null];
  return { exit, stdout, stderr, seconds: (Date.now() - begun) / 1000 };
};
