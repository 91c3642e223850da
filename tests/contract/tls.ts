/** TLS to the browser, and HTTP/2 over it. */

import { connect as connectHttp2, type ClientHttp2Session } from 'node:http2';
import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls';
import { origin, publicUrl } from '#settings';
import { headerValue, type Header } from '../wire/client.ts';
import { expectHeader, expectStatus, expectThat, expectValue } from './expectations.ts';
import {
  makeMark,
  markName,
  NotApplicable,
  plainPlaceOf,
  receivedBy,
  targetOf,
  token,
  visit,
  type Check,
  type Checks,
  type Subject,
} from './subject.ts';

/** TLS that ends elsewhere is not the affair of the proxy under test. */
const ownTls =
  (check: Check): Check =>
  (subject) => {
    if (subject.jenkinsTls) throw new NotApplicable('Jenkins ends TLS itself');
    if (subject.viaHop === true) throw new NotApplicable('the proxy in front ends TLS');
    return check(subject);
  };

const secure = (
  { address, settings, ca }: Subject,
  options: ConnectionOptions,
): Promise<TLSSocket> =>
  new Promise((resolve, reject) => {
    const socket = connect({
      host: address,
      port: settings.port,
      servername: settings.host,
      ca,
      ...options,
    });
    const timer = setTimeout(() => socket.destroy(new Error('no answer within 10 s')), 10_000);
    socket.once('secureConnect', () => {
      clearTimeout(timer);
      resolve(socket);
    });
    socket.once('error', (error) => {
      clearTimeout(timer);
      reject(error);
    });
  });

/** What was agreed, or null when the server refused. @throws when this client cannot offer it. */
const negotiate = async (
  subject: Subject,
  options: ConnectionOptions,
): Promise<{ protocol: string | null; cipher: string } | null> => {
  let socket: TLSSocket;
  try {
    socket = await secure(subject, options);
  } catch (error) {
    const { code = '', message } = error as NodeJS.ErrnoException;
    if (/ALERT|ECONNRESET|EPIPE|before secure/.test(`${code} ${message}`)) return null;
    throw error;
  }
  const agreed = { protocol: socket.getProtocol(), cipher: socket.getCipher().name };
  socket.destroy();
  return agreed;
};

/**
 * Suites of TLS 1.2 that are neither authenticated encryption nor have forward secrecy: all that
 * RFC 9325 (section 4.2) and Mozilla's intermediate profile leave out.
 */
const weakCiphers =
  'ALL:COMPLEMENTOFALL:-AESGCM:-CHACHA20:-AESCCM:-ARIAGCM:-PSK:-SRP:kRSA:@SECLEVEL=0';

/** An HTTP/2 session, closed in the end. */
const overHttp2 = async (
  subject: Subject,
  use: (session: ClientHttp2Session) => Promise<void>,
): Promise<void> => {
  const socket = await secure(subject, { ALPNProtocols: ['h2', 'http/1.1'] });
  if (socket.alpnProtocol !== 'h2') {
    socket.destroy();
    throw new Error(`protocol by ALPN: expected h2, got ${String(socket.alpnProtocol)}`);
  }
  const session = connectHttp2(origin(subject.settings), { createConnection: () => socket });
  session.on('error', () => undefined);
  try {
    await use(session);
  } finally {
    session.destroy();
  }
};

/** One request; the response's status and body. */
const request = (
  session: ClientHttp2Session,
  headers: Record<string, string | string[]>,
  body: readonly string[] = [],
): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const stream = session.request(headers, { endStream: body.length === 0 });
    let status = 0;
    let text = '';
    stream.setEncoding('utf8');
    stream.setTimeout(10_000, () => stream.destroy(new Error('no answer within 10 s')));
    stream.on('response', (found) => (status = Number(found[':status'])));
    stream.on('data', (data: string) => (text += data));
    stream.on('end', () => resolve({ status, text }));
    stream.on('error', reject);
    body.forEach((part) => stream.write(part));
    if (body.length > 0) stream.end();
  });

/** What the proxy asks of its clients, as fields of HTTP/2, where each cookie may be one of its own. */
const fields = (
  { credentials = [] }: Subject,
  cookies: readonly string[] = [],
): Record<string, string | string[]> => {
  const isCookie = (name: string): boolean => name.toLowerCase() === 'cookie';
  const all = [
    ...cookies,
    ...credentials.filter(([name]) => isCookie(name)).map(([, value]) => value),
  ];
  return {
    ...Object.fromEntries(
      credentials
        .filter(([name]) => !isCookie(name))
        .map(([name, value]) => [name.toLowerCase(), value]),
    ),
    ...(all.length === 0 ? {} : { cookie: all }),
  };
};

