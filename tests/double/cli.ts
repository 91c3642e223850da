/**
 * The command-line client's endpoints: `POST /cli?remoting=false` twice at once, and `/cli/ws`.
 *
 * Jenkins source `hudson/cli/CLIAction.java`, `jenkins/util/FullDuplexHttpService.java`.
 */

import { encodeFramed, encodeMessage, type CliFrame } from '../wire/cli-frames.ts';
import { asyncQueue, timedOut, within } from './async-queue.ts';
import { runCommand } from './cli-commands.ts';
import { decodeFramed, decodeMessage } from './cli-frames.ts';
import { header, readParameters, sendError, type Exchange } from './exchange.ts';
import { log } from './instance.ts';
import { sendPage } from './pages.ts';
import type { RequestBody } from './request-body.ts';
import { upgradeToWebSocket } from './websocket.ts';

/** Where the two halves of one HTTP-mode command meet. */
export interface DuplexChannel {
  upload: PromiseWithResolvers<RequestBody>;
  /** Settles when the upload side's body has ended. */
  uploadEnded: PromiseWithResolvers<void>;
  completed: PromiseWithResolvers<void>;
  isCompleted: boolean;
}

/** `POST /cli`: one half of a command. */
export const serveHttpCli = async (exchange: Exchange): Promise<void> => {
  if ((await readParameters(exchange))('remoting') !== 'false') return sendError(exchange, 403);
  const uuid = header(exchange, 'Session')?.toLowerCase() ?? '';
  if (!/^[0-9a-f]+(?:-[0-9a-f]+){4}$/.test(uuid)) {
    throw new Error(`java.lang.IllegalArgumentException: Invalid UUID string: ${uuid}`);
  }
  exchange.response.set('Hudson-Duplex', 'true');
  return header(exchange, 'Side') === 'download'
    ? download(exchange, uuid)
    : upload(exchange, uuid);
};

const download = async (exchange: Exchange, uuid: string): Promise<void> => {
  const { jenkins, response, principal } = exchange;
  const { cliWait, version } = jenkins.config;
  const channel: DuplexChannel = {
    upload: Promise.withResolvers(),
    uploadEnded: Promise.withResolvers(),
    completed: Promise.withResolvers(),
    isCompleted: false,
  };
  jenkins.cliChannels.set(uuid, channel);
  try {
    const stream = await response.stream(200);
    await stream.write(Buffer.from([0]));
    const body = await within(
      Promise.race([channel.upload.promise, exchange.gone.then(() => null)]),
      cliWait,
    );
    if (body === timedOut) {
      throw new Error(`java.io.IOException: HTTP full-duplex channel timeout: ${uuid}`);
    }
    if (body === null) return;
    await runCommand({
      principal,
      version,
      received: decodeFramed(piecesOf(exchange, channel, body)),
      send: (frame) => stream.write(encodeFramed(frame)),
      startTimeout: cliWait,
      isGone: exchange.isGone,
      // A client that lost its download ends its upload as well, by ending.
      gone: Promise.race([exchange.gone, channel.uploadEnded.promise]),
      builds: jenkins.builds,
    });
    await stream.end();
  } finally {
    channel.isCompleted = true;
    channel.completed.resolve();
    jenkins.cliChannels.delete(uuid);
  }
};

/** The upload half's body; a broken one ends it, with a line in the log. */
const piecesOf = async function* (
  { jenkins }: Exchange,
  channel: DuplexChannel,
  body: RequestBody,
): AsyncGenerator<Buffer> {
  try {
    for (let piece = await body.read(); piece !== null; piece = await body.read()) yield piece;
  } catch (error) {
    if (!channel.isCompleted) log(jenkins, 'WARNING', 'hudson.cli.CLIAction', String(error));
  } finally {
    channel.uploadEnded.resolve();
  }
};

const upload = async (exchange: Exchange, uuid: string): Promise<void> => {
  const { jenkins, response, body } = exchange;
  const channel = jenkins.cliChannels.get(uuid);
  if (!channel) throw new Error(`java.io.IOException: No download side found for ${uuid}`);
  channel.upload.resolve(body);
  const completed = channel.completed.promise;
  const inVain = channel.uploadEnded.promise.then(() => within(completed, jenkins.config.cliWait));
  if ((await Promise.race([completed, inVain])) === timedOut) {
    throw new Error('java.io.IOException: CLI timeout');
  }
  return response.send(200);
};

/** `/cli/ws`: the origin first, then the handshake; no permission is needed to connect. */
export const serveWebSocketCli = async (exchange: Exchange): Promise<void> => {
  const { jenkins, response, principal } = exchange;
  const { jenkinsUrl, contextPath, cliWait, version } = jenkins.config;
  if (jenkinsUrl === null) {
    response.set(
      'X-CLI-Error',
      'Jenkins URL is not configured (set Jenkins URL in the configuration)',
    );
    return response.send(403);
  }
  const withoutSlash = jenkinsUrl.replace(/\/$/, '');
  const expected = withoutSlash.endsWith(contextPath)
    ? withoutSlash.slice(0, withoutSlash.length - contextPath.length)
    : withoutSlash;
  const origin = header(exchange, 'Origin');
  if (origin !== expected) {
    log(
      jenkins,
      'FINE',
      'hudson.cli.CLIAction#doWs',
      `Rejecting origin: ${origin ?? 'null'}; expected was: ${expected}`,
    );
    response.set('X-CLI-Error', 'Unexpected request origin (check your reverse proxy settings)');
    return response.send(403);
  }
  const received = asyncQueue<CliFrame>();
  const socket = await upgradeToWebSocket(exchange, {
    onBinary: (message) => received.push(decodeMessage(message)),
  });
  if (!socket) return;
  const closed = socket.closed.then(() => received.end());
  await runCommand({
    principal,
    version,
    received: received[Symbol.asyncIterator](),
    send(frame) {
      socket.sendBinary(encodeMessage(frame));
      return Promise.resolve();
    },
    startTimeout: cliWait,
    isGone: exchange.isGone,
    gone: socket.closed,
    builds: jenkins.builds,
  });
  socket.close(1000);
  await closed;
};

/** `GET /cli/`: the help page. */
export const sendCliPage = (exchange: Exchange): Promise<void> =>
  sendPage(exchange, {
    title: 'Jenkins CLI',
    body: '<h1>Jenkins CLI</h1><p>You can access various features in Jenkins through a command-line tool.</p>',
  });
