import { readdirSync } from 'node:fs';

/**
 * Ends what an earlier run left behind in this PID namespace, such as the workers of a server that
 * was killed; `/proc` must be the namespace's own.
 *
 * @param kept PIDs that go on beside this process.
 */
export const endOthers = (kept: readonly number[]): void => {
  for (const name of readdirSync('/proc')) {
    const pid = Number(name);
    if (!Number.isInteger(pid) || pid === process.pid || kept.includes(pid)) continue;
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It ended by itself in the meantime.
    }
  }
};
