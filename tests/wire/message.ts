/**
 * HTTP/1.1 messages as bytes: nothing is normalised, joined or hidden, so that what a proxy did to
 * a message stays visible. Every client of the tests reads with this one, and the reference proxy; the
 * double has a parser of its own, as their oracle.
 */

import type { Readable } from 'node:stream';

export type Header = readonly [name: string, value: string];

/** First line and header lines, in order, with the case they came in; values are Latin-1 text. */
export interface Head {
  readonly startLine: string;
  readonly headers: readonly Header[];
}

/** First value of a header, whatever its case, or null. */
export const headerValue = (headers: readonly Header[], name: string): string | null =>
  headers.find(([found]) => found.toLowerCase() === name.toLowerCase())?.[1] ?? null;

/** Every value of a header, whatever its case. */
export const headerValues = (headers: readonly Header[], name: string): string[] =>
  headers.filter(([found]) => found.toLowerCase() === name.toLowerCase()).map(([, value]) => value);

export const without = (headers: readonly Header[], ...names: readonly string[]): Header[] => {
  const unwanted = new Set(names.map((name) => name.toLowerCase()));
  return headers.filter(([name]) => !unwanted.has(name.toLowerCase()));
};

export const headText = ({ startLine, headers }: Head): string =>
  [startLine, ...headers.map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n');

/** Thrown when nothing arrives within the reader's patience. */
export class Silence extends Error {}

/** Bytes of a socket, taken as they come or up to a mark. Ends with an error when the socket does. */
export interface ByteReader {
  /** Whatever has arrived, or the next piece; null at the end of the stream. */
  readonly some: (most?: number) => Promise<Buffer | null>;
  /** Exactly so many bytes. */
  readonly exactly: (count: number) => Promise<Buffer>;
  /** Text up to a mark, which is taken and left out; null at an end without any byte before it. */
  readonly until: (mark: string) => Promise<string | null>;
  /** Limits the wait for each further piece; `Infinity` waits for ever. */
  readonly patience: (milliseconds: number) => void;
}

/**
 * Reads a socket by hand: `data` events would come too early for a reader that takes its time.
 *
 * @param patience Milliseconds to wait for each piece. @throws Silence when it runs out.
 */
export const readBytes = (socket: Readable, patience = 10_000): ByteReader => {
  let buffer: Buffer = Buffer.alloc(0);
  let over = false;
  let failure: Error | null = null;
  let limit = patience;
  let wake: (() => void) | null = null;
  const rouse = (): void => {
    wake?.();
    wake = null;
  };
  socket.on('readable', rouse);
  socket.on('end', () => {
    over = true;
    rouse();
  });
  socket.on('close', () => {
    over = true;
    rouse();
  });
  socket.on('error', (error: Error) => {
    failure = error;
    rouse();
  });

  const take = (): boolean => {
    const piece = socket.read() as Buffer | null;
    if (piece === null) return false;
    buffer = buffer.length === 0 ? piece : Buffer.concat([buffer, piece]);
    return true;
  };
  /** Waits for more; false at the end of the stream. */
  const more = async (): Promise<boolean> => {
    for (;;) {
      if (take()) return true;
      if (failure !== null) throw failure;
      if (over) return false;
      await new Promise<void>((resolve, reject) => {
        const tooLong = (): void => {
          wake = null;
          reject(new Silence(`nothing arrived within ${limit / 1000} s`));
        };
        const timer = Number.isFinite(limit) ? setTimeout(tooLong, limit) : undefined;
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };

  const some = async (most = Number.POSITIVE_INFINITY): Promise<Buffer | null> => {
    if (buffer.length === 0 && !(await more())) return null;
    const piece = buffer.subarray(0, most);
    buffer = buffer.subarray(piece.length);
    return piece;
  };
  const exactly = async (count: number): Promise<Buffer> => {
    while (buffer.length < count) {
      if (!(await more())) {
        throw new Error(`the connection ended after ${buffer.length} of ${count} bytes`);
      }
    }
    const piece = buffer.subarray(0, count);
    buffer = buffer.subarray(count);
    return piece;
  };
  const until = async (mark: string): Promise<string | null> => {
    let from = 0;
    for (;;) {
      const at = buffer.indexOf(mark, from, 'latin1');
      if (at !== -1) {
        const text = buffer.toString('latin1', 0, at);
        buffer = buffer.subarray(at + mark.length);
        return text;
      }
      from = Math.max(0, buffer.length - mark.length);
      if (!(await more())) {
        if (buffer.length === 0) return null;
        throw new Error(
          `the connection ended inside a header: ${JSON.stringify(buffer.toString('latin1', 0, 80))}`,
        );
      }
    }
  };
  return {
    some,
    exactly,
    until,
    patience: (milliseconds) => {
      limit = milliseconds;
    },
  };
};

/**
 * Reads the head of the next message; null when the connection ends before it.
 * @throws for lines that are no header.
 */
export const readHead = async (reader: ByteReader): Promise<Head | null> => {
  const startLine = await reader.until('\r\n');
  if (startLine === null) return null;
  const headers: Header[] = [];
  for (;;) {
    const line = await reader.until('\r\n');
    if (line === null) throw new Error(`the connection ended after ${JSON.stringify(startLine)}`);
    if (line === '') return { startLine, headers };
    const colon = line.indexOf(':');
    if (colon < 1) throw new Error(`not a header line: ${JSON.stringify(line)}`);
    headers.push([line.slice(0, colon), line.slice(colon + 1).trim()]);
  }
};

export type Framing =
  { readonly kind: 'none' | 'chunked' | 'close' } | { readonly kind: 'sized'; length: number };

const framed = (headers: readonly Header[], otherwise: 'none' | 'close'): Framing => {
  if (/\bchunked\s*$/i.test(headerValue(headers, 'Transfer-Encoding') ?? '')) {
    return { kind: 'chunked' };
  }
  const length = headerValue(headers, 'Content-Length');
  return length === null ? { kind: otherwise } : { kind: 'sized', length: Number(length) };
};

/** How the body of a request ends (RFC 9112 section 6.3). */
export const requestFraming = (headers: readonly Header[]): Framing => framed(headers, 'none');

/** How the body of a response ends; it depends on the request's method too. */
export const responseFraming = (
  status: number,
  headers: readonly Header[],
  method: string,
): Framing =>
  method === 'HEAD' || status < 200 || status === 204 || status === 304
    ? { kind: 'none' }
    : framed(headers, 'close');

/** The body piece by piece, as it arrives, without its framing. */
export const bodyPieces = async function* (
  reader: ByteReader,
  framing: Framing,
): AsyncGenerator<Buffer, void, undefined> {
  const sized = async function* (length: number): AsyncGenerator<Buffer, void, undefined> {
    for (let left = length; left > 0;) {
      const piece = await reader.some(left);
      if (piece === null) throw new Error(`the body ended ${left} bytes too early`);
      left -= piece.length;
      yield piece;
    }
  };
  if (framing.kind === 'sized') yield* sized(framing.length);
  if (framing.kind === 'close') {
    for (let piece = await reader.some(); piece !== null; piece = await reader.some()) yield piece;
  }
  if (framing.kind === 'chunked') {
    for (;;) {
      const line = await reader.until('\r\n');
      const size = Number.parseInt(line ?? '', 16);
      if (Number.isNaN(size)) throw new Error(`not the size of a chunk: ${JSON.stringify(line)}`);
      if (size === 0) break;
      yield* sized(size);
      await reader.exactly(2);
    }
    while ((await reader.until('\r\n')) !== '') {
      // Trailers are read and dropped.
    }
  }
};

/** One chunk of a chunked body; an empty piece would end it and is refused. */
export const chunk = (piece: Buffer | string): Buffer => {
  const bytes = Buffer.from(piece as string);
  if (bytes.length === 0) throw new Error('An empty chunk would end the body.');
  return Buffer.concat([
    Buffer.from(`${bytes.length.toString(16)}\r\n`),
    bytes,
    Buffer.from('\r\n'),
  ]);
};

export const lastChunk = '0\r\n\r\n';
