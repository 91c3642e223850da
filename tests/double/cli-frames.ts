/** How the double reads the frames of the command line; `wire/cli-frames.ts` says what they are. */

import type { CliFrame } from '../wire/cli-frames.ts';

/** One WebSocket message; an empty one has the operation -1, which nothing knows. */
export const decodeMessage = (message: Buffer): CliFrame => ({
  operation: message[0] ?? -1,
  data: message.subarray(1),
});

/** Frames of a byte stream, each as soon as it is whole. */
export const decodeFramed = async function* (
  bytes: AsyncIterable<Buffer>,
): AsyncGenerator<CliFrame> {
  let buffered = Buffer.alloc(0);
  for await (const piece of bytes) {
    buffered = Buffer.concat([buffered, piece]);
    while (buffered.length >= 5 && buffered.length >= 5 + buffered.readInt32BE(0)) {
      const end = 5 + buffered.readInt32BE(0);
      yield decodeMessage(Buffer.from(buffered.subarray(4, end)));
      buffered = buffered.subarray(end);
    }
  }
};

/** A text of Java's `writeUTF`; empty for data too short to be one. */
export const readJavaUtf = (data: Buffer): string =>
  data.length < 2 ? '' : data.subarray(2, 2 + data.readUInt16BE(0)).toString('utf8');
