import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { peer, type Peer } from './lines.ts';

/** The client's side of the lab, as the server's side sees it. */
export interface Client extends Peer {
  /** PID as this PID namespace counts it; `unshare` execs, so it is the client's own. */
  readonly pid: number;
}

/** Starts the client in a network namespace of its own, without a wire yet. */
export const startClient = async (): Promise<Client> => {
  const child = spawn(
    'unshare',
    ['--net', process.execPath, join(import.meta.dirname, 'client.ts')],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  await once(child, 'spawn');
  const { pid } = child;
  if (pid === undefined) throw new Error('The client of the lab did not start.');
  return { pid, ...peer('client', child.stdin, child.stdout) };
};
