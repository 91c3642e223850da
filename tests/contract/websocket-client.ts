/** The client's side of a WebSocket (RFC 6455), frame by frame. */

import { randomBytes } from 'node:crypto';
import { acceptKey, encodeFrame, opcodes } from '../wire/websocket-frames.ts';
import { Silence } from '../wire/message.ts';
import { headerValue, type Connection, type Header, type ResponseHead } from '../wire/client.ts';

export interface Frame {
  readonly opcode: number;
  readonly final: boolean;
  readonly payload: Buffer;
  readonly at: number;
}

export interface Message {
  readonly kind: 'text' | 'binary';
  readonly payload: Buffer;
}

/** A masked frame, as clients must send them (section 5.3). */
const clientFrame = (opcode: number, payload: Buffer, final = true): Buffer =>
  encodeFrame(opcode, payload, { masked: true, final });

export interface WebSocketChannel {
  readonly send: (kind: Message['kind'], payload: Buffer | string) => Promise<void>;
  /** One message in several frames (section 5.4). */
  readonly sendInFrames: (kind: Message['kind'], parts: readonly Buffer[]) => Promise<void>;
  /** The next message; pings before it are answered. */
  readonly receive: () => Promise<Message>;
  /** Answers pings for a time; returns how many came. @throws when anything else than a ping comes. */
  readonly rest: (milliseconds: number) => Promise<number>;
  /** Sends a ping and waits for its pong. */
  readonly ping: () => Promise<void>;
}

/** Headers of a handshake, in the order of browsers. */
export const handshakeHeaders = (key: string): Header[] => [
  ['Connection', 'Upgrade'],
  ['Upgrade', 'websocket'],
  ['Sec-WebSocket-Version', '13'],
  ['Sec-WebSocket-Key', key],
];

export const makeKey = (): string => randomBytes(16).toString('base64');

/** @throws when a 101 lacks what section 4.1 asks of it. */
export const assertAccepted = ({ headers }: ResponseHead, key: string): void => {
  const expected = {
    Upgrade: /^websocket$/i,
    Connection: /\bupgrade\b/i,
    'Sec-WebSocket-Accept': acceptKey(key),
  };
  for (const [name, wanted] of Object.entries(expected)) {
    const value = headerValue(headers, name) ?? '';
    if (typeof wanted === 'string' ? value !== wanted : !wanted.test(value)) {
      throw new Error(`the 101 has ${name}: ${JSON.stringify(value)}, expected ${String(wanted)}`);
    }
  }
};

/** The channel after a 101. */
export const openChannel = ({ reader, write }: Connection): WebSocketChannel => {
  const readFrame = async (): Promise<Frame> => {
    const [first = 0, second = 0] = await reader.exactly(2);
    if ((second & 0x80) !== 0) throw new Error('a frame from the server is masked');
    let length = second & 0x7f;
    if (length === 126) length = (await reader.exactly(2)).readUInt16BE();
    else if (length === 127) length = Number((await reader.exactly(8)).readBigUInt64BE());
    const payload = await reader.exactly(length);
    return { opcode: first & 0x0f, final: (first & 0x80) !== 0, payload, at: Date.now() };
  };
  /** The next frame that is no ping. */
  const nextFrame = async (): Promise<Frame> => {
    for (;;) {
      const frame = await readFrame();
      if (frame.opcode === opcodes.close) {
        const code = frame.payload.length >= 2 ? frame.payload.readUInt16BE() : 'none';
        throw new Error(`the WebSocket was closed with code ${code}`);
      }
      if (frame.opcode !== opcodes.ping) return frame;
      await write(clientFrame(opcodes.pong, frame.payload));
    }
  };
  const receive = async (): Promise<Message> => {
    const parts: Buffer[] = [];
    let kind: Message['kind'] | undefined;
    for (;;) {
      const frame = await nextFrame();
      if (frame.opcode === opcodes.pong) continue;
      if (frame.opcode !== opcodes.continuation) {
        kind = frame.opcode === opcodes.text ? 'text' : 'binary';
      }
      parts.push(frame.payload);
      if (frame.final) return { kind: kind ?? 'binary', payload: Buffer.concat(parts) };
    }
  };
  const ping = async (): Promise<void> => {
    const payload = randomBytes(8);
    await write(clientFrame(opcodes.ping, payload));
    const answer = await nextFrame();
    if (answer.opcode !== opcodes.pong || !answer.payload.equals(payload)) {
      throw new Error(`a ping was answered by a frame with opcode ${answer.opcode}`);
    }
  };
  return {
    send: (kind, payload) => write(clientFrame(opcodes[kind], Buffer.from(payload as string))),
    sendInFrames: async (kind, parts) => {
      for (const [index, part] of parts.entries()) {
        const opcode = index === 0 ? opcodes[kind] : opcodes.continuation;
        await write(clientFrame(opcode, part, index === parts.length - 1));
      }
    },
    receive,
    rest: async (milliseconds) => {
      const began = Date.now();
      const passed = (): number => Date.now() - began;
      let found = 0;
      while (passed() < milliseconds) {
        reader.patience(milliseconds - passed());
        try {
          const { opcode, payload } = await readFrame();
          if (opcode !== opcodes.ping) throw new Error(`a frame with opcode ${opcode} arrived`);
          found += 1;
          await write(clientFrame(opcodes.pong, payload));
        } catch (error) {
          if (error instanceof Silence) break;
          const after = (passed() / 1000).toFixed(1);
          throw new Error(`after ${after} s: ${(error as Error).message}`, { cause: error });
        }
      }
      reader.patience(10_000);
      return found;
    },
    ping,
  };
};
