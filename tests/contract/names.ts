/** Requests for a name that is not the public one, and what a client lists or asks for beside it. */

import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { authority, publicUrl } from '#settings';
import { headerValue, openConnection, type Header } from '../wire/client.ts';
import { expectStatus, expectThat, expectValue } from './expectations.ts';
import { hostLine, rawLines, rawPlaceOf, receivedWith, sendRaw, troubleWith } from './raw.ts';
import {
  headersFor,
  makeMark,
  NotApplicable,
  placeOf,
  receivedFor,
  targetOf,
  token,
  visit,
  type Checks,
  type Subject,
} from './subject.ts';

const evil = 'evil.example';

interface Form {
  readonly name: string;
  /** Request target and the lines that are odd in place of the ordinary `Host`. */
  readonly target?: string;
  readonly hosts: readonly string[];
}

/** Sends a request in each form; the word that names it stands in a header. */
const tryForms = async (
  subject: Subject,
  forms: readonly Form[],
): Promise<readonly { name: string; answer: string; word: string }[]> => {
  const sent = forms.map(async ({ name, target = targetOf(subject, '/login'), hosts }) => {
    const word = randomUUID();
    const lines = [
      `GET ${target} HTTP/1.1`,
      ...hosts,
      ...rawLines(subject),
      `X-Contract-Word: ${word}`,
      'Connection: close',
    ];
    const answer = await sendRaw(rawPlaceOf(subject), `${lines.join('\r\n')}\r\n\r\n`);
    return { name, word, answer };
  });
  const answers = await Promise.all(sent);
  await wait(150);
  return answers;
};

/** Value of `Connection` beside `close`: what the client would have removed on the way. */
const listed = [
  'X-Forwarded-Proto',
  'X-Forwarded-For',
  'X-Forwarded-Host',
  'Host',
  'Cookie',
  'Authorization',
];

/**
 * What plugins take for a sign-in made in front: the four that the Reverse Proxy Auth plugin reads
 * unless told otherwise, and the name that CGI and most sign-in proxies use, as either spells it.
 */
const identityHeaders = [
  'X-Forwarded-User',
  'X-Forwarded-Groups',
  'X-Forwarded-Email',
  'X-Forwarded-DisplayName',
  'Remote-User',
  'REMOTE_USER',
] as const;

