import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** The client's side of the lab, as the server's side sees it. */
export interface Client {
  /** PID as this PID namespace counts it; `unshare` execs, so it is the client's own. */
  readonly pid: number;
  readonly ask: (request: object) => Promise<unknown>;
  readonly close: () => void;
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
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  await once(child, 'spawn');
  const { pid } = child;
  if (pid === undefined) throw new Error('The client of the lab did not start.');
  return {
    pid,
    ask: async (request) => {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const { value, done } = await lines.next();
      if (done === true) throw new Error('The client of the lab ended early.');
      const reply = JSON.parse(value) as { answer?: unknown; error?: string };
      if (reply.error !== undefined) throw new Error(reply.error);
      return reply.answer;
    },
    close: () => child.kill('SIGKILL'),
  };
};
