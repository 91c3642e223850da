/**
 * An HTTP/1.1 client that sends exactly the bytes it is given and shows exactly what came back.
 *
 * Node's own client normalises targets and header names, which the tests have to avoid.
 */

import { connect, type Socket } from 'node:net';
import { PassThrough } from 'node:stream';
import { gunzipSync } from 'node:zlib';
import {
  bodyPieces,
  headerValue,
  headerValues,
  readBytes,
  readHead,
  responseFraming,
  type ByteReader,
} from '../wire/message.ts';
import type { Headers } from './received-request.ts';

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

const readResponse = async (reader: ByteReader, method: string): Promise<RawResponse> => {
  const head = await readHead(reader);
  if (head === null) throw new Error('The connection ended without a response');
  const [httpVersion = '', status = ''] = head.startLine.split(' ');
  const headers = head.headers.map(([name, value]): [string, string] => [name, value]);
  const collected: Buffer[] = [];
  const pieces: RawResponse['pieces'] = [];
  const framing = responseFraming(Number(status), headers, method);
  for await (const bytes of bodyPieces(reader, framing)) {
    collected.push(bytes);
    pieces.push({ text: bytes.toString('utf8'), arrivedAt: Date.now() });
  }
  const bytes = Buffer.concat(collected);
  const plain = headerValue(headers, 'Content-Encoding') === 'gzip' ? gunzipSync(bytes) : bytes;
  return {
    status: Number(status),
    httpVersion,
    headers,
    body: plain.toString('utf8'),
    bytes,
    pieces,
    header: (name) => headerValue(headers, name),
    all: (name) => headerValues(headers, name),
  };
};

export const openRaw = (port: number, host = '127.0.0.1'): RawConnection => {
  const openedAt = Date.now();
  const socket = connect({ port, host, noDelay: true });
  socket.on('error', () => socket.destroy());
  // Through a stream of its own, so that the end of the connection is seen without reading up to it.
  const received = socket.pipe(new PassThrough());
  const reader = readBytes(received);
  const closed = new Promise<number>((resolve) => {
    socket.on('close', () => {
      received.end();
      resolve(Date.now() - openedAt);
    });
  });
  const ended = new Promise<void>((resolve) => {
    socket.on('end', resolve);
  });
  return {
    socket,
    write: (bytes) => void socket.write(bytes),
    async response(method = 'GET') {
      let response = await readResponse(reader, method);
      while (response.status === 100) response = await readResponse(reader, method);
      return response;
    },
    bytes: () => reader.some(),
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
