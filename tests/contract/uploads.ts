/** Request bodies: big, in pieces, slow. */

import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import {
  chunk,
  headerValue,
  lastChunk,
  openConnection,
  wholeResponse,
  type Connection,
  type Header,
  type Response,
} from '../wire/client.ts';
import { expectStatus, expectThat, expectValue } from './expectations.ts';
import {
  headersFor,
  makeMark,
  placeOf,
  receivedBy,
  targetOf,
  token,
  type Checks,
  type Subject,
} from './subject.ts';

const uploadPath = '/pluginManager/uploadPlugin';
const boundary = 'contract-boundary';
const opening = Buffer.from(
  `--${boundary}\r\nContent-Disposition: form-data; name="name"; filename="contract.hpi"\r\n` +
    'Content-Type: application/octet-stream\r\n\r\n',
);
const closing = Buffer.from(
  `\r\n--${boundary}\r\nContent-Disposition: form-data; name="pluginUrl"\r\n\r\n\r\n--${boundary}--\r\n`,
);

const uploadHeaders = (subject: Subject, mark: string, more: readonly Header[]): Header[] =>
  headersFor(subject, mark, [
    token,
    ['Content-Type', `multipart/form-data; boundary=${boundary}`],
    ...more,
  ]);

/** A plugin of 62 MB, a megabyte at a time; no two pieces alike. */
const pieces = function* (): Generator<Buffer, void, undefined> {
  yield opening;
  for (let index = 0; index < 62; index += 1) {
    yield Buffer.alloc(1_000_000, `piece ${index} `);
  }
  yield closing;
};

const measure = (): { bytes: number; sha256: string } => {
  const hash = createHash('sha256');
  let bytes = 0;
  for (const piece of pieces()) {
    hash.update(piece);
    bytes += piece.length;
  }
  return { bytes, sha256: hash.digest('hex') };
};

/** The response, read while the body may still be on its way. */
const finish = async (connection: Connection): Promise<Response> => {
  const head = await connection.response();
  return wholeResponse(head, connection.body('POST', head));
};

/** Sends the plugin; stops quietly when the proxy has had enough, its response says why. */
const sendPieces = async (
  connection: Connection,
  wrap: (piece: Buffer) => Buffer,
): Promise<void> => {
  for (const piece of pieces()) await connection.write(wrap(piece));
};

const upload = async (
  subject: Subject,
  framing: Header,
  wrap: (piece: Buffer) => Buffer,
  end: string,
): Promise<void> => {
  const { bytes, sha256 } = measure();
  const mark = makeMark();
  using connection = await openConnection(placeOf(subject));
  connection.reader.patience(20_000);
  await connection.head({
    method: 'POST',
    target: targetOf(subject, uploadPath),
    headers: uploadHeaders(subject, mark, [framing]),
  });
  const answer = finish(connection);
  const sent = sendPieces(connection, wrap).then(() =>
    end === '' ? undefined : connection.write(end),
  );
  sent.catch(() => undefined);
  const response = await answer;
  // Any answer of Jenkins to an upload will do, but none of those that refuse its size.
  expectStatus(response, [200, 302]);
  await sent;
  const received = await receivedBy(subject, mark, ({ bodyComplete }) => bodyComplete);
  expectValue('bytes that Jenkins counted', received.bodyBytes, bytes);
  expectValue('SHA-256 of what Jenkins received', received.bodySha256, sha256);
};

/** Sends small pieces at intervals, in chunks; returns when each was sent, and the mark. */
const drip = async (
  subject: Subject,
  count: number,
  every: number,
): Promise<{ mark: string; sent: number[]; response: Response }> => {
  const mark = makeMark();
  using connection = await openConnection(placeOf(subject));
  await connection.head({
    method: 'POST',
    target: targetOf(subject, uploadPath),
    headers: uploadHeaders(subject, mark, [['Transfer-Encoding', 'chunked']]),
  });
  connection.reader.patience(count * every + 30_000);
  const answer = finish(connection);
  // Awaited below, after the last piece; until then its failure must not end the process.
  answer.catch(() => undefined);
  const sent: number[] = [];
  try {
    for (let index = 0; index < count; index += 1) {
      if (index > 0) await wait(every);
      sent.push(Date.now());
      await connection.write(chunk(index === 0 ? opening : `piece ${index} `.padEnd(100, '.')));
    }
    await connection.write(Buffer.concat([chunk(closing), Buffer.from(lastChunk)]));
  } catch {
    // The proxy has had enough: its response says why.
  }
  return { mark, sent, response: await answer };
};

export const uploads = {
  'upload-sized': async (subject) => {
    const { bytes } = measure();
    await upload(subject, ['Content-Length', String(bytes)], (piece) => piece, '');
  },

  'upload-chunked': (subject) =>
    upload(subject, ['Transfer-Encoding', 'chunked'], chunk, lastChunk),

  'request-streaming': async (subject) => {
    // Far enough apart that a busy machine does not look like a proxy that holds pieces back.
    const every = 1_200;
    const { mark, sent, response } = await drip(subject, 4, every);
    expectStatus(response, [200, 302]);
    const { chunkTimes } = await receivedBy(subject, mark, ({ bodyComplete }) => bodyComplete);
    sent.forEach((at, index) => {
      const arrived = chunkTimes.find((time) => time >= at - 5);
      const waited = (arrived ?? Number.POSITIVE_INFINITY) - at;
      expectThat(
        waited < every - 50,
        `piece ${index + 1} of ${sent.length} reached Jenkins ${waited} ms after it was sent, ` +
          `expected it before the next piece`,
      );
    });
  },

  'slow-upload': async (subject) => {
    const { mark, response } = await drip(subject, 10, 2_800);
    expectStatus(response, [200, 302]);
    await receivedBy(subject, mark, ({ bodyComplete }) => bodyComplete);
  },

  'expect-continue': async (subject) => {
    const body = Buffer.concat([opening, Buffer.alloc(50_000, 'x'), closing]);
    const mark = makeMark();
    using connection = await openConnection(placeOf(subject));
    await connection.head({
      method: 'POST',
      target: targetOf(subject, uploadPath),
      headers: uploadHeaders(subject, mark, [
        ['Content-Length', String(body.length)],
        ['Expect', '100-continue'],
      ]),
    });
    let sent = false;
    const head = await connection.response(({ status }) => {
      if (status !== 100 || sent) return;
      sent = true;
      void connection.write(body).catch(() => undefined);
    });
    expectThat(sent, `expected 100 Continue, got ${head.status} ${head.reason}`);
    expectStatus(await wholeResponse(head, connection.body('POST', head)), [200, 302]);
    const { bodyBytes, headers } = await receivedBy(
      subject,
      mark,
      ({ bodyComplete }) => bodyComplete,
    );
    expectValue('bytes that Jenkins counted', bodyBytes, body.length);
    expectValue(
      'Content-Type that Jenkins received',
      headerValue(headers, 'Content-Type'),
      `multipart/form-data; boundary=${boundary}`,
    );
  },
} satisfies Checks<'uploads'>;
