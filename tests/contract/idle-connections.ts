/**
 * Connections to Jenkins that the proxy keeps for later. Jenkins closes them after 30 s; a proxy that
 * still uses them then loses a request now and then.
 */

import { setTimeout as wait } from 'node:timers/promises';
import { publicUrl } from '#settings';
import type { ReceivedRequest } from '../double/received-request.ts';
import { openConnection, type Connection } from '../wire/client.ts';
import { expectStatus, expectThat } from './expectations.ts';
import {
  NotApplicable,
  placeOf,
  receivedFor,
  token,
  visitOver,
  type Checks,
  type Subject,
  type Visit,
  type Visited,
} from './subject.ts';
import { testPath } from './session.ts';

const idleTimeoutOf = ({ idleTimeout = 30_000 }: Subject): number => idleTimeout;

/** Both checks need an idle timeout of Jenkins of their own: they take turns. */
let turn: Promise<unknown> = Promise.resolve();
const inTurn = (task: () => Promise<void>): Promise<void> => {
  const mine = turn.then(task);
  turn = mine.catch(() => undefined);
  return mine;
};

/**
 * A request on a connection that was idle, or on a new one when the proxy has closed it: what
 * browsers do, so a connection closed on the client's side is no fault.
 */
const visitAgain = async (
  connection: Connection,
  subject: Subject,
  request: Visit,
): Promise<Visited> => {
  const { socket } = connection;
  if (!socket.destroyed && !socket.readableEnded && socket.writable) {
    try {
      return await visitOver(connection, subject, request);
    } catch (error) {
      if (!/closed without a response|ECONNRESET|EPIPE/.test((error as Error).message)) throw error;
    }
  }
  using fresh = await openConnection(placeOf(subject));
  return await visitOver(fresh, subject, request);
};

/** Whether the client's own connection is the one that Jenkins sees. */
const isDirect = ({ socket }: Connection, { remotePort }: ReceivedRequest): boolean =>
  socket.localPort === remotePort;

const noProxyConnection = (): NotApplicable =>
  new NotApplicable('the client itself is connected to Jenkins');

/** Milliseconds for which each connection had been idle when a request came by it. */
const idleGaps = (requests: readonly ReceivedRequest[], since: number): number[] => {
  const lastUse = new Map<number, number>();
  const gaps: number[] = [];
  for (const { connection, startedAt, closedAt } of requests) {
    const before = lastUse.get(connection);
    if (before !== undefined && startedAt >= since) gaps.push(startedAt - before);
    lastUse.set(connection, closedAt ?? startedAt);
  }
  return gaps;
};

export const idleConnections = {
  'idle-upstream-connections': (subject) =>
    inTurn(async () => {
      const idle = idleTimeoutOf(subject);
      const since = Date.now();
      // Jenkins keeps them longer for once, so that a reuse that comes too late is seen.
      await subject.double.configure({ idleTimeout: idle * 2 + 10_000 });
      try {
        using connections = await openAll(subject, 12);
        // All at the same time, so that the proxy needs as many connections to Jenkins.
        const together = { path: '/slow?ms=400', headers: [token] };
        await Promise.all(
          connections.all.map(async (connection, index) => {
            const response = await visitOver(connection, subject, together);
            expectStatus(response, 200);
            if (index === 0 && isDirect(connection, await receivedFor(subject, response))) {
              throw noProxyConnection();
            }
          }),
        );
        await wait(idle + 500);
        await Promise.all(
          connections.all.map(async (connection) =>
            expectStatus(await visitAgain(connection, subject, together), 200),
          ),
        );
      } finally {
        await subject.double.configure({ idleTimeout: idle });
      }
      const longest = Math.max(0, ...idleGaps(await subject.double.requests(), since));
      expectThat(
        longest < idle * (29 / 30),
        `the proxy used a connection that had been idle for ${(longest / 1000).toFixed(1)} s, ` +
          `Jenkins closes it after ${idle / 1000} s`,
      );
    }),

  'idle-connection-race': (subject) =>
    inTurn(async () => {
      const idle = idleTimeoutOf(subject);
      using connections = await openAll(subject, 20);
      await Promise.all(
        connections.all.map(async (connection, index) => {
          const first = await visitOver(connection, subject, { path: '/login' });
          expectStatus(first, 200);
          if (index === 0 && isDirect(connection, await receivedFor(subject, first))) {
            throw noProxyConnection();
          }
          // Spread over the second around the moment in which Jenkins closes.
          await wait(idle - 500 + index * 50);
          // A POST, which no proxy may send twice.
          const second = await visitAgain(connection, subject, {
            method: 'POST',
            path: testPath,
            headers: [token, ['Referer', `${publicUrl(subject.settings)}manage/`]],
          });
          expectStatus(second, 302);
        }),
      );
    }),
} satisfies Checks<'idleConnections'>;

interface Connections {
  readonly all: readonly Connection[];
  readonly [Symbol.dispose]: () => void;
}

const openAll = async (subject: Subject, count: number): Promise<Connections> => {
  const all = await Promise.all(
    Array.from({ length: count }, () => openConnection(placeOf(subject))),
  );
  return {
    all,
    [Symbol.dispose]: () => {
      all.forEach((connection) => connection.close());
    },
  };
};
