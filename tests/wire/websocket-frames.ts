/** What either end of a WebSocket writes (RFC 6455); the double and the contract each read in a way of their own. */

import { createHash, randomBytes } from 'node:crypto';

/** Section 5.2. */
export const opcodes = {
  continuation: 0,
  text: 1,
  binary: 2,
  close: 8,
  ping: 9,
  pong: 10,
} as const;

const applyMask = (payload: Buffer, mask: Buffer): Buffer => {
  const result = Buffer.allocUnsafe(payload.length);
  for (let index = 0; index < payload.length; index += 1) {
    result[index] = (payload[index] ?? 0) ^ (mask[index % 4] ?? 0);
  }
  return result;
};

export interface FrameOptions {
  /** Asked of a client, forbidden to a server (section 5.1). */
  readonly masked: boolean;
  /** False for a frame that others of the same message follow. */
  readonly final?: boolean;
}

/** One frame as bytes (section 5.2), with the shortest form of its length. */
export const encodeFrame = (
  opcode: number,
  payload: Buffer,
  { masked, final = true }: FrameOptions,
): Buffer => {
  const { length } = payload;
  const lengthBytes = length < 126 ? 0 : length < 65_536 ? 2 : 8;
  const head = Buffer.alloc(2 + lengthBytes);
  head[0] = (final ? 0x80 : 0) | opcode;
  head[1] = (masked ? 0x80 : 0) | (lengthBytes === 0 ? length : lengthBytes === 2 ? 126 : 127);
  if (lengthBytes === 2) head.writeUInt16BE(length, 2);
  if (lengthBytes === 8) head.writeBigUInt64BE(BigInt(length), 2);
  if (!masked) return Buffer.concat([head, payload]);
  const mask = randomBytes(4);
  return Buffer.concat([head, mask, applyMask(payload, mask)]);
};

/** `Sec-WebSocket-Accept` for a `Sec-WebSocket-Key` (section 4.2.2). */
export const acceptKey = (key: string): string =>
  createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
