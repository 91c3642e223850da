/**
 * Reading the request line and header fields as Jetty's `HttpParser` does in its RFC 7230 mode.
 *
 * Everything is kept as Latin-1 text, one character a byte, so that nothing is lost or normalised.
 */

import type { ByteSource } from './byte-source.ts';
import { headerValues, headerValue, hasToken, type Headers } from './received-request.ts';
import { Refusal } from './refusal.ts';

export interface RequestHead {
  method: string;
  /** Request target as received. */
  target: string;
  /** `HTTP/1.0` or `HTTP/1.1`. */
  httpVersion: string;
  headers: [name: string, value: string][];
}

/** A head that could not be accepted, with as much of it as was understood. */
export interface RefusedHead extends RequestHead {
  refusal: Refusal;
}

const tokenCharacter = /[!#$%&'*+\-.^_`|~0-9A-Za-z]/;

/**
 * The head of the next request.
 *
 * @param limit Bytes allowed for request line and fields together (`--requestHeaderSize`).
 * @param onStart Called when the first byte is there, with its arrival time.
 * @returns null when the peer has ended the connection instead.
 * @throws IdleTimeout
 */
export const readHead = async (
  source: ByteSource,
  limit: number,
  idleTimeout: number,
  onStart: (arrivedAt: number) => void,
): Promise<RequestHead | RefusedHead | null> => {
  let bytes = Buffer.alloc(0);
  let started = false;
  for (;;) {
    const piece = await source.read(idleTimeout);
    if (piece === null) return null;
    bytes = Buffer.concat([bytes, piece.bytes]);
    if (!started) {
      // Empty lines before a request line are skipped (RFC 9112 section 2.2).
      let start = 0;
      while (bytes[start] === 0x0d || bytes[start] === 0x0a) start += 1;
      bytes = bytes.subarray(start);
      const first = bytes[0];
      if (first === undefined) continue;
      started = true;
      onStart(piece.arrivedAt);
      if (!tokenCharacter.test(String.fromCharCode(first))) {
        return refused(new Refusal(400, `Illegal character ${describe(first)}`));
      }
    }
    const end = endOfHead(bytes);
    const length = end ?? bytes.length;
    if (length > limit) {
      const line = bytes.indexOf(0x0a);
      const refusal =
        line === -1 || line > limit
          ? new Refusal(414, 'URI Too Long', 'drop')
          : new Refusal(431, 'Request Header Fields Too Large');
      return refused(refusal, bytes.subarray(0, line === -1 ? 0 : line).toString('latin1'));
    }
    if (end !== null) {
      source.unread({ bytes: bytes.subarray(end), arrivedAt: piece.arrivedAt });
      return parseHead(bytes.subarray(0, end).toString('latin1'));
    }
  }
};

const endOfHead = (bytes: Buffer): number | null => {
  for (let line = bytes.indexOf(0x0a); line !== -1; line = bytes.indexOf(0x0a, line + 1)) {
    if (bytes[line + 1] === 0x0a) return line + 2;
    if (bytes[line + 1] === 0x0d && bytes[line + 2] === 0x0a) return line + 3;
  }
  return null;
};

const refused = (refusal: Refusal, requestLine = ''): RefusedHead => {
  const [method = '', target = '', httpVersion = ''] = requestLine.trim().split(' ');
  return { method, target, httpVersion, headers: [], refusal };
};

/** A byte as Jetty's `HttpTokens.Token` prints it. */
const describe = (byte: number): string => {
  const character = String.fromCharCode(byte);
  if (character === ' ') return "SPACE=' '";
  if (character === '\t') return 'HTAB=\\t';
  if (/[0-9]/.test(character)) return `DIGIT='${character}'`;
  if (/[A-Za-z]/.test(character)) return `ALPHA='${character}'`;
  if (byte > 0x20 && byte < 0x7f) return `VCHAR='${character}'`;
  const kind = byte < 0x20 || byte === 0x7f ? 'CNTL' : 'OTEXT';
  return `${kind}=0x${byte.toString(16)}`;
};

const parseHead = (text: string): RequestHead | RefusedHead => {
  const lines = text.split('\n').map((line) => line.replace(/\r$/, ''));
  const requestLine = lines.shift() ?? '';
  const first = requestLine.indexOf(' ');
  const second = first === -1 ? -1 : requestLine.indexOf(' ', first + 1);
  const head: RequestHead = {
    method: first === -1 ? requestLine : requestLine.slice(0, first),
    target: first === -1 ? '' : requestLine.slice(first + 1, second === -1 ? undefined : second),
    httpVersion: second === -1 ? 'HTTP/0.9' : requestLine.slice(second + 1),
    headers: [],
  };
  try {
    checkRequestLine(head);
    head.headers = parseFields(lines);
    checkFields(head);
    return head;
  } catch (error) {
    if (error instanceof Refusal) return { ...head, refusal: error };
    throw error;
  }
};

const checkRequestLine = ({ method, target, httpVersion }: RequestHead): void => {
  for (const character of method) {
    if (!tokenCharacter.test(character)) {
      throw new Refusal(400, `Illegal character ${describe(character.charCodeAt(0))}`);
    }
  }
  if (method === 'CONNECT' && /[/?#]/.test(target)) throw new Refusal(400, 'Bad Request', 'drop');
  if (target === '') throw new Refusal(400, 'No URI');
  if (httpVersion === 'HTTP/0.9') throw new Refusal(505, 'HTTP/0.9 not supported');
  if (httpVersion === 'HTTP/2.0') throw new Refusal(426, 'Upgrade');
  if (httpVersion !== 'HTTP/1.0' && httpVersion !== 'HTTP/1.1') {
    throw new Refusal(505, 'Unknown Version');
  }
};

const parseFields = (lines: string[]): [name: string, value: string][] => {
  const headers: [string, string][] = [];
  for (const line of lines) {
    if (line === '') continue;
    if (/^[ \t]/.test(line)) throw new Refusal(400, 'Line Folding not supported');
    const colon = line.indexOf(':');
    const name = colon === -1 ? line : line.slice(0, colon);
    for (const character of name) {
      if (!tokenCharacter.test(character)) {
        throw new Refusal(400, `Illegal character ${describe(character.charCodeAt(0))}`);
      }
    }
    if (colon === -1) throw new Refusal(400, 'No Header Value');
    const value = line.slice(colon + 1).replace(/^[ \t]+|[ \t]+$/g, '');
    const illegal = /[\x00-\x08\x0a-\x1f\x7f]/.exec(value)?.[0];
    if (illegal !== undefined) {
      throw new Refusal(400, `Illegal character ${describe(illegal.charCodeAt(0))}`);
    }
    headers.push([name, value]);
  }
  return headers;
};

const checkFields = ({ target, httpVersion, headers }: RequestHead): void => {
  const hosts = headerValues(headers, 'Host');
  const [host] = hosts;
  if (hosts.length > 1) throw new Refusal(400, 'Duplicate Host Header');
  if (host === undefined && httpVersion === 'HTTP/1.1') throw new Refusal(400, 'No Host');
  if (host === '') throw new Refusal(400, 'Blank Host');
  if (host !== undefined && !/^(\[[0-9A-Fa-f:.%]+\]|[^\s:/?#@[\]]*)(:\d{0,5})?$/.test(host)) {
    throw new Refusal(400, 'Bad HostPort');
  }
  const lengths = new Set(headerValues(headers, 'Content-Length'));
  const [length] = lengths;
  if (length !== undefined && hasField(headers, 'Transfer-Encoding')) {
    throw new Refusal(400, 'Transfer-Encoding and Content-Length');
  }
  if (lengths.size > 1) throw new Refusal(400, 'Multiple Content-Lengths');
  if (length !== undefined && !/^\d+$/.test(length)) {
    throw new Refusal(400, 'Invalid Content-Length Value');
  }
  if (
    hasField(headers, 'Transfer-Encoding') &&
    !hasToken(headers, 'Transfer-Encoding', 'chunked')
  ) {
    throw new Refusal(400, 'Bad Transfer-Encoding, chunked not last');
  }
  const [expectation] = headerValues(headers, 'Expect');
  if (expectation !== undefined && expectation.toLowerCase() !== '100-continue') {
    throw new Refusal(417, 'Expectation Failed');
  }
  // Any `Upgrade`, even an empty one, is taken for one to HTTP/2 (`HttpConnection.upgrade()`).
  if (
    httpVersion === 'HTTP/1.1' &&
    hasField(headers, 'Upgrade') &&
    !hasToken(headers, 'Connection', 'upgrade')
  ) {
    throw new Refusal(400, 'Invalid h2c upgrade headers');
  }
  const authority = /^[a-z][a-z0-9+.-]*:\/\/([^/?#]*)/i.exec(target)?.[1];
  if (authority !== undefined && host !== undefined && !sameAuthority(target, authority, host)) {
    throw new Refusal(400, 'Authority!=Host');
  }
};

const hasField = (headers: Headers, name: string): boolean => headerValue(headers, name) !== null;

const sameAuthority = (target: string, authority: string, host: string): boolean => {
  const port = target.toLowerCase().startsWith('https:') ? ':443' : ':80';
  const bare = (text: string) => (text.endsWith(port) ? text.slice(0, -port.length) : text);
  return bare(authority).toLowerCase() === bare(host).toLowerCase();
};
