/** Reading a request body: fixed length or chunked, recording when each piece arrived. */

import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { ByteSource } from './byte-source.ts';
import type { Behaviour } from './options.ts';
import { headerValue, hasToken, type Headers, type ReceivedRequest } from './received-request.ts';
import { Refusal } from './refusal.ts';

/** Thrown when the client ends the connection before the body is complete. */
export class BodyCut extends Error {
  constructor() {
    super('org.eclipse.jetty.io.EofException: Early EOF');
    this.name = 'BodyCut';
  }
}

export interface RequestBody {
  /** The next piece, or null at the end. @throws IdleTimeout, BodyCut, Refusal for bad chunks */
  read(): Promise<Buffer | null>;
  /** All that remains. */
  readAll(): Promise<Buffer>;
  /** Reads and forgets all that remains. */
  drain(): Promise<void>;
  isComplete(): boolean;
  /** Whether anything was asked of it, hence whether a `100 Continue` has gone out. */
  wasRead(): boolean;
  /**
   * Reads what has arrived already, as Jetty does before it answers without having read the body;
   * the connection stays usable only when that was all of it.
   */
  readArrived(): Promise<void>;
}

/** After each so many bytes of a body the reader rests, if it does. */
const readsBeforePause = 8 << 20;

/**
 * @param behaviour How long a silent sender is waited for, and how long the reader rests.
 * @param record Receives counts and times.
 * @param onFirstRead Sends `100 Continue` when the client waits for it.
 */
export const requestBody = (
  source: ByteSource,
  headers: Headers,
  behaviour: Pick<Behaviour, 'idleTimeout' | 'bodyPause'>,
  record: ReceivedRequest,
  onFirstRead: () => void,
): RequestBody => {
  const waitsForContinue = hasToken(headers, 'Expect', '100-continue');
  const chunked = headerValue(headers, 'Transfer-Encoding') !== null;
  const hash = createHash('sha256');
  const announced = headerValue(headers, 'Content-Length') ?? '0';
  // A length that is none belongs to a head that is refused, whose body nobody reads.
  let remaining = chunked || !/^\d+$/.test(announced) ? 0 : Number(announced);
  let complete = !chunked && remaining === 0;
  let asked = false;
  let inChunk = false;
  let reading = false;
  const idleTimeout = () => behaviour.idleTimeout;
  let patience = idleTimeout;
  let restsAt = readsBeforePause;

  const finish = (): null => {
    complete = true;
    record.bodyComplete = true;
    record.bodySha256 ??= hash.digest('hex');
    return null;
  };
  if (complete) finish();

  const readLine = async (): Promise<string> => {
    let line = Buffer.alloc(0);
    for (;;) {
      const piece = await source.read(patience());
      if (piece === null) throw new BodyCut();
      const end = piece.bytes.indexOf(0x0a);
      if (end !== -1) {
        source.unread({ ...piece, bytes: piece.bytes.subarray(end + 1) });
        return Buffer.concat([line, piece.bytes.subarray(0, end)])
          .toString('latin1')
          .trim();
      }
      line = Buffer.concat([line, piece.bytes]);
      if (line.length > 8192) throw new Refusal(400, 'Chunk extension too long');
    }
  };

  /** Reads chunk framing up to data or the end; false at the end. */
  const openChunk = async (): Promise<boolean> => {
    if (inChunk) await readLine();
    const size = /^([0-9A-Fa-f]{1,8})[ \t]*(?:;.*)?$/.exec(await readLine())?.[1];
    if (size === undefined) throw new Refusal(400, 'Bad chunk');
    remaining = Number.parseInt(size, 16);
    inChunk = remaining > 0;
    if (inChunk) return true;
    for (let trailer = await readLine(); trailer !== '';) trailer = await readLine();
    return false;
  };

  const read = async (): Promise<Buffer | null> => {
    reading = true;
    try {
      return await next();
    } finally {
      reading = false;
    }
  };

  const next = async (): Promise<Buffer | null> => {
    if (complete) return null;
    if (!asked) {
      asked = true;
      onFirstRead();
    }
    if (behaviour.bodyPause > 0 && record.bodyBytes >= restsAt) {
      restsAt += readsBeforePause;
      await wait(behaviour.bodyPause);
    }
    if (remaining === 0 && chunked && !(await openChunk())) return finish();
    const piece = await source.read(patience());
    if (piece === null) throw new BodyCut();
    const bytes = piece.bytes.subarray(0, remaining);
    source.unread({ ...piece, bytes: piece.bytes.subarray(bytes.length) });
    remaining -= bytes.length;
    record.firstBodyByteAt ??= piece.arrivedAt;
    record.lastBodyByteAt = piece.arrivedAt;
    record.bodyBytes += bytes.length;
    record.chunkTimes.push(piece.arrivedAt);
    hash.update(bytes);
    if (remaining === 0 && !chunked) finish();
    return bytes;
  };

  return {
    read,
    async readAll() {
      const pieces: Buffer[] = [];
      for (let piece = await read(); piece !== null; piece = await read()) pieces.push(piece);
      return Buffer.concat(pieces);
    },
    async drain() {
      while ((await read()) !== null);
    },
    isComplete: () => complete,
    wasRead: () => asked,
    async readArrived() {
      if (reading || complete || (!asked && waitsForContinue)) return;
      patience = () => 0;
      try {
        while ((await read()) !== null);
      } catch {
        // Whatever is wrong with the rest, the answer goes out; the connection closes after it.
      } finally {
        patience = idleTimeout;
      }
    },
  };
};
