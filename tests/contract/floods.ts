/** Clients that take their time, or too much room, and what the others notice of them. */

import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { authority } from '#settings';
import { socketTo, type Header } from '../wire/client.ts';
import { expectStatus, expectThat } from './expectations.ts';
import { fields, flags, frame, openHttp2, type RawHttp2 } from './http2-frames.ts';
import { hostLine, rawLines, rawPlaceOf, sendRaw } from './raw.ts';
import { NotApplicable, placeOf, targetOf, visit, type Checks, type Subject } from './subject.ts';

const slowClients = 200;
/** Milliseconds between two bytes of a slow client. */
const pace = 5_000;
/** What a visitor waits for at most while others are slow. */
const patience = 4_000;

/** A client that has begun a head; it never rejects, since a server may turn it away. */
export const begin = async (subject: Subject): Promise<Socket | null> => {
  try {
    const socket = await socketTo(rawPlaceOf(subject));
    socket.on('error', () => undefined);
    socket.resume();
    socket.write(`GET ${targetOf(subject, '/login')} HTTP/1.1\r\n${hostLine(subject)}\r\nX-Slow: `);
    return socket;
  } catch {
    return null;
  }
};

/** A visit that has to succeed in time. @returns the milliseconds that it took. */
const visitInTime = async (subject: Subject, what: string): Promise<number> => {
  const began = Date.now();
  let status: number;
  try {
    ({ status } = await visit(subject, { path: '/login', patience }));
  } catch (error) {
    throw new Error(`${what}: a visitor gets no page (${String(error)})`, { cause: error });
  }
  expectThat(status === 200, `${what}: a visitor gets ${status}`);
  return Date.now() - began;
};

const ownHttp2 = (subject: Subject): void => {
  if (subject.jenkinsTls) throw new NotApplicable('Jenkins ends TLS itself');
  if (subject.viaHop === true) throw new NotApplicable('the proxy in front ends TLS');
};

/** Streams that are asked for and given up at once: many in one write, as attackers do. */
export const resetStreams = (
  connection: RawHttp2,
  subject: Subject,
  first: number,
  count: number,
): void => {
  const headers: Header[] = [
    [':method', 'GET'],
    [':scheme', 'https'],
    [':authority', authority(subject.settings)],
    [':path', targetOf(subject, '/login')],
  ];
  const block = fields(headers);
  const cancel = Buffer.from([0, 0, 0, 8]);
  const frames: Buffer[] = [];
  for (let index = 0; index < count; index += 1) {
    const stream = first + index * 2;
    frames.push(
      frame('headers', flags.endHeaders | flags.endStream, stream, block),
      frame('reset', 0, stream, cancel),
    );
  }
  connection.write(...frames);
};

export const floods = {
  'slow-clients': async (subject) => {
    const sockets: Socket[] = [];
    try {
      for (let begun = 0; begun < slowClients; begun += 10) {
        for (let client = 0; client < 10; client += 1) {
          // One that is not let in at once is one more of the queue, so it is not waited for.
          void begin(subject).then((socket) => socket !== null && sockets.push(socket));
        }
        await wait(50);
      }
      await visitInTime(subject, `${slowClients} slow clients have begun`);
      await wait(pace - 1_000);
      for (const socket of sockets) if (socket.writable) socket.write('a');
      await visitInTime(subject, `${slowClients} slow clients have gone on`);
    } finally {
      for (const socket of sockets) socket.destroy();
    }
  },

  'unfinished-head': async (subject) => {
    const limit = subject.headLimit ?? 60_000;
    const socket = await begin(subject);
    if (socket === null) throw new Error('the connection was refused');
    let closed = false;
    for (const event of ['close', 'end']) socket.on(event, () => (closed = true));
    const began = Date.now();
    try {
      // Every sign of life counts for a limit on silence, so that one alone does not help.
      while (!closed && Date.now() - began < limit + 1_000) {
        if (socket.writable) socket.write('a');
        await wait(Math.min(pace, limit / 4));
      }
    } finally {
      socket.destroy();
    }
    expectThat(closed, `a head that never ends is still taken after ${limit / 1000} s`);
  },

  'oversized-head': async (subject) => {
    const big = 'a'.repeat(64 * 1024);
    const target = targetOf(subject, '/login');
    const forms = [
      ['64 kB of headers', target, [`X-Big: ${big}`]],
      [
        '64 kB in a hundred headers',
        target,
        Array.from({ length: 100 }, (_, index) => `X-Big-${index}: ${'a'.repeat(655)}`),
      ],
      ['a URL of 64 kB', `${target}?${big}`, []],
    ] as const;
    for (const [name, asked, lines] of forms) {
      const head = [
        `GET ${asked} HTTP/1.1`,
        hostLine(subject),
        ...rawLines(subject),
        ...lines,
        'Connection: close',
      ];
      const answer = await sendRaw(rawPlaceOf(subject), `${head.join('\r\n')}\r\n\r\n`);
      const status = /^HTTP\/1\.[01] (\d{3})/.exec(answer)?.[1];
      expectThat(
        status === '400' || status === '414' || status === '431',
        `${name}: expected 400, 414 or 431, got ${status ?? 'no answer'}`,
      );
    }
    expectStatus(await visit(subject, { path: '/login' }), 200);
  },

  'http2-floods': async (subject) => {
    ownHttp2(subject);
    const cancelled = await openHttp2(placeOf(subject));
    try {
      for (let batch = 0; batch < 10; batch += 1) {
        resetStreams(cancelled, subject, 1 + batch * 200, 100);
        await wait(10);
      }
      await visitInTime(subject, 'a thousand streams were reset');
    } finally {
      cancelled.close();
    }
    const endless = await openHttp2(placeOf(subject));
    try {
      endless.write(
        frame(
          'headers',
          flags.endStream,
          1,
          fields([
            [':method', 'GET'],
            [':scheme', 'https'],
          ]),
        ),
      );
      const piece = frame('continuation', 0, 1, fields([['x-more', 'a'.repeat(4_000)]]));
      for (let sent = 0; sent < 500 && !endless.isClosed(); sent += 1) {
        endless.write(piece);
        if (sent % 50 === 0) await wait(5);
      }
      await visitInTime(subject, 'continuation frames did not end');
      await endless.over(1, 3_000);
      expectThat(endless.isClosed(), '2 MB of continuation frames were taken without an end');
    } finally {
      endless.close();
    }
    await visitInTime(subject, 'after both floods');
  },
} satisfies Checks<'floods'>;
