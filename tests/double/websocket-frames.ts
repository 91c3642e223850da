/** WebSocket framing (RFC 6455 section 5), for either end of a connection. */

import { randomBytes } from 'node:crypto';

export const opcodes = {
  continuation: 0,
  text: 1,
  binary: 2,
  close: 8,
  ping: 9,
  pong: 10,
} as const;

export interface Frame {
  final: boolean;
  opcode: number;
  masked: boolean;
  payload: Buffer;
}

const applyMask = (payload: Buffer, mask: Buffer): Buffer => {
  const result = Buffer.allocUnsafe(payload.length);
  for (let index = 0; index < payload.length; index += 1) {
    result[index] = (payload[index] ?? 0) ^ (mask[index % 4] ?? 0);
  }
  return result;
};

/** One unfragmented frame. @param masked Required of a client, forbidden to a server. */
export const encodeFrame = (
  opcode: number,
  payload: Buffer,
  masked: boolean,
  final = true,
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

/** Collects bytes and hands out the frames that are complete. */
export const frameReader = (): ((bytes: Buffer) => Frame[]) => {
  let buffered = Buffer.alloc(0);

  const next = (): Frame | null => {
    const [first, second] = buffered;
    if (first === undefined || second === undefined) return null;
    const masked = (second & 0x80) !== 0;
    const short = second & 0x7f;
    const lengthBytes = short < 126 ? 0 : short === 126 ? 2 : 8;
    const start = 2 + lengthBytes + (masked ? 4 : 0);
    if (buffered.length < start) return null;
    const length =
      lengthBytes === 0
        ? short
        : lengthBytes === 2
          ? buffered.readUInt16BE(2)
          : Number(buffered.readBigUInt64BE(2));
    if (buffered.length < start + length) return null;
    const raw = buffered.subarray(start, start + length);
    const payload = masked ? applyMask(raw, buffered.subarray(start - 4, start)) : Buffer.from(raw);
    buffered = buffered.subarray(start + length);
    return { final: (first & 0x80) !== 0, opcode: first & 0x0f, masked, payload };
  };

  return (bytes) => {
    buffered = Buffer.concat([buffered, bytes]);
    const frames: Frame[] = [];
    for (let frame = next(); frame !== null; frame = next()) frames.push(frame);
    return frames;
  };
};
