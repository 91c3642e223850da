import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/**
 * Questions and answers between two processes of the lab, each a line of JSON: the one that asks
 * waits for the answer before it asks again.
 */
export interface Peer {
  /** @throws with the other's words when it could not answer, or ended. */
  readonly ask: (request: object) => Promise<unknown>;
}

/** The asking side, over the streams of a child process. */
export const peer = (name: string, input: Writable, output: Readable): Peer => {
  const lines = createInterface({ input: output })[Symbol.asyncIterator]();
  return {
    ask: async (request) => {
      input.write(`${JSON.stringify(request)}\n`);
      const { value, done } = await lines.next();
      if (done === true) throw new Error(`The ${name} of the lab ended early.`);
      const reply = JSON.parse(value) as { answer?: unknown; error?: string };
      if (reply.error !== undefined) throw new Error(reply.error);
      return reply.answer;
    },
  };
};

/** The answering side: serves each line of the standard input until it ends. */
export const answerLines = async (serve: (request: unknown) => Promise<unknown>): Promise<void> => {
  for await (const line of createInterface({ input: process.stdin })) {
    let reply;
    try {
      reply = { answer: await serve(JSON.parse(line)) };
    } catch (error) {
      reply = { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
    }
    process.stdout.write(`${JSON.stringify(reply)}\n`);
  }
};
