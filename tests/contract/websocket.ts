/** WebSocket handshakes and what flows afterwards: command line, echo service, agents. */

import { origin } from '#settings';
import { randomBytes } from 'node:crypto';
import { idler, worker, type Agent } from '../double/accounts.ts';
import { encodeMessage } from '../wire/cli-frames.ts';
import { frameOf, openingFrames, runToExit, type CliResult } from './cli-protocol.ts';
import {
  headerValue,
  openConnection,
  wholeResponse,
  type Connection,
  type Header,
  type Response,
  type ResponseHead,
} from '../wire/client.ts';
import { expectHeader, expectStatus, expectText, expectThat, expectValue } from './expectations.ts';
import {
  headersFor,
  makeMark,
  placeOf,
  targetOf,
  token,
  visit,
  type Checks,
  type Subject,
} from './subject.ts';
import {
  assertAccepted,
  handshakeHeaders,
  makeKey,
  openChannel,
  type WebSocketChannel,
} from './websocket-client.ts';

interface Handshake {
  readonly head: ResponseHead;
  readonly channel: WebSocketChannel;
}

/** Asks for a WebSocket; the response is read whole when it is no 101. */
const ask = async (
  connection: Connection,
  subject: Subject,
  path: string,
  headers: readonly Header[],
): Promise<{ key: string; response: ResponseHead | Response }> => {
  const key = makeKey();
  await connection.head({
    method: 'GET',
    target: targetOf(subject, path),
    headers: headersFor(subject, makeMark(), [...handshakeHeaders(key), ...headers]),
  });
  const head = await connection.response();
  const response =
    head.status === 101 ? head : await wholeResponse(head, connection.body('GET', head));
  return { key, response };
};

const shake = async (
  connection: Connection,
  subject: Subject,
  path: string,
  headers: readonly Header[],
): Promise<Handshake> => {
  const { key, response } = await ask(connection, subject, path, headers);
  const reason = headerValue(response.headers, 'X-CLI-Error');
  expectStatus(reason === null ? response : { ...response, text: `X-CLI-Error: ${reason}` }, 101);
  assertAccepted(response, key);
  return { head: response, channel: openChannel(connection) };
};

/** Runs a command; waits up to `patience` milliseconds for each sign of life. */
const runCommand = async (
  subject: Subject,
  words: readonly string[],
  patience: number,
): Promise<CliResult> => {
  using connection = await openConnection(placeOf(subject));
  const { channel } = await shake(connection, subject, '/cli/ws', [
    token,
    ['Origin', origin(subject.settings)],
  ]);
  connection.reader.patience(patience);
  for (const frame of openingFrames(words)) await channel.send('binary', encodeMessage(frame));
  return await runToExit(async () => frameOf((await channel.receive()).payload));
};

const withAgent = async (
  subject: Subject,
  { name, secret }: Agent,
  use: (handshake: Handshake) => Promise<void>,
): Promise<void> => {
  using connection = await openConnection(placeOf(subject));
  const handshake = await shake(connection, subject, '/wsagents/', [
    ['Node-Name', name],
    ['Secret-Key', secret],
    ['X-Remoting-Capability', 'rO0ABXNyABpodWRzb24ucmVtb3Rpbmc='],
  ]);
  await use(handshake);
};

export const webSocket = {
  'websocket-cli': async (subject) => {
    const { exit, output } = await runCommand(subject, ['who-am-i'], 5_000);
    expectValue('exit code of who-am-i', exit, 0);
    expectText(output, 'Authenticated as: admin');
  },

  'websocket-origin': async (subject) => {
    using connection = await openConnection(placeOf(subject));
    const { response } = await ask(connection, subject, '/cli/ws', [
      ['Origin', 'https://evil.example'],
    ]);
    expectStatus(response, 403);
    expectHeader(
      response.headers,
      'X-CLI-Error',
      'Unexpected request origin (check your reverse proxy settings)',
    );
  },

  'websocket-echo': async (subject) => {
    using connection = await openConnection(placeOf(subject));
    const { channel } = await shake(connection, subject, '/wsecho/', [token]);
    await channel.send('text', 'jenkins');
    expectValue('echo', (await channel.receive()).payload.toString('utf8'), 'hello jenkins');
    // 65,000 bytes hold the two-byte length, 200,000 the eight-byte one.
    for (const size of [1, 65_000, 200_000]) {
      const bytes = randomBytes(size);
      await channel.send('binary', bytes);
      const { kind, payload } = await channel.receive();
      expectValue('kind of message', kind, 'binary');
      expectThat(
        payload.equals(upperCased(bytes)),
        `a message of ${size} bytes came back altered, with ${payload.length} bytes`,
      );
    }
    await channel.sendInFrames('text', [Buffer.from('in '), Buffer.from('two frames')]);
    expectValue(
      'echo of a message in two frames',
      (await channel.receive()).payload.toString('utf8'),
      'hello in two frames',
    );
  },

  'agent-endpoint': async (subject) => {
    const response = await visit(subject, { path: '/wsagents/' });
    expectStatus(response, 400);
    expectText(response.text, 'This endpoint is only for use from agent.jar in WebSocket mode');
  },

  'websocket-agent': (subject) =>
    withAgent(subject, worker, async ({ head, channel }) => {
      expectHeader(head.headers, 'X-Remoting-Capability', /./);
      expectHeader(head.headers, 'X-Remoting-Minimum-Version', /^\d/);
      expectHeader(head.headers, 'Connection-Cookie', /^[0-9a-f]+$/);
      await channel.ping();
    }),

  'websocket-agent-stays-open': (subject) =>
    // Another agent than above: Jenkins refuses one that is connected already.
    withAgent(subject, idler, async ({ channel }) => {
      const pings = await channel.rest(65_000);
      expectThat(pings >= 2, `pings of Jenkins in 65 s: expected 2 or more, got ${pings}`);
      await channel.ping();
    }),

  'websocket-cli-stays-open': async (subject) => {
    const { exit, milliseconds } = await runCommand(subject, ['slow', '2', '65000'], 75_000);
    expectValue('exit code of the command', exit, 0);
    expectThat(milliseconds > 60_000, `the command ended after ${milliseconds} ms already`);
  },
} satisfies Checks<'webSocket'>;

/** What the echo service makes of bytes: lower-case ASCII letters become capitals. */
const upperCased = (bytes: Buffer): Buffer =>
  Buffer.from(bytes.map((byte) => (byte >= 0x61 && byte <= 0x7a ? byte - 0x20 : byte)));
