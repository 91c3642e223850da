/** Writing one response as Jetty does: `Server` and `Date` first, gzip when asked, every piece flushed. */

import type { Socket } from 'node:net';
import { STATUS_CODES } from 'node:http';
import { constants, createGzip, gzipSync } from 'node:zlib';
import { jettyVersion, type Config } from './options.ts';
import { headerValue, hasToken, type ReceivedRequest } from './received-request.ts';

/** Thrown when the header block is larger than `--responseHeaderSize`. */
export class HeaderTooLarge extends Error {
  constructor(size: number, limit: number) {
    super(`Response header of ${size} bytes is larger than ${limit}`);
    this.name = 'HeaderTooLarge';
  }
}

export interface Stream {
  /** Sends a piece at once. Resolves when the socket takes more. */
  write(piece: string | Buffer): Promise<void>;
  end(): Promise<void>;
}

export interface Response {
  /** Replaces a header. */
  set(name: string, value: string): void;
  /** Adds a line of its own, whatever is already there. */
  add(name: string, value: string): void;
  remove(name: string): void;
  clear(): void;
  isCommitted(): boolean;
  /** Never compress: for answers given in front of the compressing handler. */
  keepPlain(): void;
  /** A complete response with a known length. @throws HeaderTooLarge */
  send(status: number, body?: string | Buffer): Promise<void>;
  /** Sends status and headers at once and leaves the body open. @throws HeaderTooLarge */
  stream(status: number): Promise<Stream>;
  /** Sends `100 Continue` unless the response has begun. */
  proceed(): void;
  /** Sends 101 with the headers set so far. */
  switchProtocols(): void;
  /**
   * Ask for the connection to be closed after this response.
   *
   * @param inWords Whether a `Connection: close` says so; HTTP/1.0 is never told.
   */
  closeAfterwards(inWords?: boolean): void;
  /** Whether another request may follow on the connection. */
  isPersistent(): boolean;
}

const incompressible =
  /^(?:image\/(?!svg)|audio\/|video\/|application\/(?:zip|gzip|x-gzip|x-bzip2|x-xz|java-archive))/;

/**
 * @param record Receives the status.
 * @param beforeSend Runs before a complete response goes out; decides about an unread request body.
 */
