/** Messages of HTTP/1.1 whose end two readers may see in different places. */

import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { expectStatus, expectThat } from './expectations.ts';
import {
  countResponses,
  hostLine,
  rawLines,
  rawPlaceOf,
  receivedWith,
  sendRaw,
  troubleWith,
} from './raw.ts';
import { targetOf, token, visit, type Checks, type Subject } from './subject.ts';

/** A message: its lines after `Host` and its body, in which `inner` is a whole other request. */
interface Form {
  readonly name: string;
  readonly lines: (inner: string) => readonly string[];
  readonly body: (inner: string) => string;
  readonly version?: '1.0' | '1.1';
}

const chunkOf = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`;
const ended = '0\r\n\r\n';

/** As one chunk, so that the inner request is inside the body for who reads chunks. */
const chunked = (inner: string): string => `${chunkOf(inner)}${ended}`;
/** Behind the last chunk, so that it is outside for who reads chunks and inside for who counts. */
const behind = (inner: string): string => `${ended}${inner}`;

const length = (text: string): string => `Content-Length: ${text.length}`;

/** `Transfer-Encoding` in an odd form beside a length that covers everything. */
const coding = (name: string, ...lines: readonly string[]): Form => ({
  name,
  lines: (inner) => [length(behind(inner)), ...lines],
  body: behind,
});

/** A size of chunk in an odd form: two readers differ on where the next one begins. */
const size = (name: string, line: (inner: string) => string): Form => ({
  name,
  lines: () => ['Transfer-Encoding: chunked'],
  body: (inner) => `${line(inner)}${inner}\r\n${ended}`,
});

const sizes = (name: string, ...lengths: readonly ((inner: string) => string)[]): Form => ({
  name,
  lines: (inner) => lengths.map((value) => `Content-Length: ${value(inner)}`),
  body: (inner) => inner,
});

const whole = (inner: string): string => String(inner.length);

const forms: readonly Form[] = [
  coding('both, the length first', 'Transfer-Encoding: chunked'),
  {
    name: 'both, the coding first',
    lines: (inner) => ['Transfer-Encoding: chunked', length(chunked(inner).slice(0, 4))],
    body: chunked,
  },
  coding('both, a tab before the coding', 'Transfer-Encoding:\tchunked'),
  coding('both, a vertical tab before the coding', 'Transfer-Encoding: \vchunked'),
  coding('both, a blank before the colon', 'Transfer-Encoding : chunked'),
  coding('both, a tab before the colon', 'Transfer-Encoding\t: chunked'),
  coding('both, the coding on a folded line', 'Transfer-Encoding:', ' chunked'),
  coding('both, the whole line folded', 'X-Folded: 1', ' Transfer-Encoding: chunked'),
  coding('both, quoted', 'Transfer-Encoding: "chunked"'),
  coding('both, an unknown coding', 'Transfer-Encoding: xchunked'),
  coding('both, identity', 'Transfer-Encoding: identity'),
  coding('both, identity after chunked', 'Transfer-Encoding: chunked, identity'),
  coding('both, two lines of coding', 'Transfer-Encoding: identity', 'Transfer-Encoding: chunked'),
  coding('both, twice chunked', 'Transfer-Encoding: chunked', 'Transfer-Encoding: chunked'),
  coding('both, behind a bare line feed', 'X-Bare: 1\nTransfer-Encoding: chunked'),
  coding('both, behind a bare carriage return', 'X-Bare: 1\rTransfer-Encoding: chunked'),
  coding('both, behind a NUL', 'X-Bare: 1\0', 'Transfer-Encoding: chunked'),
  coding('both, with an underscore', 'Transfer_Encoding: chunked'),
  {
    name: 'a coding alone that is unknown',
    lines: () => ['Transfer-Encoding: xchunked'],
    body: chunked,
  },
  {
    name: 'a coding in HTTP/1.0',
    lines: () => ['Transfer-Encoding: chunked'],
    body: chunked,
    version: '1.0',
  },
  sizes('two lengths, the longer first', whole, () => '0'),
  sizes('two lengths, the shorter first', () => '0', whole),
  sizes('the same length twice', whole, whole),
  sizes('a list of lengths', (inner) => `0, ${inner.length}`),
  sizes('a length with a plus sign', (inner) => `+${inner.length}`),
  sizes('a negative length', () => '-1'),
  sizes('a hexadecimal length', (inner) => `0x${inner.length.toString(16)}`),
  sizes('a blank inside a length', (inner) => `0 ${inner.length}`),
  sizes('an empty length', () => ''),
  sizes('a length beyond 64 bits', (inner) => String(2n ** 64n + BigInt(inner.length))),
  size('a chunk with an extension', (inner) => `${inner.length.toString(16)};a=b\r\n`),
  size(
    'a chunk extension with a bare line feed',
    (inner) => `${inner.length.toString(16)};a\nb\r\n`,
  ),
  size(
    'a chunk extension with a bare carriage return',
    (inner) => `${inner.length.toString(16)};a\rb\r\n`,
  ),
  size(
    'a quoted line break in a chunk extension',
    (inner) => `${inner.length.toString(16)};a="\r\n"\r\n`,
  ),
  size('a chunk ended by a bare line feed', (inner) => `${inner.length.toString(16)}\n`),
  size('a chunk size with a prefix', (inner) => `0x${inner.length.toString(16)}\r\n`),
  size('a chunk size with a sign', (inner) => `+${inner.length.toString(16)}\r\n`),
  size('a blank after a chunk size', (inner) => `${inner.length.toString(16)} \r\n`),
  size(
    'a chunk size beyond 64 bits',
    (inner) => `${(2n ** 64n + BigInt(inner.length)).toString(16)}\r\n`,
  ),
  {
    name: 'a length among the trailers',
    lines: () => ['Transfer-Encoding: chunked', 'Trailer: Content-Length'],
    body: (inner) => `${chunkOf('x')}0\r\nContent-Length: ${inner.length}\r\n\r\n`,
  },
];

/** One form on a connection of its own. @returns what Jenkins received that it should not, or null. */
const attempt = async (
  subject: Subject,
  { name, lines, body, version = '1.1' }: Form,
  silence?: number,
): Promise<string | null> => {
  const word = randomUUID();
  const inner = [
    `GET ${targetOf(subject, `/login?inner=${word}`)} HTTP/1.1`,
    hostLine(subject),
    ...rawLines(subject),
    'Connection: close',
    '',
    '',
  ].join('\r\n');
  const head = [
    `POST ${targetOf(subject, `/job/nothing/?outer=${word}`)} HTTP/${version}`,
    hostLine(subject),
    ...rawLines(subject),
    `${token[0]}: ${token[1]}`,
    ...lines(inner),
    '',
    '',
  ].join('\r\n');
  const answer = await sendRaw(rawPlaceOf(subject), head + body(inner), silence);
  await wait(100);
  const received = await receivedWith(subject, word);
  const responses = countResponses(answer);
  // One request without a response is one that the proxy broke off, not one that was read twice.
  if (received.length > Math.max(responses, 1)) {
    return `${name}: Jenkins received ${received.length} requests, the client ${responses} responses`;
  }
  const [trouble] = received.flatMap((request) => troubleWith(subject, request) ?? []);
  return trouble === undefined ? null : `${name}: Jenkins received ${trouble}`;
};

export const requestFraming = {
  'request-framing': async (subject) => {
    const found = await Promise.all(
      forms.map(async (form) => ((await attempt(subject, form)) === null ? null : form)),
    );
    const troubles: string[] = [];
    // A second response may only have been late: what looks odd is tried again, alone and with time.
    for (const form of found.filter((odd) => odd !== null).slice(0, 3)) {
      const trouble = await attempt(subject, form, 4_000);
      if (trouble !== null) troubles.push(trouble);
    }
    expectThat(troubles.length === 0, troubles.join('; '));
    // A connection to Jenkins that holds the rest of a message would give it to somebody else now.
    for (let visits = 0; visits < 4; visits += 1) {
      expectStatus(await visit(subject, { path: '/login' }), 200);
    }
  },
} satisfies Checks<'requestFraming'>;
