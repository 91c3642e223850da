/**
 * A client that sends exactly what it is told: the target is never parsed, no header is added,
 * joined or reordered. It shows what came back in the same way.
 */

import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import {
  bodyPieces,
  chunk,
  headText,
  lastChunk,
  readBytes,
  readHead,
  responseFraming,
  type ByteReader,
  type Header,
} from './message.ts';

/** Where to connect. The name is sent in SNI and must be in the certificate. */
export interface Endpoint {
  readonly address: string;
  readonly port: number;
  readonly tls: null | {
    readonly name: string;
    readonly authority: string;
    /** Whatever certificate comes is taken: another name than its own is asked for. */
    readonly unchecked?: true;
    /** Protocols offered by ALPN; none when absent. */
    readonly protocols?: readonly string[];
  };
  /** Address to connect from, where the machine has several. */
  readonly from?: string;
}

export interface Request {
  readonly method: string;
  /** Sent as it is. */
  readonly target: string;
  readonly headers: readonly Header[];
}

export interface ResponseHead {
  readonly status: number;
  readonly reason: string;
  /** `HTTP/1.1`. */
  readonly version: string;
  readonly headers: readonly Header[];
  /** When the head had arrived, in milliseconds since the epoch. */
  readonly at: number;
}

export interface Piece {
  readonly at: number;
  readonly bytes: Buffer;
}

export interface Response extends ResponseHead {
  readonly body: Buffer;
  /** The body as UTF-8. */
  readonly text: string;
  readonly pieces: readonly Piece[];
}

export interface Connection {
  readonly socket: Socket;
  readonly reader: ByteReader;
  /** Sends the head of a request; the body, if any, is the caller's. */
  readonly head: (request: Request) => Promise<void>;
  /** Sends bytes; resolves when they have left the process. */
  readonly write: (bytes: Buffer | string) => Promise<void>;
  /** The next response's head; interim ones (1xx but 101) are given to `onInterim` and skipped. */
  readonly response: (onInterim?: (head: ResponseHead) => void) => Promise<ResponseHead>;
  /** Pieces of the body, as they arrive. */
  readonly body: (method: string, head: ResponseHead) => AsyncGenerator<Piece, void, undefined>;
  /** A whole exchange; the connection can be used again if the response allows it. */
  readonly exchange: (request: Request, body?: Buffer | string) => Promise<Response>;
  readonly close: () => void;
  readonly [Symbol.dispose]: () => void;
}

const describe = ({ address, port, tls }: Endpoint): string =>
  `${tls === null ? 'TCP' : 'TLS'} connection to ${address} port ${port}`;

/** @throws when the server refuses, does not answer within 10 s, or its certificate does not fit. */
export const socketTo = (place: Endpoint): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const { address: host, port, tls, from } = place;
    const where = { host, port, ...(from === undefined ? {} : { localAddress: from }) };
    const socket =
      tls === null
        ? connectPlain({ ...where, noDelay: true })
        : connectTls({
            ...where,
            servername: tls.name,
            ca: tls.authority,
            rejectUnauthorized: tls.unchecked !== true,
            ...(tls.protocols === undefined ? {} : { ALPNProtocols: [...tls.protocols] }),
          });
    const fail = (error: Error): void => {
      socket.destroy();
      reject(new Error(`${describe(place)} failed: ${error.message}`, { cause: error }));
    };
    const timer = setTimeout(() => fail(new Error('no answer within 10 s')), 10_000);
    socket.once('error', fail);
    socket.once(tls === null ? 'connect' : 'secureConnect', () => {
      clearTimeout(timer);
      socket.off('error', fail);
      socket.setNoDelay(true);
      resolve(socket);
    });
  });

const parseStatusLine = (line: string): Pick<ResponseHead, 'version' | 'status' | 'reason'> => {
  const match = /^(HTTP\/\d\.\d) (\d{3})(?: (.*))?$/.exec(line);
  if (match === null) throw new Error(`expected a status line, got ${JSON.stringify(line)}`);
  return { version: match[1] ?? '', status: Number(match[2]), reason: match[3] ?? '' };
};

/** A response whose whole body has been read. */
export const wholeResponse = async (
  head: ResponseHead,
  pieces: AsyncIterable<Piece>,
): Promise<Response> => {
  const all: Piece[] = [];
  for await (const piece of pieces) all.push(piece);
  const body = Buffer.concat(all.map(({ bytes }) => bytes));
  return { ...head, body, text: body.toString('utf8'), pieces: all };
};

/** @throws when the server refuses, or its certificate does not fit. */
export const openConnection = async (place: Endpoint): Promise<Connection> => {
  const socket = await socketTo(place);
  const reader = readBytes(socket);

  const write = (bytes: Buffer | string): Promise<void> =>
    new Promise((resolve, reject) => {
      socket.write(bytes, (error) => (error ? reject(error) : resolve()));
    });
  const head = ({ method, target, headers }: Request): Promise<void> =>
    write(Buffer.from(headText({ startLine: `${method} ${target} HTTP/1.1`, headers }), 'latin1'));
  const response: Connection['response'] = async (onInterim) => {
    for (;;) {
      const found = await readHead(reader);
      if (found === null) throw new Error('the connection was closed without a response');
      const parsed = {
        ...parseStatusLine(found.startLine),
        headers: found.headers,
        at: Date.now(),
      };
      if (parsed.status >= 200 || parsed.status === 101) return parsed;
      onInterim?.(parsed);
    }
  };
  const body: Connection['body'] = async function* (method, { status, headers }) {
    for await (const bytes of bodyPieces(reader, responseFraming(status, headers, method))) {
      yield { at: Date.now(), bytes };
    }
  };
  const exchange: Connection['exchange'] = async (request, content) => {
    await head(request);
    // A proxy may answer, and close, before it has read a body that it refuses.
    const sent = content === undefined ? Promise.resolve() : write(content);
    sent.catch(() => undefined);
    const found = await response();
    return wholeResponse(found, body(request.method, found));
  };
  const close = (): void => {
    socket.destroy();
  };
  // An error after the last read has nobody waiting for it.
  socket.on('error', () => undefined);
  return { socket, reader, head, write, response, body, exchange, close, [Symbol.dispose]: close };
};

export { chunk, lastChunk };
export { headerValue, headerValues, type Header } from './message.ts';
