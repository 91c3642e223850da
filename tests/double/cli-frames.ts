/**
 * Frames of the command-line client's protocol (Jenkins source `hudson/cli/PlainCLIProtocol.java`).
 *
 * Over HTTP a frame has a length in front, over WebSocket each message is one frame.
 */

export const operations = {
  arg: 0,
  locale: 1,
  encoding: 2,
  start: 3,
  exit: 4,
  stdin: 5,
  endStdin: 6,
  stdout: 7,
  stderr: 8,
} as const;

export interface CliFrame {
  operation: number;
  data: Buffer;
}

/** Without length: operation and data. */
export const encodeMessage = ({ operation, data }: CliFrame): Buffer =>
  Buffer.concat([Buffer.from([operation]), data]);

export const decodeMessage = (message: Buffer): CliFrame => ({
  operation: message[0] ?? -1,
  data: message.subarray(1),
});

/** With the length of the data, not counting the operation. */
export const encodeFramed = (frame: CliFrame): Buffer => {
  const length = Buffer.alloc(4);
  length.writeInt32BE(frame.data.length);
  return Buffer.concat([length, encodeMessage(frame)]);
};

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

/** Java's `writeUTF`: 2-byte length and text; equal to UTF-8 for what the double exchanges. */
export const javaUtf = (text: string): Buffer => {
  const bytes = Buffer.from(text, 'utf8');
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
};

export const readJavaUtf = (data: Buffer): string =>
  data.length < 2 ? '' : data.subarray(2, 2 + data.readUInt16BE(0)).toString('utf8');

export const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};
