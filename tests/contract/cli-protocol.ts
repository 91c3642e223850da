/**
 * Frames of the command-line client (Jenkins source `cli/src/main/java/hudson/cli/PlainCLIProtocol.java`):
 * opcode and data, after a length in HTTP mode.
 */

export const cliOpcodes = {
  argument: 0,
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
  readonly opcode: number;
  readonly data: Buffer;
}

/** A word as Java writes it: two bytes of length, then UTF-8. */
const word = (text: string): Buffer => {
  const bytes = Buffer.from(text, 'utf8');
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
};

export const encodingFrame: CliFrame = { opcode: cliOpcodes.encoding, data: word('UTF-8') };

/** What the client sends first: the command, encoding, locale, start. */
export const openingFrames = (words: readonly string[]): CliFrame[] => [
  ...words.map((text) => ({ opcode: cliOpcodes.argument, data: word(text) })),
  encodingFrame,
  { opcode: cliOpcodes.locale, data: word('en_US') },
  { opcode: cliOpcodes.start, data: Buffer.alloc(0) },
];

/** A frame without its length, as one WebSocket message. */
export const messageOf = ({ opcode, data }: CliFrame): Buffer =>
  Buffer.concat([Buffer.from([opcode]), data]);

export const frameOf = (message: Buffer): CliFrame => {
  const [opcode] = message;
  if (opcode === undefined) throw new Error('an empty message is no frame of the command line');
  return { opcode, data: message.subarray(1) };
};

/** A frame with its length, for HTTP mode; the opcode is not counted. */
export const lengthPrefixed = (frame: CliFrame): Buffer => {
  const length = Buffer.alloc(4);
  length.writeInt32BE(frame.data.length);
  return Buffer.concat([length, messageOf(frame)]);
};

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
    const { opcode, data } = await next();
    if (opcode === cliOpcodes.stdout || opcode === cliOpcodes.stderr) {
      output += data.toString('utf8');
    }
    if (opcode === cliOpcodes.exit) {
      return { exit: data.readInt32BE(), output, milliseconds: Date.now() - began };
    }
  }
};
