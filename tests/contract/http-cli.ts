/** The command line in HTTP mode: two requests at once, each an endless body in one direction. */

import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { encodeFramed, type CliFrame } from '../wire/cli-frames.ts';
import { encodingFrame, openingFrames, runToExit, type CliResult } from './cli-protocol.ts';
import {
  chunk,
  lastChunk,
  openConnection,
  wholeResponse,
  type Connection,
  type Header,
  type ResponseHead,
} from '../wire/client.ts';
import { expectHeader, expectStatus, expectText, expectThat, expectValue } from './expectations.ts';
import {
  headersFor,
  makeMark,
  placeOf,
  targetOf,
  token,
  type Checks,
  type Subject,
} from './subject.ts';

const side = (
  connection: Connection,
  subject: Subject,
  session: string,
  headers: readonly Header[],
): Promise<void> =>
  connection.head({
    method: 'POST',
    target: targetOf(subject, '/cli?remoting=false'),
    headers: headersFor(subject, makeMark(), [token, ['Session', session], ...headers]),
  });

/** The download side up to its zero byte. */
const openDownload = async (
  connection: Connection,
  subject: Subject,
  session: string,
): Promise<{ head: ResponseHead; next: () => Promise<Buffer> }> => {
  await side(connection, subject, session, [
    ['Side', 'download'],
    ['Content-Length', '0'],
  ]);
  const head = await connection.response();
  if (head.status !== 200) {
    expectStatus(await wholeResponse(head, connection.body('POST', head)), 200);
  }
  expectHeader(head.headers, 'Hudson-Duplex', /^true$/i);
  const pieces = connection.body('POST', head);
  return {
    head,
    next: async () => {
      const { done, value } = await pieces.next();
      if (done === true) throw new Error('the download side ended early');
      return value.bytes;
    },
  };
};

/** The frames in the pieces of a body, after its initial zero byte. */
const frameReader = (next: () => Promise<Buffer>): (() => Promise<CliFrame>) => {
  let buffer: Buffer = Buffer.alloc(0);
  const exactly = async (count: number): Promise<Buffer> => {
    while (buffer.length < count) buffer = Buffer.concat([buffer, await next()]);
    const bytes = buffer.subarray(0, count);
    buffer = buffer.subarray(count);
    return bytes;
  };
  let begun = false;
  return async () => {
    if (!begun) {
      begun = true;
      expectValue('first byte of the download side', (await exactly(1))[0], 0);
    }
    const length = (await exactly(4)).readInt32BE();
    const [operation = -1] = await exactly(1);
    return { operation, data: await exactly(length) };
  };
};

/** Runs a command as `jenkins-cli.jar -http` does, with its sign of life every three seconds. */
const runCommand = async (
  subject: Subject,
  words: readonly string[],
  patience: number,
): Promise<CliResult> => {
  const session = randomUUID();
  using download = await openConnection(placeOf(subject));
  download.reader.patience(patience);
  const { next } = await openDownload(download, subject, session);
  using upload = await openConnection(placeOf(subject));
  await side(upload, subject, session, [
    ['Side', 'upload'],
    ['Content-Type', 'application/octet-stream'],
    ['Transfer-Encoding', 'chunked'],
  ]);
  upload.reader.patience(Number.POSITIVE_INFINITY);
  // The client gives up when either half does: an answer to the open upload is its end. Jenkins
  // gives one when the command has ended, and it may overtake the last bytes of the download.
  const endOfUpload = upload.response().then(async ({ status, reason }): Promise<never> => {
    await wait(1_000);
    throw new Error(`the upload side was ended early by ${status} ${reason}`);
  });
  endOfUpload.catch(() => undefined);
  const send = (frame: CliFrame): Promise<void> => upload.write(chunk(encodeFramed(frame)));
  for (const frame of openingFrames(words)) await send(frame);
  const alive = setInterval(() => void send(encodingFrame).catch(() => undefined), 3_000);
  try {
    const result = await Promise.race([runToExit(frameReader(next)), endOfUpload]);
    // The body of the upload ends only now: output came while it was open. Jenkins has answered the
    // upload already, and a proxy may close it after that answer, as a real client does on exit.
    await upload.write(lastChunk).catch(() => undefined);
    return result;
  } finally {
    clearInterval(alive);
  }
};

export const httpCli = {
  'http-cli': async (subject) => {
    const { exit, output, milliseconds } = await runCommand(subject, ['who-am-i'], 5_000);
    expectValue('exit code of who-am-i', exit, 0);
    expectText(output, 'Authenticated as: admin');
    expectThat(milliseconds < 2_000, `the answer took ${milliseconds} ms`);
  },

  'http-cli-download': async (subject) => {
    using connection = await openConnection(placeOf(subject));
    const sent = Date.now();
    const { next } = await openDownload(connection, subject, randomUUID());
    expectValue('first byte', (await next())[0], 0);
    const waited = Date.now() - sent;
    expectThat(waited < 1_000, `the first byte took ${waited} ms, expected less than a second`);
  },

  'http-cli-stays-open': async (subject) => {
    // The download says nothing as long as the build does; a cut one aborts the build.
    const words = ['build', 'demo', '-s', '-p', 'LASTS=65000'];
    const { exit, milliseconds } = await runCommand(subject, words, 75_000);
    expectValue('exit code of the command', exit, 0);
    expectThat(milliseconds > 60_000, `the command ended after ${milliseconds} ms already`);
    expectThat(
      (await subject.double.ran()).every(({ result }) => result === 'SUCCESS'),
      'a build was aborted',
    );
  },
} satisfies Checks<'httpCli'>;
