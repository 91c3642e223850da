import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** How many labs of this machine may load it at once; the others wait. */
const places = 3;

/**
 * Waits until few enough labs are at work, and holds a place among them. The lock is the kernel's
 * (`flock`, util-linux), so a lab that dies gives its place back.
 *
 * @param index Any number that differs from lab to lab.
 * @returns what gives the place back.
 */
export const takeTurn = async (index: number): Promise<() => void> => {
  const lock = join(tmpdir(), `jenkins-proxy-lab-turn-${index % places}`);
  const child = spawn('flock', [lock, 'sh', '-c', 'echo held; exec cat'], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  await once(child.stdout, 'data');
  return () => child.stdin.end();
};
