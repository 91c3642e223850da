/** A double in another process, through its control API. */

import { Agent, request } from 'node:http';
import type { Behaviour, BuildResult, DoubleState, ReceivedRequest } from './index.ts';

export interface RemoteDouble {
  requests(): Promise<ReceivedRequest[]>;
  log(): Promise<string[]>;
  ran(): Promise<BuildResult[]>;
  state(): Promise<DoubleState>;
  reset(): Promise<DoubleState>;
  configure(options: Partial<Behaviour>): Promise<DoubleState>;
  grow(job: string, text: string): Promise<void>;
  finish(job: string): Promise<void>;
  restart(): Promise<DoubleState>;
  starting(on: boolean): Promise<DoubleState>;
  stopAccepting(): Promise<DoubleState>;
  acceptAgain(): Promise<DoubleState>;
  /** Number of connections closed. */
  closeIdle(): Promise<number>;
}

// No connection is kept: a control call never meets one that the other side is closing.
const agent = new Agent({ keepAlive: false });

const call = (
  base: string,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const outgoing = request(base + path, { method, agent }, (response) => {
      const pieces: Buffer[] = [];
      response.on('error', reject);
      response.on('data', (piece: Buffer) => pieces.push(piece));
      response.on('end', () => {
        const answer = JSON.parse(Buffer.concat(pieces).toString('utf8')) as { error?: string };
        if (response.statusCode === 200) resolve(answer);
        else reject(new Error(`${method} ${path}: ${answer.error ?? 'no reason given'}`));
      });
    });
    outgoing.on('error', reject);
    outgoing.end(body === undefined ? '' : JSON.stringify(body));
  });

/**
 * A client of the control API at `controlUrl`, such as `http://10.0.0.2:9080`.
 *
 * Each method rejects with the API's own message when it is refused.
 */
export const connectDouble = (controlUrl: string): RemoteDouble => {
  const base = controlUrl.replace(/\/$/, '');
  const get = (path: string) => call(base, 'GET', path);
  const post = (path: string, body?: unknown) => call(base, 'POST', path, body);
  return {
    requests: () => get('/requests') as Promise<ReceivedRequest[]>,
    log: () => get('/log') as Promise<string[]>,
    ran: () => get('/ran') as Promise<BuildResult[]>,
    state: () => get('/state') as Promise<DoubleState>,
    reset: () => post('/reset') as Promise<DoubleState>,
    configure: (options) => post('/configure', options) as Promise<DoubleState>,
    async grow(job, text) {
      await post('/grow', { job, text });
    },
    async finish(job) {
      await post('/finish', { job });
    },
    restart: () => post('/restart') as Promise<DoubleState>,
    starting: (on) => post('/starting', { on }) as Promise<DoubleState>,
    stopAccepting: () => post('/stop-accepting') as Promise<DoubleState>,
    acceptAgain: () => post('/accept-again') as Promise<DoubleState>,
    closeIdle: async () => ((await post('/close-idle')) as { closed: number }).closed,
  };
};
