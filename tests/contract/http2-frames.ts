/** Frames of HTTP/2 written by hand (RFC 9113), since no library sends what a client must not. */

import { setTimeout as wait } from 'node:timers/promises';
import { socketTo, type Header, type Endpoint } from '../wire/client.ts';

const types = { data: 0, headers: 1, reset: 3, settings: 4, ping: 6, goAway: 7, continuation: 9 };

export const flags = { endStream: 1, ack: 1, endHeaders: 4 } as const;

const preface = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';

export const frame = (
  type: keyof typeof types,
  flag: number,
  stream: number,
  payload: Buffer = Buffer.alloc(0),
): Buffer => {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.length, 0, 3);
  head.writeUInt8(types[type], 3);
  head.writeUInt8(flag, 4);
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
};

/** An integer with a prefix of seven bits (RFC 7541 section 5.1). */
const integer = (value: number): Buffer => {
  if (value < 127) return Buffer.from([value]);
  const bytes = [127];
  let left = value - 127;
  for (; left >= 128; left = Math.floor(left / 128)) bytes.push((left % 128) + 128);
  return Buffer.from([...bytes, left]);
};

const text = (value: string): Buffer => {
  const bytes = Buffer.from(value, 'latin1');
  return Buffer.concat([integer(bytes.length), bytes]);
};

/** Header fields as literals without indexing, so that any byte can stand in them. */
export const fields = (headers: readonly Header[]): Buffer =>
  Buffer.concat(headers.flatMap(([name, value]) => [Buffer.from([0]), text(name), text(value)]));

export interface RawHttp2 {
  readonly write: (...frames: readonly Buffer[]) => void;
  /** Whether the other side has answered a stream, reset it, or left; waits up to `limit` ms. */
  readonly over: (stream: number, limit: number) => Promise<boolean>;
  readonly isClosed: () => boolean;
  readonly close: () => void;
}

/**
 * Opens a connection by ALPN, with its preface and settings sent, that answers settings and pings.
 * @throws when the server does not take it.
 */
export const openHttp2 = async (place: Endpoint): Promise<RawHttp2> => {
  if (place.tls === null) throw new Error('HTTP/2 needs TLS here.');
  const socket = await socketTo({ ...place, tls: { ...place.tls, protocols: ['h2'] } });
  const done = new Set<number>();
  let closed = false;
  let buffer = Buffer.alloc(0);
  const take = (type: number, flag: number, stream: number, payload: Buffer): void => {
    if (type === types.settings && (flag & flags.ack) === 0) {
      socket.write(frame('settings', flags.ack, 0));
    }
    if (type === types.ping && (flag & flags.ack) === 0) {
      socket.write(frame('ping', flags.ack, 0, payload));
    }
    if (type === types.goAway) closed = true;
    if (
      type === types.reset ||
      ((type === types.headers || type === types.data) && flag & flags.endStream)
    ) {
      done.add(stream);
    }
  };
  socket.on('data', (data: Buffer) => {
    buffer = Buffer.concat([buffer, data]);
    while (buffer.length >= 9) {
      const size = buffer.readUIntBE(0, 3);
      if (buffer.length < 9 + size) break;
      take(
        buffer.readUInt8(3),
        buffer.readUInt8(4),
        buffer.readUInt32BE(5) & 0x7fff_ffff,
        buffer.subarray(9, 9 + size),
      );
      buffer = buffer.subarray(9 + size);
    }
  });
  for (const event of ['close', 'end', 'error']) socket.on(event, () => (closed = true));
  socket.write(Buffer.concat([Buffer.from(preface), frame('settings', 0, 0)]));
  return {
    write: (...frames) => {
      if (!closed) socket.write(Buffer.concat(frames));
    },
    over: async (stream, limit) => {
      const deadline = Date.now() + limit;
      while (!closed && !done.has(stream) && Date.now() < deadline) await wait(20);
      return closed || done.has(stream);
    },
    isClosed: () => closed,
    close: () => socket.destroy(),
  };
};
