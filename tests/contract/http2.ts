/** What a client of HTTP/2 can send that becomes something else in HTTP/1.1. */

import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { authority } from '#settings';
import type { Header } from '../wire/client.ts';
import { expectStatus, expectThat } from './expectations.ts';
import { fields, flags, frame, openHttp2 } from './http2-frames.ts';
import { receivedWith, troubleWith } from './raw.ts';
import {
  NotApplicable,
  placeOf,
  targetOf,
  token,
  visit,
  type Check,
  type Checks,
  type Subject,
} from './subject.ts';

const evil = 'evil.example';

/** HTTP/2 that ends elsewhere is not the affair of the proxy under test. */
const ownHttp2 =
  (check: Check): Check =>
  (subject) => {
    if (subject.jenkinsTls) throw new NotApplicable('Jenkins ends TLS itself');
    if (subject.viaHop === true) throw new NotApplicable('the proxy in front ends TLS');
    return check(subject);
  };

/** A request: fields that replace those of the same name, then further ones. */
interface Form {
  readonly name: string;
  readonly pseudo?: Readonly<Record<string, string | null>>;
  readonly first?: readonly Header[];
  readonly more?: readonly Header[];
  readonly body?: string;
}

const headersOf = (
  subject: Subject,
  word: string,
  { pseudo = {}, first = [], more = [], body }: Form,
): Header[] => {
  const usual: Record<string, string | null> = {
    ':method': body === undefined ? 'GET' : 'POST',
    ':scheme': 'https',
    ':authority': authority(subject.settings),
    ':path': targetOf(subject, `/login?word=${word}`),
    ...pseudo,
  };
  const given = Object.entries(usual).filter((pair): pair is [string, string] => pair[1] !== null);
  return [
    ...first,
    ...given,
    ['x-contract-word', word],
    ['authorization', token[1]],
    ...(subject.credentials ?? []).map(([name, value]): Header => [name.toLowerCase(), value]),
    ...more,
  ];
};

/** Sends one request on a connection of its own and waits until the proxy is done with it. */
const send = async (subject: Subject, word: string, form: Form): Promise<void> => {
  const connection = await openHttp2(placeOf(subject));
  const { body } = form;
  connection.write(
    frame(
      'headers',
      flags.endHeaders | (body === undefined ? flags.endStream : 0),
      1,
      fields(headersOf(subject, word, form)),
    ),
    ...(body === undefined ? [] : [frame('data', flags.endStream, 1, Buffer.from(body))]),
  );
  await connection.over(1, 2_500);
  connection.close();
};

const smuggled = (word: string): string =>
  ` HTTP/1.1\r\nHost: ${evil}\r\n\r\nGET /smuggled?word=${word}`;

