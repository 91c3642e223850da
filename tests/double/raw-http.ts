/**
 * An HTTP/1.1 client that sends exactly the bytes it is given and shows exactly what came back.
 *
 * Node's own client normalises targets and header names, which the tests have to avoid.
 */

import { connect, type Socket } from 'node:net';
import { gunzipSync } from 'node:zlib';
import { byteSource } from './byte-source.ts';
import { allValues, firstValue, type Headers } from './received-request.ts';

export interface RawResponse {
  status: number;
  httpVersion: string;
  headers: Headers;
  /** Decompressed when it was gzip. */
  body: string;
  bytes: Buffer;
  /** When each piece of the body arrived, milliseconds since the epoch. */
  pieces: { text: string; arrivedAt: number }[];
  header(name: string): string | null;
  all(name: string): string[];
}

export interface RawConnection {
  socket: Socket;
  write(bytes: string | Buffer): void;
  /** The next response, interim ones skipped. @throws Error when the connection ends first */
  response(method?: string): Promise<RawResponse>;
  /** The next bytes, or null at the end. */
  bytes(): Promise<Buffer | null>;
  /** Resolves when the other side has closed, with the time it took in milliseconds. */
  closed: Promise<number>;
  /** Resolves when the other side has said that it sends no more. */
  ended: Promise<void>;
  destroy(): void;
}

const patience = 10_000;

export const openRaw = (port: number, host = '127.0.0.1'): RawConnection => {
  const openedAt = Date.now();
  const socket = connect({ port, host, noDelay: true });
  socket.on('error', () => socket.destroy());
  const source = byteSource(socket);
  const closed = new Promise<number>((resolve) => {
    socket.on('close', () => resolve(Date.now() - openedAt));
  });
  const ended = new Promise<void>((resolve) => {
    socket.on('end', resolve);
  });

  const piece = async (): Promise<{ bytes: Buffer; arrivedAt: number }> => {
    const next = await source.read(patience);
    if (next === null) throw new Error('The connection ended in the middle of a response');
    return next;
  };
  const take = async (count: number, onPiece: (bytes: Buffer, at: number) => void) => {
    for (let remaining = count; remaining > 0;) {
      const { bytes, arrivedAt } = await piece();
      const wanted = bytes.subarray(0, remaining);
      source.unread({ bytes: bytes.subarray(wanted.length), arrivedAt });
      remaining -= wanted.length;
      onPiece(wanted, arrivedAt);
    }
  };
  const until = async (mark: string): Promise<string> => {
    let text = '';
    for (;;) {
      const { bytes, arrivedAt } = await piece();
      const whole = text + bytes.toString('latin1');
      const end = whole.indexOf(mark);
      if (end !== -1) {
        const rest = Buffer.from(whole.slice(end + mark.length), 'latin1');
        source.unread({ bytes: rest, arrivedAt });
        return whole.slice(0, end);
      }
      text = whole;
    }
  };
  const readResponse = async (method: string): Promise<RawResponse> => {
    const [statusLine = '', ...lines] = (await until('\r\n\r\n')).split('\r\n');
    const [httpVersion = '', status = ''] = statusLine.split(' ');
    const headers = lines.map((line): [string, string] => {
      const colon = line.indexOf(':');
      return [line.slice(0, colon), line.slice(colon + 1).trim()];
    });
    const collected: Buffer[] = [];
    const pieces: RawResponse['pieces'] = [];
    const collect = (bytes: Buffer, arrivedAt: number) => {
      collected.push(bytes);
      pieces.push({ text: bytes.toString('utf8'), arrivedAt });
    };
    const length = firstValue(headers, 'Content-Length');
    const code = Number(status);
    if (method === 'HEAD' || code === 204 || code === 304 || code === 101) {
      // No body.
    } else if (firstValue(headers, 'Transfer-Encoding') === 'chunked') {
      for (;;) {
        const size = Number.parseInt(await until('\r\n'), 16);
        await take(size, collect);
        await until('\r\n');
        if (size === 0) break;
      }
    } else if (length !== null) {
      await take(Number(length), collect);
    } else {
      for (let next = await source.read(patience); next; next = await source.read(patience)) {
        collect(next.bytes, next.arrivedAt);
      }
    }
    const bytes = Buffer.concat(collected);
    const plain = firstValue(headers, 'Content-Encoding') === 'gzip' ? gunzipSync(bytes) : bytes;
    return {
      status: code,
      httpVersion,
      headers,
      body: plain.toString('utf8'),
      bytes,
      pieces,
      header: (name) => firstValue(headers, name),
      all: (name) => allValues(headers, name),
    };
  };

  return {
    socket,
    write: (bytes) => void socket.write(bytes),
    async response(method = 'GET') {
      let response = await readResponse(method);
      while (response.status === 100) response = await readResponse(method);
      return response;
    },
    bytes: async () => (await source.read(patience))?.bytes ?? null,
    closed,
    ended,
    destroy: () => socket.destroy(),
  };
};

export interface RawRequest {
  method?: string;
  /** Request target, sent as it is. */
  target?: string;
  httpVersion?: string;
  /** Header lines after `Host`. */
  headers?: Record<string, string> | [name: string, value: string][];
  /** Null sends no `Host` at all. */
  host?: string | null;
  body?: string | Buffer;
}

/** The bytes of a request; `Content-Length` is added for a body. */
export const rawRequest = ({
  method = 'GET',
  target = '/',
  httpVersion = 'HTTP/1.1',
  headers = [],
  host = 'ci.example.org',
  body,
}: RawRequest): Buffer => {
  const lines = [
    `${method} ${target} ${httpVersion}`,
    ...(host === null ? [] : [`Host: ${host}`]),
    ...(Array.isArray(headers) ? headers : Object.entries(headers)).map(
      ([name, value]) => `${name}: ${value}`,
    ),
    ...(body === undefined ? [] : [`Content-Length: ${Buffer.byteLength(body)}`]),
  ];
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
  return Buffer.concat([head, Buffer.from(body ?? '')]);
};

/** Sends one request on a connection of its own and gives the response. */
export const exchangeRaw = async (port: number, request: RawRequest = {}): Promise<RawResponse> => {
  const connection = openRaw(port);
  try {
    connection.write(rawRequest(request));
    return await connection.response(request.method);
  } finally {
    connection.destroy();
  }
};

/** Value of an `Authorization` header. */
export const basic = (name: string, secret: string): string =>
  `Basic ${Buffer.from(`${name}:${secret}`).toString('base64')}`;
