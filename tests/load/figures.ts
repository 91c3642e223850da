/** What a server holds of slow and of many clients, in figures where the contract says yes or no. */

import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { begin, resetStreams } from '../contract/floods.ts';
import { fields, flags, frame, openHttp2 } from '../contract/http2-frames.ts';
import { hostLine, rawLines, rawPlaceOf, sendRaw } from '../contract/raw.ts';
import { placeOf, targetOf, visit, type Subject } from '../contract/subject.ts';

/** Visits of people beside what loads the server. */
export interface Visits {
  /** How many were tried, one after the other. */
  readonly tried: number;
  /** How many got the page within `patience`. */
  readonly served: number;
  /** Milliseconds of the slowest that was served; 0 when none was. */
  readonly longest: number;
}

export interface CrowdFigures {
  readonly quiet: Visits;
  /** Beside clients that send a byte each five seconds. */
  readonly slow: readonly (Visits & {
    readonly clients: number;
    /** How many of them still had their connection at the end. */
    readonly held: number;
  })[];
  /** Status of the answer to 64 kB in one header, in a hundred, and in the URL; `null`: no answer. */
  readonly oversized: readonly (number | null)[];
  /** Beside a thousand HTTP/2 streams that are asked for and given up. */
  readonly resets: Visits;
  /** Kilobytes of CONTINUATION frames after which the connection was closed; `null`: not by 2 MB. */
  readonly continuation: number | null;
}

/** Seconds for which a head that never ends is gone on with. */
export const headPatience = 120;
const pace = 5_000;
/** Milliseconds that a visitor waits for the page. */
const patience = 4_000;

/** Sums up visits, one after the other. */
const visits = async (subject: Subject, tried: number): Promise<Visits> => {
  let served = 0;
  let longest = 0;
  for (let count = 0; count < tried; count += 1) {
    const began = Date.now();
    const status = await visit(subject, { path: '/login', patience }).then(
      (response) => response.status,
      () => null,
    );
    if (status !== 200) continue;
    served += 1;
    longest = Math.max(longest, Date.now() - began);
  }
  return { tried, served, longest };
};

const together = (one: Visits, other: Visits): Visits => ({
  tried: one.tried + other.tried,
  served: one.served + other.served,
  longest: Math.max(one.longest, other.longest),
});

/**
 * Seconds after which a head that goes on by a byte each five seconds is cut; `null` when it is not
 * within `headPatience`. It only waits, so many may be measured side by side.
 */
export const headCutAfter = async (subject: Subject): Promise<number | null> => {
  const socket = await begin(subject);
  if (socket === null) throw new Error('The connection was refused.');
  const began = Date.now();
  let closed: number | undefined;
  for (const event of ['close', 'end']) socket.on(event, () => (closed ??= Date.now()));
  while (closed === undefined && Date.now() - began < headPatience * 1000) {
    if (socket.writable) socket.write('a');
    const next = Date.now() + pace;
    while (closed === undefined && Date.now() < next) await wait(100);
  }
  socket.destroy();
  return closed === undefined ? null : Math.round((closed - began) / 1000);
};

const besideSlow = async (
  subject: Subject,
  clients: number,
): Promise<CrowdFigures['slow'][number]> => {
  const sockets: Socket[] = [];
  let over = false;
  try {
    for (let begun = 0; begun < clients; begun += 10) {
      for (let client = 0; client < 10; client += 1) {
        void begin(subject).then((socket) => {
          if (socket === null) return;
          if (over) socket.destroy();
          else sockets.push(socket);
        });
      }
      await wait(50);
    }
    const first = await visits(subject, 10);
    await wait(pace);
    for (const socket of sockets) if (socket.writable) socket.write('a');
    const all = together(first, await visits(subject, 10));
    const held = sockets.filter((socket) => socket.writable && !socket.readableEnded).length;
    return { clients, held, ...all };
  } finally {
    over = true;
    for (const socket of sockets) socket.destroy();
    await wait(1_000);
  }
};

const oversized = async (subject: Subject): Promise<(number | null)[]> => {
  const big = 'a'.repeat(64 * 1024);
  const target = targetOf(subject, '/login');
  const hundred = Array.from({ length: 100 }, (_, index) => `X-Big-${index}: ${'a'.repeat(655)}`);
  const found: (number | null)[] = [];
  for (const [asked, lines] of [
    [target, [`X-Big: ${big}`]],
    [target, hundred],
    [`${target}?${big}`, []],
  ] as const) {
    const head = [
      `GET ${asked} HTTP/1.1`,
      hostLine(subject),
      ...rawLines(subject),
      ...lines,
      'Connection: close',
    ];
    const answer = await sendRaw(rawPlaceOf(subject), `${head.join('\r\n')}\r\n\r\n`);
    const status = /^HTTP\/1\.[01] (\d{3})/.exec(answer)?.[1];
    found.push(status === undefined ? null : Number(status));
  }
  return found;
};

const besideResets = async (subject: Subject): Promise<Visits> => {
  const connection = await openHttp2(placeOf(subject));
  try {
    const beside = visits(subject, 20);
    for (let batch = 0; batch < 10; batch += 1) {
      resetStreams(connection, subject, 1 + batch * 200, 100);
      await wait(10);
    }
    return await beside;
  } finally {
    connection.close();
  }
};

const continuation = async (subject: Subject): Promise<number | null> => {
  const connection = await openHttp2(placeOf(subject));
  try {
    const begun = fields([
      [':method', 'GET'],
      [':scheme', 'https'],
    ]);
    connection.write(frame('headers', flags.endStream, 1, begun));
    const piece = frame('continuation', 0, 1, fields([['x-more', 'a'.repeat(4_000)]]));
    for (let sent = 1; sent <= 500; sent += 1) {
      connection.write(piece);
      await wait(5);
      if (connection.isClosed()) return sent * 4;
    }
    await connection.over(1, 3_000);
    return connection.isClosed() ? 2_000 : null;
  } finally {
    connection.close();
  }
};

/** What a server holds of crowds and floods, within half a minute; it loads the machine. */
export const measureCrowd = async (subject: Subject): Promise<CrowdFigures> => ({
  quiet: await visits(subject, 20),
  slow: [await besideSlow(subject, 200), await besideSlow(subject, 1_000)],
  oversized: await oversized(subject),
  resets: await besideResets(subject),
  continuation: await continuation(subject),
});