const forms = (word: string, subject: Subject): readonly Form[] => {
  const path = targetOf(subject, `/login?word=${word}`);
  return [
    { name: 'a length above the body', more: [['content-length', '40']], body: 'x'.repeat(10) },
    { name: 'a length below the body', more: [['content-length', '3']], body: 'x'.repeat(40) },
    { name: 'a length without a body', more: [['content-length', '40']] },
    {
      name: 'two lengths',
      more: [
        ['content-length', '5'],
        ['content-length', '6'],
      ],
      body: 'xxxxx',
    },
    { name: 'a length that is none', more: [['content-length', '+5']], body: 'xxxxx' },
    { name: 'transfer-encoding', more: [['transfer-encoding', 'chunked']], body: '0\r\n\r\n' },
    { name: 'connection', more: [['connection', 'close, authorization']] },
    { name: 'upgrade', more: [['upgrade', 'h2c']] },
    { name: 'te other than trailers', more: [['te', 'chunked']] },
    { name: 'a line break in a value', more: [['x-a', `1\r\nx-smuggled: ${word}`]] },
    { name: 'a line feed in a value', more: [['x-a', `1\nx-smuggled: ${word}`]] },
    { name: 'a carriage return in a value', more: [['x-a', `1\rx-smuggled: ${word}`]] },
    { name: 'a NUL in a value', more: [['x-a', `1\0x-smuggled: ${word}`]] },
    { name: 'a line break in a name', more: [[`x-a: 1\r\nx-smuggled`, word]] },
    { name: 'a colon in a name', more: [['x-smuggled: 1', word]] },
    { name: 'a blank in a name', more: [['transfer-encoding ', 'chunked']] },
    { name: 'a capital in a name', more: [['Transfer-Encoding', 'chunked']] },
    { name: 'a line break in :path', pseudo: { ':path': `${path}${smuggled(word)}` } },
    { name: 'a blank in :path', pseudo: { ':path': `${path} HTTP/1.1` } },
    { name: 'an empty :path', pseudo: { ':path': '' } },
    { name: 'a :path without a slash', pseudo: { ':path': `smuggled?word=${word}` } },
    { name: 'a whole URL in :path', pseudo: { ':path': `https://${evil}${path}` } },
    { name: 'an address in :path', pseudo: { ':path': `@${evil}${path}` } },
    { name: 'two :path', first: [[':path', '/smuggled']] },
    {
      name: 'a line break in :method',
      pseudo: { ':method': `GET ${path}${smuggled(word)} HTTP/1.1\r\nx: ` },
    },
    { name: 'a blank in :method', pseudo: { ':method': 'GET /smuggled' } },
    { name: 'an empty :method', pseudo: { ':method': '' } },
    { name: 'CONNECT', pseudo: { ':method': 'CONNECT', ':scheme': null, ':path': null } },
    {
      name: 'a line break in :authority',
      pseudo: { ':authority': `${authority(subject.settings)}\r\nx-smuggled: ${word}` },
    },
    {
      name: 'user information in :authority',
      pseudo: { ':authority': `${evil}@${authority(subject.settings)}` },
    },
    { name: 'host beside :authority', more: [['host', evil]] },
    {
      name: 'another name in :authority, host right',
      pseudo: { ':authority': evil },
      more: [['host', authority(subject.settings)]],
    },
    {
      name: 'two host lines without :authority',
      pseudo: { ':authority': null },
      more: [
        ['host', authority(subject.settings)],
        ['host', evil],
      ],
    },
    { name: 'a URL in :scheme', pseudo: { ':scheme': `https://${evil}/?` } },
    { name: 'a field before the pseudo fields', first: [['x-first', '1']] },
    { name: 'an unknown pseudo field', first: [[':forwarded', evil]] },
  ];
};

/** What of a request Jenkins ought not to have received, or null. */
const attempt = async (subject: Subject, index: number): Promise<string | null> => {
  const word = randomUUID();
  const form = forms(word, subject)[index];
  if (form === undefined) return null;
  await send(subject, word, form);
  await wait(150);
  const received = await receivedWith(subject, word);
  const isSmuggled = received.some(
    ({ target, headers }) =>
      target.includes('smuggled') || headers.some(([name]) => name.toLowerCase() === 'x-smuggled'),
  );
  if (isSmuggled) return `${form.name}: a part of it became a line or a request of its own`;
  if (received.length > 1) return `${form.name}: Jenkins received ${received.length} requests`;
  const [trouble] = received.flatMap((request) => troubleWith(subject, request) ?? []);
  return trouble === undefined ? null : `${form.name}: Jenkins received ${trouble}`;
};

export const http2 = {
  'other-host-http2': ownHttp2(async (subject) => {
    const others: Form[] = [
      { name: 'another name in :authority', pseudo: { ':authority': evil } },
      {
        name: 'another port in :authority',
        pseudo: { ':authority': `${subject.settings.host}:8417` },
      },
      { name: 'another name in host', pseudo: { ':authority': null }, more: [['host', evil]] },
    ];
    for (const form of others) {
      const word = randomUUID();
      await send(subject, word, form);
      await wait(150);
      const [received] = await receivedWith(subject, word);
      expectThat(received === undefined, `${form.name}: reached Jenkins for ${received?.rootUrl}`);
    }
  }),

  'http2-framing': ownHttp2(async (subject) => {
    const found = await Promise.all(forms('', subject).map((_, index) => attempt(subject, index)));
    const troubles = found.filter((trouble) => trouble !== null);
    expectThat(troubles.length === 0, troubles.join('; '));
    // A connection to Jenkins that waits for the rest of a body would take somebody else's request.
    for (let visits = 0; visits < 4; visits += 1) {
      expectStatus(await visit(subject, { path: '/login' }), 200);
    }
  }),
} satisfies Checks<'http2'>;