export const names = {
  'hop-by-hop-headers': async (subject) => {
    const ordinary = await visit(subject, { path: '/login', headers: [token] });
    const usual = (await receivedFor(subject, ordinary)).headers;
    for (const connection of [
      `close, ${listed.join(', ')}`,
      ...listed.map((name) => `close, ${name}`),
    ]) {
      const sent: Header[] = [['Connection', connection], ['Cookie', 'first=1'], token];
      const response = await visit(subject, { path: '/login', headers: sent });
      expectStatus(response, [200, 400, 403]);
      // A proxy may refuse such a request; what it passes on has to be whole.
      if ((await receivedWith(subject, response.mark)).length === 0) continue;
      const { headers, rootUrl, container } = await receivedFor(subject, response);
      const what = `with Connection: ${connection}`;
      for (const [name, value] of usual) {
        if (!/^(?:host|x-forwarded-.*)$/i.test(name)) continue;
        expectValue(`${name} ${what}`, headerValue(headers, name), value);
      }
      for (const [name, value] of sent.slice(1)) {
        expectValue(`${name} ${what}`, headerValue(headers, name), value);
      }
      expectValue(`root URL ${what}`, rootUrl, publicUrl(subject.settings));
      expectValue(`secure, as Jetty sees it, ${what}`, container?.secure, subject.form.tls);
    }
  },

  'other-host': async (subject) => {
    const path = targetOf(subject, '/login');
    const forms: Form[] = [
      { name: 'Host of another name', hosts: [`Host: ${evil}`] },
      { name: 'Host of the server’s address', hosts: [`Host: ${subject.address}`] },
      {
        name: 'Host of a name that begins alike',
        hosts: [`Host: ${subject.settings.host}.${evil}`],
      },
      { name: 'Host of a name that ends alike', hosts: [`Host: evil-${subject.settings.host}`] },
      {
        name: 'another name in the target and in Host',
        target: `${subject.settings.scheme}://${evil}${path}`,
        hosts: [`Host: ${evil}`],
      },
    ];
    for (const { name, word } of await tryForms(subject, forms)) {
      const received = await receivedWith(subject, word);
      expectThat(
        received.length === 0,
        `${name}: reached Jenkins as ${received[0]?.target}, for ${received[0]?.rootUrl}`,
      );
    }
    expectStatus(await visit(subject, { path: '/login' }), 200);
  },

  'odd-host': async (subject) => {
    const { host, port, scheme } = subject.settings;
    const right = authority(subject.settings);
    const path = targetOf(subject, '/login');
    const odd = port === 8417 ? 8418 : 8417;
    const forms: Form[] = [
      { name: 'two Host lines, the right one first', hosts: [`Host: ${right}`, `Host: ${evil}`] },
      { name: 'two Host lines, the right one last', hosts: [`Host: ${evil}`, `Host: ${right}`] },
      {
        name: 'the right name in the target, another in Host',
        target: `${scheme}://${right}${path}`,
        hosts: [`Host: ${evil}`],
      },
      {
        name: 'another name in the target, the right one in Host',
        target: `${scheme}://${evil}${path}`,
        hosts: [`Host: ${right}`],
      },
      {
        name: 'user information in the target',
        target: `${scheme}://${right}@${evil}${path}`,
        hosts: [`Host: ${right}`],
      },
      { name: 'user information in Host', hosts: [`Host: ${evil}@${right}`] },
      { name: 'the name as user information', hosts: [`Host: ${right}@${evil}`] },
      { name: 'another port', hosts: [`Host: ${host}:${odd}`] },
      { name: 'a port that is none', hosts: [`Host: ${host}:abc`] },
      { name: 'two ports', hosts: [`Host: ${host}:${port}:${odd}`] },
      { name: 'an address in the port', hosts: [`Host: ${host}:${port}@${evil}`] },
      { name: 'two names', hosts: [`Host: ${right}, ${evil}`] },
      { name: 'a blank in the name', hosts: [`Host: ${right} ${evil}`] },
      { name: 'a path in the name', hosts: [`Host: ${right}/${evil}`] },
      { name: 'a fragment in the name', hosts: [`Host: ${evil}#${right}`] },
      { name: 'a blank before the colon', hosts: [`Host: ${right}`, `Host : ${evil}`] },
      { name: 'a folded line', hosts: [`Host: ${right}`, ` ${evil}`] },
      { name: 'an empty Host', hosts: ['Host:'] },
      { name: 'no Host', hosts: [] },
    ];
    for (const { name, word } of await tryForms(subject, forms)) {
      for (const request of await receivedWith(subject, word)) {
        const trouble = troubleWith(subject, request);
        expectThat(trouble === null, `${name}: Jenkins received ${trouble}`);
      }
    }
    expectStatus(await visit(subject, { path: '/login' }), 200);
  },

  'other-sni': async (subject) => {
    if (subject.jenkinsTls) throw new NotApplicable('Jenkins ends TLS itself');
    if (subject.viaHop === true) throw new NotApplicable('the proxy in front ends TLS');
    const word = randomUUID();
    const place = placeOf(subject, { tls: { name: evil, authority: subject.ca, unchecked: true } });
    const lines = [
      `GET ${targetOf(subject, '/login')} HTTP/1.1`,
      hostLine(subject),
      `X-Contract-Word: ${word}`,
      'Connection: close',
    ];
    await sendRaw(place, `${lines.join('\r\n')}\r\n\r\n`);
    await wait(150);
    const received = await receivedWith(subject, word);
    expectThat(
      received.length === 0,
      `a TLS session for ${evil} reached Jenkins, for ${received[0]?.rootUrl}`,
    );
  },

  'upgrade-websocket-only': async (subject) => {
    const values = ['h2c', 'HTTP/2.0', 'TLS/1.0', 'websocket, h2c', 'h2c, websocket', 'evil'];
    for (const value of values) {
      const response = await visit(subject, {
        path: '/login',
        headers: [
          ['Connection', 'Upgrade, HTTP2-Settings'],
          ['Upgrade', value],
          ['HTTP2-Settings', 'AAMAAABkAAQAAP__'],
        ],
      });
      const [received] = await receivedWith(subject, response.mark);
      const arrived = headerValue(received?.headers ?? [], 'Upgrade');
      expectThat(
        arrived === null || arrived.toLowerCase() === 'websocket',
        `Upgrade: ${value} reached Jenkins as ${arrived}`,
      );
    }
    for (const connection of ['keep-alive', 'close']) {
      const response = await visit(subject, {
        path: '/login',
        headers: [
          ['Connection', connection],
          ['Upgrade', 'websocket'],
        ],
      });
      const [received] = await receivedWith(subject, response.mark);
      const upgrade = headerValue(received?.headers ?? [], 'Upgrade');
      const passed = headerValue(received?.headers ?? [], 'Connection') ?? '';
      expectThat(
        upgrade === null || /\bupgrade\b/i.test(passed),
        `Upgrade: ${upgrade} reached Jenkins with Connection: ${passed || 'none'}`,
      );
    }
    // The one that is meant passes.
    using connection = await openConnection(placeOf(subject));
    await connection.head({
      method: 'GET',
      target: targetOf(subject, '/wsecho/'),
      headers: headersFor(subject, makeMark(), [
        token,
        ['Connection', 'Upgrade'],
        ['Upgrade', 'websocket'],
        ['Sec-WebSocket-Version', '13'],
        ['Sec-WebSocket-Key', 'dGhlIHNhbXBsZSBub25jZQ=='],
      ]),
    });
    expectStatus(await connection.response(), 101);
  },

  'identity-headers': async (subject) => {
    const forged = 'forged-admin';
    const response = await visit(subject, {
      path: '/login',
      headers: identityHeaders.map((name): Header => [name, forged]),
    });
    expectStatus(response, [200, 400]);
    for (const { headers } of await receivedWith(subject, response.mark)) {
      const arrived = headers.filter(([, value]) => value.includes(forged)).map(([name]) => name);
      expectThat(
        arrived.length === 0,
        `reached Jenkins as the client sent it: ${arrived.join(', ')}`,
      );
    }
  },

  'connect-and-trace': async (subject) => {
    const forms = [
      ['CONNECT', '127.0.0.1:22'],
      ['CONNECT', authority(subject.settings)],
      ['CONNECT', targetOf(subject, '/login')],
      ['TRACE', targetOf(subject, '/login')],
    ] as const;
    for (const [method, target] of forms) {
      const word = randomUUID();
      const lines = [
        `${method} ${target} HTTP/1.1`,
        hostLine(subject),
        ...rawLines(subject),
        `X-Contract-Word: ${word}`,
        'Connection: close',
      ];
      const answer = await sendRaw(rawPlaceOf(subject), `${lines.join('\r\n')}\r\n\r\n`);
      const [received] = await receivedWith(subject, word);
      expectThat(
        received === undefined,
        `${method} ${target}: reached Jenkins as ${received?.method} ${received?.target}`,
      );
      expectThat(
        !answer.includes(word) && !/^HTTP\/1\.[01] 2/.test(answer),
        `${method} ${target}: the proxy answered ${answer.slice(0, 60)}`,
      );
    }
  },
} satisfies Checks<'names'>;
