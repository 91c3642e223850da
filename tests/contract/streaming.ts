/** Responses that take their time, or come in pieces, or are long. */

import { createGunzip } from 'node:zlib';
import { CookieJar } from 'tough-cookie';
import { origin } from '#settings';
import { headerValue, openConnection, type Header, type Piece } from '../wire/client.ts';
import { cookieHeader } from './cookie-jar.ts';
import { expectHeader, expectStatus, expectThat, expectValue } from './expectations.ts';
import {
  headersFor,
  makeMark,
  ownPage,
  placeOf,
  targetOf,
  token,
  visit,
  type Checks,
  type Subject,
} from './subject.ts';

/** A line of the stream: when Jenkins sent it, as it says itself, and when it arrived. */
interface Arrival {
  readonly sent: number;
  readonly arrived: number;
}

/** The lines of a streamed response. */
const arrivals = async (
  subject: Subject,
  path: string,
  headers: readonly Header[],
): Promise<Arrival[]> => {
  using connection = await openConnection(placeOf(subject));
  connection.reader.patience(8_000);
  await connection.head({
    method: 'GET',
    target: targetOf(subject, path),
    headers: headersFor(subject, makeMark(), [token, ...headers]),
  });
  const head = await connection.response();
  expectStatus(head, 200);
  const found: Arrival[] = [];
  let rest = '';
  const take = (text: string): void => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines.filter(Boolean)) {
      found.push({ sent: Number(/ at (\d+)$/.exec(line)?.[1]), arrived: Date.now() });
    }
  };
  const pieces = connection.body('GET', head);
  if (headerValue(head.headers, 'Content-Encoding') !== 'gzip') {
    for await (const { bytes } of pieces) take(bytes.toString('utf8'));
    return found;
  }
  const gunzip = createGunzip();
  const unpacked = new Promise<void>((resolve, reject) => {
    gunzip.on('data', (bytes: Buffer) => take(bytes.toString('utf8')));
    gunzip.on('end', resolve);
    gunzip.on('error', reject);
  });
  for await (const { bytes } of pieces) gunzip.write(bytes);
  gunzip.end();
  await unpacked;
  return found;
};

const count = 4;
/** Far enough apart that a busy machine does not look like a proxy that holds pieces back. */
const every = 1_200;
const stream = `/stream?count=${count}&every=${every}`;

/** Each piece before the next is sent: servers that send in steps of less than a second pass. */
const expectSteady = (found: readonly Arrival[]): void => {
  expectValue('pieces', found.length, count);
  found.forEach(({ sent, arrived }, index) => {
    expectThat(
      arrived - sent < every - 50,
      `piece ${index + 1} of ${count} arrived ${arrived - sent} ms after Jenkins sent it, ` +
        'expected it before the next piece',
    );
  });
};

/** Longer than the 60 s that many proxies allow. */
const silence = 65_000;

export const streaming = {
  'response-streaming': async (subject) => {
    expectSteady(await arrivals(subject, stream, []));
  },

  'compressed-streaming': async (subject) => {
    expectSteady(await arrivals(subject, stream, [['Accept-Encoding', 'gzip'], ownPage]));
  },

  'server-sent-events': async (subject) => {
    const jar = new CookieJar();
    const client = makeMark();
    const connected = await visit(subject, {
      path: `/sse-gateway/connect?clientId=${client}`,
      headers: [token],
      jar,
    });
    expectStatus(connected, 200);
    const target = targetOf(subject, `/sse-gateway/listen/${client}`);
    using connection = await openConnection(placeOf(subject));
    const sent = Date.now();
    await connection.head({
      method: 'GET',
      target,
      headers: headersFor(subject, makeMark(), [
        token,
        ['Accept', 'text/event-stream'],
        ['Accept-Encoding', 'gzip, deflate'],
        ownPage,
        ...(await cookieHeader(jar, origin(subject.settings) + target)),
      ]),
    });
    const head = await connection.response();
    expectStatus(head, 200);
    expectHeader(head.headers, 'Content-Type', /^text\/event-stream\b/i);
    const times: number[] = [];
    const gunzip = headerValue(head.headers, 'Content-Encoding') === 'gzip' ? createGunzip() : null;
    const note = (bytes: Buffer): void => {
      const events = bytes.toString('utf8').match(/^event: /gm) ?? [];
      times.push(...events.map(() => Date.now() - sent));
    };
    gunzip?.on('data', note);
    const pieces: AsyncGenerator<Piece, void, undefined> = connection.body('GET', head);
    while (times.length < 3) {
      const { done, value } = await pieces.next();
      if (done === true) throw new Error(`the stream ended after ${times.length} events`);
      if (gunzip === null) note(value.bytes);
      else await new Promise<void>((resolve) => gunzip.write(value.bytes, () => resolve()));
    }
    const [open = 0, first = 0, second = 0] = times;
    expectThat(open < 1_000, `the event “open” took ${open} ms, expected less than a second`);
    expectThat(
      first - open > 300 && second - first > 300,
      `events came in a burst, after ${times.join(', ')} ms`,
    );
  },

  'response-silence': async (subject) => {
    const began = Date.now();
    const response = await visit(subject, {
      path: `/slow?ms=${silence}`,
      headers: [token],
      patience: silence + 10_000,
    });
    const after = Math.round((Date.now() - began) / 1000);
    expectStatus({ ...response, reason: `${response.reason} after ${after} s` }, 200);
  },

  'stream-silence': async (subject) => {
    const began = Date.now();
    const seconds = (): string => `${Math.round((Date.now() - began) / 1000)} s`;
    try {
      const response = await visit(subject, {
        path: `/stream?count=2&every=${silence}`,
        headers: [token],
        patience: silence + 10_000,
      });
      expectStatus(response, 200);
      const lines = response.text.split('\n').filter(Boolean).length;
      expectThat(lines === 2, `pieces: expected 2, got ${lines}, ended after ${seconds()}`);
    } catch (error) {
      throw new Error(`after ${seconds()}: ${(error as Error).message}`, { cause: error });
    }
  },

  'big-download': async (subject) => {
    const size = 60_000_000;
    using connection = await openConnection(placeOf(subject));
    await connection.head({
      method: 'GET',
      target: targetOf(subject, `/download?bytes=${size}`),
      headers: headersFor(subject, makeMark(), [token]),
    });
    const head = await connection.response();
    expectStatus(head, 200);
    let bytes = 0;
    for await (const piece of connection.body('GET', head)) bytes += piece.bytes.length;
    expectValue('bytes received', bytes, size);
  },
} satisfies Checks<'streaming'>;
