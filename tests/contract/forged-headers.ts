/**
 * Headers that a client makes up. Jetty trusts whoever connects and takes the left-most value, so
 * none of them may arrive, wherever it stands and however often it is sent.
 */

import { publicUrl } from '#settings';
import type { Header } from '../wire/client.ts';
import { expectStatus, expectThat, expectValue } from './expectations.ts';
import { receivedWith } from './raw.ts';
import { receivedFor, visit, type Check, type Checks, type Subject } from './subject.ts';

/** The client's address as Jenkins sees it when nothing is forged: `client-address` judges that. */
const honestAddress = async (subject: Subject): Promise<string | undefined> => {
  const response = await visit(subject, { path: '/login' });
  expectStatus(response, 200);
  return (await receivedFor(subject, response)).container?.remoteAddress;
};

/** Sends headers, then says what reached Jenkins of them and what Jenkins believes. */
const forge = async (subject: Subject, sent: readonly Header[], forged: RegExp): Promise<void> => {
  const honest = await honestAddress(subject);
  const response = await visit(subject, { path: '/login', headers: sent });
  expectStatus(response, 200);
  const { headers, rootUrl, container } = await receivedFor(subject, response);
  const wanted = new Set(sent.map(([name]) => name.toLowerCase()));
  const arrived = headers.find(
    ([name, value]) => wanted.has(name.toLowerCase()) && forged.test(value),
  );
  expectThat(
    arrived === undefined,
    `the forged value reached Jenkins: ${arrived?.[0]}: ${arrived?.[1]}`,
  );
  expectValue('root URL of the request', rootUrl, publicUrl(subject.settings));
  expectValue('secure, as Jetty sees it', container?.secure, subject.form.tls);
  expectValue('client address that Jenkins sees', container?.remoteAddress, honest ?? 'none');
};

/** Each is answered 400 by a real Jenkins where it arrives, whatever is asked for. */
const badValues: readonly Header[] = [
  ['X-Forwarded-For', '<script>'],
  ['X-Forwarded-For', '198.51.100.7:none'],
  ['X-Forwarded-Host', 'evil example'],
  ['X-Forwarded-Host', 'evil.example:none'],
  ['X-Forwarded-Server', 'evil example'],
  ['X-Forwarded-Port', 'none'],
  ['X-Forwarded-Port', '0'],
  ['X-Forwarded-Port', '65536'],
  ['Forwarded', 'host="evil example"'],
  ['X-Proxied-Https', 'perhaps'],
];

/** The scheme that the request does not have. */
const wrongScheme = ({ form }: Subject): string => (form.tls ? 'http' : 'https');

const each =
  (
    forged: RegExp,
    ...requests: readonly (readonly Header[] | ((subject: Subject) => readonly Header[]))[]
  ): Check =>
  async (subject) => {
    for (const sent of requests) {
      await forge(subject, typeof sent === 'function' ? sent(subject) : sent, forged);
    }
  };

export const forgedHeaders = {
  'forged-x-forwarded-for': each(
    /198\.51\.100\./,
    [['X-Forwarded-For', '198.51.100.7']],
    [
      ['X-Forwarded-For', '198.51.100.7, 198.51.100.8'],
      ['x-forwarded-for', '198.51.100.9'],
    ],
  ),
  'forged-x-forwarded-host': each(
    /evil/,
    [['X-Forwarded-Host', 'evil.example']],
    [
      ['X-Forwarded-Host', 'evil.example:8443'],
      ['x-forwarded-host', 'evil.example'],
    ],
  ),
  'forged-x-forwarded-proto': async (subject) => {
    const wrong = wrongScheme(subject);
    await each(
      new RegExp(`^${wrong}\\b|ftp`, 'i'),
      [['X-Forwarded-Proto', wrong]],
      [
        ['X-Forwarded-Proto', `${wrong}, ${wrong}`],
        ['x-forwarded-proto', 'ftp'],
      ],
    )(subject);
  },
  'forged-x-forwarded-port': each(
    /8417|abc/,
    [['X-Forwarded-Port', '8417']],
    [
      ['X-Forwarded-Port', 'abc'],
      ['x-forwarded-port', '8417'],
    ],
  ),
  'forged-x-forwarded-server': each(/evil/, [['X-Forwarded-Server', 'evil.example']]),
  'forged-forwarded': each(
    /evil|198\.51\.100\./,
    [['Forwarded', 'for=198.51.100.7;host=evil.example']],
    (subject) => [['Forwarded', `proto=${wrongScheme(subject)};host="evil.example:8417"`]],
  ),
  'forged-x-proxied-https': each(
    /^(?:on|off|perhaps)$/,
    ({ form }) => [['X-Proxied-Https', form.tls ? 'off' : 'on']],
    [['X-Proxied-Https', 'perhaps']],
  ),
  'bad-forwarded-values': async (subject) => {
    for (const sent of badValues) {
      const response = await visit(subject, { path: '/login', headers: [sent] });
      if (response.status === 200) continue;
      const [received] = await receivedWith(subject, response.mark);
      expectThat(
        received === undefined,
        `${sent[0]}: ${sent[1]} reached Jenkins, which answered ${response.status}`,
      );
      expectStatus(response, 200);
    }
  },
  'forged-proxy-auth-cert': each(/forged/, [['Proxy-auth-cert', 'forged']]),
  'forged-proxy-ssl-id': each(/forged/, [['Proxy-ssl-id', 'forged']]),
} satisfies Checks<'forgedHeaders'>;
