/** Bytes that no client would send, and what Jenkins received of them. */

import { setTimeout as wait } from 'node:timers/promises';
import { authority, publicUrl } from '#settings';
import type { ReceivedRequest } from '../double/received-request.ts';
import { socketTo, type Header, type Endpoint } from '../wire/client.ts';
import { headerValues } from '../wire/message.ts';
import { placeOf, type Subject } from './subject.ts';

/** Where bytes reach the proxy under test as they are, hop in front or not. */
export const rawPlaceOf = (subject: Subject): Endpoint =>
  subject.behindHop?.place ?? placeOf(subject);

/** The header lines that make a raw request one of a client, `Host` aside. */
export const rawLines = ({ behindHop, credentials = [] }: Subject): string[] =>
  [...(behindHop?.headers ?? []), ...credentials].map(([name, value]) => `${name}: ${value}`);

/** The ordinary `Host` line. */
export const hostLine = ({ settings }: Subject): string => `Host: ${authority(settings)}`;

/** Milliseconds of silence after which nothing more is expected, where nothing else is said. */
const usualSilence = 700;
/** A server may wait for the rest of a message that it reads as longer; so long it is waited for. */
const patience = 2_500;

/**
 * Sends bytes on a connection of their own and collects, as Latin-1 text, what comes back until the
 * other side closes or falls silent. Never rejects: a refusal is an answer too.
 */
export const sendRaw = async (
  place: Endpoint,
  bytes: Buffer | string,
  silence = usualSilence,
): Promise<string> => {
  let socket;
  try {
    socket = await socketTo(place);
  } catch {
    return '';
  }
  let text = '';
  let last = Date.now();
  let closed = false;
  socket.on('data', (data: Buffer) => {
    text += data.toString('latin1');
    last = Date.now();
  });
  socket.on('close', () => (closed = true));
  socket.on('end', () => (closed = true));
  socket.on('error', () => (closed = true));
  socket.write(typeof bytes === 'string' ? Buffer.from(bytes, 'latin1') : bytes);
  const began = Date.now();
  const isOver = (): boolean =>
    closed || Date.now() - last > (text === '' ? patience : silence) || Date.now() - began > 8_000;
  while (!isOver()) await wait(20);
  socket.destroy();
  return text;
};

/** Number of responses in what came back. */
export const countResponses = (text: string): number =>
  text.match(/HTTP\/1\.[01] [2-5]\d\d(?: [A-Z]|\r)/g)?.length ?? 0;

/** Everything that Jenkins received with a word in its target or in a header. */
export const receivedWith = async (
  { double }: Subject,
  word: string,
): Promise<ReceivedRequest[]> => {
  const requests = await double.requests();
  return requests.filter(
    ({ target, headers }) =>
      target.includes(word) || headers.some(([, value]) => value.includes(word)),
  );
};

const framingTrouble = (headers: readonly Header[]): string | null => {
  const lengths = headerValues(headers, 'Content-Length');
  const codings = headerValues(headers, 'Transfer-Encoding');
  if (lengths.length > 0 && codings.length > 0) return 'both Content-Length and Transfer-Encoding';
  if (lengths.length > 1) return `Content-Length ${lengths.length} times`;
  if (codings.length > 1) return `Transfer-Encoding ${codings.length} times`;
  if (lengths.some((length) => !/^\d+$/.test(length))) return `Content-Length: ${lengths[0]}`;
  if (codings.some((coding) => coding.toLowerCase() !== 'chunked')) {
    return `Transfer-Encoding: ${codings[0]}`;
  }
  return null;
};

/**
 * Why a request is not one that Jenkins reads in one way only and takes for the public URL, or null.
 * One that Jenkins refuses to read, and closes the connection after, is read in no way.
 */
export const troubleWith = (
  { settings }: Subject,
  { method, headers, container, rootUrl }: ReceivedRequest,
): string | null => {
  const framing = framingTrouble(headers);
  if (framing !== null) return framing;
  if (container === null) return null;
  if (!/^[A-Z]+$/.test(method)) return `the method ${JSON.stringify(method)}`;
  const hosts = headerValues(headers, 'Host');
  if (hosts.length > 1) return `Host ${hosts.length} times`;
  const right = publicUrl(settings);
  return rootUrl === right ? null : `a request for ${rootUrl ?? 'no URL'} instead of ${right}`;
};