const expectHsts = (headers: readonly Header[]): void => {
  const value = expectHeader(headers, 'Strict-Transport-Security', /max-age="?[1-9]\d*/i);
  expectThat(
    !/includesubdomains|preload/i.test(value),
    `Strict-Transport-Security: expected neither includeSubDomains nor preload, got ${value}`,
  );
};

export const tls = {
  'tls-versions': ownTls(async (subject) => {
    for (const version of ['TLSv1.2', 'TLSv1.3'] as const) {
      const agreed = await negotiate(subject, { minVersion: version, maxVersion: version });
      expectValue(`protocol when only ${version} is offered`, agreed?.protocol ?? null, version);
    }
    for (const version of ['TLSv1', 'TLSv1.1'] as const) {
      const agreed = await negotiate(subject, {
        minVersion: version,
        maxVersion: version,
        ciphers: 'DEFAULT:@SECLEVEL=0',
      });
      expectValue(`protocol when only ${version} is offered`, agreed?.protocol ?? null, null);
    }
  }),

  'tls-ciphers': ownTls(async (subject) => {
    const agreed = await negotiate(subject, {
      minVersion: 'TLSv1.2',
      maxVersion: 'TLSv1.2',
      ciphers: weakCiphers,
    });
    expectValue('cipher suite when only weak ones are offered', agreed?.cipher ?? null, null);
  }),

  hsts: async (subject) => {
    const page = await visit(subject, { path: '/login' });
    expectStatus(page, 200);
    expectHsts(page.headers);
    // Error pages too: they may be the first that a browser sees.
    const denied = await visit(subject, { path: '/' });
    expectStatus(denied, 403);
    expectHsts(denied.headers);
  },

  'hsts-plain-http': async (subject) => {
    if (subject.form.tls && subject.viaHop === true) {
      throw new NotApplicable('plain HTTP ends at the proxy in front');
    }
    if (subject.form.tls && subject.jenkinsTls) {
      throw new NotApplicable('nothing listens for plain HTTP beside the TLS of Jenkins');
    }
    const response = subject.form.tls
      ? await visit(subject, { path: '/login', place: plainPlaceOf(subject) })
      : await visit(subject, { path: '/login' });
    expectValue(
      'Strict-Transport-Security over plain HTTP',
      headerValue(response.headers, 'Strict-Transport-Security'),
      null,
    );
  },

  http2: ownTls((subject) =>
    overHttp2(subject, async (session) => {
      const mark = makeMark();
      const target = targetOf(subject, '/job/feature%252Ffoo/');
      const { status } = await request(session, {
        ':path': target,
        authorization: token[1],
        [markName.toLowerCase()]: mark,
        ...fields(subject),
      });
      expectValue('status over HTTP/2', status, 200);
      const received = await receivedBy(subject, mark);
      expectValue('target that Jenkins received', received.target, target);
      expectValue('root URL of the request', received.rootUrl, publicUrl(subject.settings));
    }),
  ),

  'http2-cookies': ownTls((subject) =>
    overHttp2(subject, async (session) => {
      const mark = makeMark();
      const { status } = await request(session, {
        ':path': targetOf(subject, '/login'),
        [markName.toLowerCase()]: mark,
        ...fields(subject, ['first=1', 'second=2', 'third=3']),
      });
      expectValue('status over HTTP/2', status, 200);
      const { headers } = await receivedBy(subject, mark);
      const lines = headers.filter(([name]) => name.toLowerCase() === 'cookie');
      expectValue(
        'Cookie lines that Jenkins received',
        lines.map(([, value]) => value).join(' | '),
        'first=1; second=2; third=3',
      );
    }),
  ),

  'http2-upload': ownTls((subject) =>
    overHttp2(subject, async (session) => {
      const mark = makeMark();
      const body = ['first piece, ', 'x'.repeat(40_000), ', last piece'];
      const { status } = await request(
        session,
        {
          ':method': 'POST',
          ':path': targetOf(subject, '/pluginManager/uploadPlugin'),
          authorization: token[1],
          'content-type': 'application/octet-stream',
          [markName.toLowerCase()]: mark,
          ...fields(subject),
        },
        body,
      );
      expectThat(status === 200 || status === 302, `status over HTTP/2: got ${status}`);
      const { bodyBytes } = await receivedBy(subject, mark, ({ bodyComplete }) => bodyComplete);
      expectValue('bytes that Jenkins counted', bodyBytes, body.join('').length);
    }),
  ),
} satisfies Checks<'tls'>;
