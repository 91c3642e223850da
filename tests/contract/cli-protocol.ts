/** The command-line client's side of its protocol; `wire/cli-frames.ts` says what the frames are. */

import { javaUtf, operations, type CliFrame } from '../wire/cli-frames.ts';

export const encodingFrame: CliFrame = { operation: operations.encoding, data: javaUtf('UTF-8') };

/** What the client sends first: the command, encoding, locale, start. */
export const openingFrames = (words: readonly string[]): CliFrame[] => [
  ...words.map((text) => ({ operation: operations.arg, data: javaUtf(text) })),
  encodingFrame,
  { operation: operations.locale, data: javaUtf('en_US') },
  { operation: operations.start, data: Buffer.alloc(0) },
];

/** The frame in one WebSocket message. @throws for an empty one. */
export const frameOf = (message: Buffer): CliFrame => {
  const [operation] = message;
  if (operation === undefined) throw new Error('an empty message is no frame of the command line');
  return { operation, data: message.subarray(1) };
};

/** How a command ended. */
export interface CliResult {
  readonly exit: number;
  readonly output: string;
  readonly milliseconds: number;
}

/** Collects output until the exit code comes. */
export const runToExit = async (next: () => Promise<CliFrame>): Promise<CliResult> => {
  const began = Date.now();
  let output = '';
  for (;;) {
    const { operation, data } = await next();
    if (operation === operations.stdout || operation === operations.stderr) {
      output += data.toString('utf8');
    }
    if (operation === operations.exit) {
      return { exit: data.readInt32BE(), output, milliseconds: Date.now() - began };
    }
  }
};
