/** Pull-based reading of a socket, with the arrival time of every piece. */

import type { Socket } from 'node:net';

/** Thrown by `read` when nothing arrived for the time given. */
export class IdleTimeout extends Error {
  readonly milliseconds: number;

  constructor(milliseconds: number) {
    super(
      `java.io.IOException: java.util.concurrent.TimeoutException: Idle timeout expired: ${milliseconds}/${milliseconds} ms`,
    );
    this.name = 'IdleTimeout';
    this.milliseconds = milliseconds;
  }
}

export interface Piece {
  bytes: Buffer;
  /** Milliseconds since the epoch. */
  arrivedAt: number;
}

export interface ByteSource {
  /** The next bytes, or null once the peer has ended; one read at a time. @throws IdleTimeout */
  read(idleTimeout: number): Promise<Piece | null>;
  /** Puts bytes back in front. */
  unread(piece: Piece): void;
  /** Whether `read` is waiting and nothing is buffered. */
  isWaiting(): boolean;
  /** Stops reading for good and returns what was buffered; a waiting `read` gives null. */
  release(): Buffer;
}

const pauseAbove = 1 << 20;

export const byteSource = (socket: Socket): ByteSource => {
  const queue: Piece[] = [];
  let buffered = 0;
  let ended = false;
  let wake: (() => void) | null = null;

  const onData = (bytes: Buffer): void => {
    queue.push({ bytes, arrivedAt: Date.now() });
    buffered += bytes.length;
    if (buffered > pauseAbove) socket.pause();
    wake?.();
  };
  const onEnd = (): void => {
    ended = true;
    wake?.();
  };
  socket.on('data', onData);
  socket.on('end', onEnd);
  socket.on('close', onEnd);

  const take = (): Piece | null => {
    const piece = queue.shift();
    if (!piece) return null;
    buffered -= piece.bytes.length;
    if (buffered <= pauseAbove && socket.isPaused()) socket.resume();
    return piece;
  };

  return {
    async read(idleTimeout) {
      if (queue.length === 0 && !ended) {
        await new Promise<void>((resolve, reject) => {
          const timer = setTimeout(() => {
            wake = null;
            reject(new IdleTimeout(idleTimeout));
          }, idleTimeout);
          wake = () => {
            wake = null;
            clearTimeout(timer);
            resolve();
          };
        });
      }
      return take();
    },
    unread(piece) {
      if (piece.bytes.length === 0) return;
      queue.unshift(piece);
      buffered += piece.bytes.length;
    },
    isWaiting: () => wake !== null,
    release() {
      socket.off('data', onData);
      socket.off('end', onEnd);
      socket.off('close', onEnd);
      socket.pause();
      const rest = Buffer.concat(queue.map(({ bytes }) => bytes));
      queue.length = 0;
      buffered = 0;
      onEnd();
      return rest;
    },
  };
};
