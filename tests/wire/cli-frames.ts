/**
 * What either end of the command line writes (Jenkins source
 * `cli/src/main/java/hudson/cli/PlainCLIProtocol.java`): over HTTP a frame has a length in front, over
 * WebSocket each message is one frame. The double and the contract each read in a way of their own.
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
  readonly operation: number;
  readonly data: Buffer;
}

/** A frame without its length, as one WebSocket message: operation and data. */
export const encodeMessage = ({ operation, data }: CliFrame): Buffer =>
  Buffer.concat([Buffer.from([operation]), data]);

/** A four-byte number of Java, most significant byte first. */
export const int32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};

/** A frame for HTTP mode, behind the length of its data; the operation is not counted. */
export const encodeFramed = (frame: CliFrame): Buffer =>
  Buffer.concat([int32(frame.data.length), encodeMessage(frame)]);

/** Java's `writeUTF`: two bytes of length and text; equal to UTF-8 for what is exchanged here. */
export const javaUtf = (text: string): Buffer => {
  const bytes = Buffer.from(text, 'utf8');
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
};