export const response = (
  socket: Socket,
  request: Pick<ReceivedRequest, 'method' | 'httpVersion' | 'headers'>,
  record: ReceivedRequest,
  config: Config,
  beforeSend: () => Promise<void>,
): Response => {
  let headers: [name: string, value: string][] = [];
  let committed = false;
  let plain = config.compression === 'none';
  const oldHttp = request.httpVersion !== 'HTTP/1.1';
  let persistent = oldHttp
    ? hasToken(request.headers, 'Connection', 'keep-alive')
    : !hasToken(request.headers, 'Connection', 'close');
  let announced = true;
  const bodiless = request.method === 'HEAD';

  const set = (name: string, value: string): void => {
    remove(name);
    headers.push([name, value]);
  };
  const remove = (name: string): void => {
    headers = headers.filter(([found]) => found.toLowerCase() !== name.toLowerCase());
  };

  /** Whether the body is to be compressed; marks the answer as varying when it could be. */
  const negotiateGzip = (status: number, length: number | null): boolean => {
    const type = headerValue(headers, 'Content-Type');
    if (plain || !/^(?:GET|POST)$/.test(request.method)) return false;
    if (status === 304 || status === 206 || (type !== null && incompressible.test(type))) {
      return false;
    }
    if (length !== null && length < 32) return false;
    set('Vary', 'Accept-Encoding');
    const accepted = headerValue(request.headers, 'Accept-Encoding') ?? '';
    if (!/\bgzip\b(?!\s*;\s*q=0(?:\.0*)?\s*(?:,|$))/i.test(accepted)) return false;
    set('Content-Encoding', 'gzip');
    return true;
  };

  /**
   * Resolves when the bytes are on their way, or the connection is closed: by Jetty itself when
   * nothing of them was taken for the idle timeout (`AbstractEndPoint.java`, `onIdleExpired`).
   */
  const write = async (bytes: Buffer | string): Promise<void> => {
    if (socket.destroyed) return;
    if (socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes)) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => socket.destroy(), config.idleTimeout);
      const done = () => {
        clearTimeout(timer);
        socket.off('drain', done);
        socket.off('close', done);
        resolve();
      };
      socket.on('drain', done);
      socket.on('close', done);
    });
  };

  const head = (status: number): Buffer => {
    if (status !== 101) {
      if (!persistent && !oldHttp && announced) set('Connection', 'close');
      else if (persistent && oldHttp) set('Connection', 'keep-alive');
    }
    if (config.nonce !== null) set('X-Double-Nonce', config.nonce);
    const lines = [
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}`,
      `Server: Jetty(${jettyVersion[config.era]})`,
      `Date: ${new Date().toUTCString()}`,
      ...headers.map(([name, value]) => `${name}: ${value}`),
    ];
    const bytes = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
    if (bytes.length > config.responseHeaderSize) {
      throw new HeaderTooLarge(bytes.length, config.responseHeaderSize);
    }
    committed = true;
    record.status = status;
    return bytes;
  };

  return {
    set,
    remove,
    add: (name, value) => headers.push([name, value]),
    clear: () => (headers = []),
    isCommitted: () => committed,
    keepPlain: () => (plain = true),
    async send(status, body = '') {
      await beforeSend();
      let bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
      if (negotiateGzip(status, bytes.length)) bytes = gzipSync(bytes);
      const hasLength = status !== 304 && status !== 204;
      if (hasLength) set('Content-Length', String(bytes.length));
      const start = head(status);
      await write(bodiless || !hasLength ? start : Buffer.concat([start, bytes]));
    },
    async stream(status) {
      const gzip = negotiateGzip(status, null) ? compressor() : null;
      const length = gzip ? null : headerValue(headers, 'Content-Length');
      const chunked = length === null && !oldHttp;
      if (chunked) set('Transfer-Encoding', 'chunked');
      else if (length === null) persistent = false;
      await write(head(status));
      if (bodiless) return { write: () => Promise.resolve(), end: () => Promise.resolve() };

      const transmit = async (bytes: Buffer): Promise<void> => {
        if (bytes.length === 0) return;
        if (!chunked) return write(bytes);
        const size = `${bytes.length.toString(16).toUpperCase()}\r\n`;
        await write(Buffer.concat([Buffer.from(size), bytes, Buffer.from('\r\n')]));
      };
      return {
        async write(piece) {
          const bytes = typeof piece === 'string' ? Buffer.from(piece, 'utf8') : piece;
          await transmit(gzip ? await gzip.flush(bytes) : bytes);
        },
        async end() {
          if (gzip) await transmit(await gzip.finish());
          if (chunked) await write('0\r\n\r\n');
        },
      };
    },
    proceed() {
      if (committed || oldHttp || !hasToken(request.headers, 'Expect', '100-continue')) return;
      socket.write('HTTP/1.1 100 Continue\r\n\r\n');
    },
    switchProtocols: () => void socket.write(head(101)),
    closeAfterwards(inWords = true) {
      persistent = false;
      announced = inWords;
    },
    isPersistent: () => persistent,
  };
};

interface Compressor {
  /** Compressed bytes up to and including a sync flush, as Jetty writes for each flushed piece. */
  flush(bytes: Buffer): Promise<Buffer>;
  finish(): Promise<Buffer>;
}

const compressor = (): Compressor => {
  const gzip = createGzip();
  let pieces: Buffer[] = [];
  gzip.on('data', (piece: Buffer) => pieces.push(piece));
  const take = (): Buffer => {
    const taken = Buffer.concat(pieces);
    pieces = [];
    return taken;
  };
  return {
    async flush(bytes) {
      gzip.write(bytes);
      await new Promise<void>((resolve) => gzip.flush(constants.Z_SYNC_FLUSH, resolve));
      return take();
    },
    async finish() {
      const ended = new Promise<void>((resolve) => gzip.on('end', resolve));
      gzip.end();
      await ended;
      return take();
    },
  };
};
