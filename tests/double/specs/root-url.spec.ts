import { expect, test } from 'playwright/test';
import { containerUrl, containerView } from '../forwarded.ts';
import { rootUrl } from '../root-url.ts';

type Line = [name: string, value: string];
interface Vector {
  id: string;
  headers: Line[];
  /** `scheme://host[:port]` the container believes in, or the status it refuses with. */
  container: string | 400;
  secure?: boolean;
  remote?: string;
  root?: string;
}

const host = (value: string): Line => ['Host', value];
const proto = (value: string): Line => ['X-Forwarded-Proto', value];
const port = (value: string): Line => ['X-Forwarded-Port', value];
const forwardedHost = (value: string): Line => ['X-Forwarded-Host', value];
const server = (value: string): Line => ['X-Forwarded-Server', value];
const forwarded = (value: string): Line => ['Forwarded', value];
const ci = host('ci.example.org');
const local = host('127.0.0.1:8080');
const https = proto('https');

const vector = (
  id: string,
  headers: Line[],
  container: string,
  root: string,
  extra: Pick<Vector, 'secure' | 'remote'> = {},
): Vector => {
  const secure = container.startsWith('https:');
  return { id, headers, container, root: `${root}/jenkins/`, secure, ...extra };
};

const good = 'https://ci.example.org';

/** Table of the reference, context path `/jenkins`, plain connection. */
const vectors: Vector[] = [
  vector('V1', [ci], 'http://ci.example.org', 'http://ci.example.org'),
  vector(
    'V2',
    [host('ci.example.org:8080')],
    'http://ci.example.org:8080',
    'http://ci.example.org:8080',
  ),
  vector('V3', [ci, https], good, good),
  vector('V4', [ci, proto('https, http')], good, good),
  vector('V5', [ci, proto('HTTPS')], good, 'HTTPS://ci.example.org:443'),
  vector('V6', [host('ci.example.org:8443'), https], `${good}:8443`, `${good}:8443`),
  vector('V7', [host('ci.example.org:80'), https], good, good),
  vector('V8', [host('ci.example.org:8080'), https], `${good}:8080`, `${good}:8080`),
  vector('V9', [ci, https, port('443')], good, good),
  vector('V10', [ci, https, port('80')], `${good}:80`, `${good}:80`),
  vector('V11', [ci, https, port('8443')], `${good}:8443`, `${good}:8443`),
  vector('V12', [ci, port('443')], 'http://ci.example.org:443', 'http://ci.example.org:443'),
  vector('V13', [local], 'http://127.0.0.1:8080', 'http://127.0.0.1:8080'),
  vector('V14', [local, https], 'https://127.0.0.1:8080', 'https://127.0.0.1:8080'),
  vector('V15', [local, https, port('443')], 'https://127.0.0.1', 'https://127.0.0.1'),
  vector(
    'V16',
    [local, forwardedHost('ci.example.org')],
    'http://ci.example.org',
    'http://ci.example.org',
  ),
  vector('V17', [local, forwardedHost('ci.example.org'), https], good, good),
  vector('V18', [local, forwardedHost('ci.example.org:443'), https], good, good),
  vector(
    'V19',
    [local, forwardedHost('ci.example.org:8443'), https],
    `${good}:8443`,
    `${good}:8443`,
  ),
  vector('V20', [local, forwardedHost('ci.example.org:80'), https], `${good}:80`, `${good}:80`),
  vector(
    'V21',
    [local, forwardedHost('ci.example.org:80'), https, port('443')],
    `${good}:80`,
    good,
  ),
  vector('V22', [local, forwardedHost('ci.example.org, lb.internal'), https], good, good),
  vector(
    'V23',
    [local, forwardedHost('ci.example.org'), https, server('www.internal')],
    good,
    good,
  ),
  vector(
    'V24',
    [ci, https, server('www.internal')],
    'https://www.internal',
    'https://www.internal',
  ),
  vector('V25', [ci, forwarded('proto=https')], good, good),
  vector(
    'V26',
    [ci, forwarded('for=192.0.2.1;proto=https;host=ci.example.org')],
    `${good}:8080`,
    `${good}:8080`,
    { remote: '192.0.2.1' },
  ),
  vector(
    'V27',
    [local, forwarded('proto=https;host=ci.example.org')],
    `${good}:8080`,
    `${good}:8080`,
  ),
  vector('V28', [local, forwarded('proto=https;host="ci.example.org:443"')], good, good),
  vector(
    'V29 X-Forwarded-Ssl',
    [ci, ['X-Forwarded-Ssl', 'on']],
    'http://ci.example.org',
    'http://ci.example.org',
  ),
  vector(
    'V29 Front-End-Https',
    [ci, ['Front-End-Https', 'on']],
    'http://ci.example.org',
    'http://ci.example.org',
  ),
  vector(
    'V29 X-Forwarded-Scheme',
    [ci, ['X-Forwarded-Scheme', 'https']],
    'http://ci.example.org',
    'http://ci.example.org',
  ),
  vector('V30', [ci, ['X-Proxied-Https', 'on']], good, good),
  vector('V31', [ci, https, ['X-Forwarded-Prefix', '/ci']], good, good),
  vector('V32', [ci, proto('wss')], 'wss://ci.example.org', 'wss://ci.example.org:443', {
    secure: false,
  }),
  { id: 'V33', headers: [ci, https, port('abc')], container: 400 },
  vector('V34', [host('[::1]:8080'), https], 'https://[::1]:8080', 'https://[::1]:8080'),
  vector(
    'V35',
    [local, forwardedHost('[2001:db8::1]:8443'), https],
    'https://[2001:db8::1]:8443',
    'https://[2001:db8::1]:8443',
  ),
  vector('V36', [ci, https, ['X-Forwarded-For', '203.0.113.9, 10.0.0.2']], good, good, {
    remote: '203.0.113.9',
  }),
];

const endpoint = {
  tls: false,
  localAddress: '127.0.0.1',
  localPort: 8080,
  remoteAddress: '127.0.0.1',
};

for (const { id, headers, container, secure, remote, root } of vectors) {
  test(`${id}: container and root URL of ${headers.map((line) => line.join(' ')).join(', ')}`, () => {
    if (container === 400) {
      expect(() => containerView(headers, endpoint)).toThrow(
        'Bad header value for X-Forwarded-Port',
      );
      return;
    }
    const view = containerView(headers, endpoint);
    expect({
      container: containerUrl(view),
      secure: view.secure,
      remote: view.remoteAddress,
      root: rootUrl(headers, view, '/jenkins'),
    }).toEqual({ container, secure, remote: remote ?? '127.0.0.1', root });
  });
}

test('of repeated headers the first wins', () => {
  const headers: Line[] = [ci, forwardedHost('evil.example'), forwardedHost('ci.example.org')];
  expect(containerView(headers, endpoint).serverName).toBe('evil.example');
});

test('a request without Host takes the address the connection came in on', () => {
  expect(containerUrl(containerView([], endpoint))).toBe('http://127.0.0.1:8080');
});

test('the application sees Host rewritten to the forwarded authority', () => {
  const headers: Line[] = [local, forwardedHost('ci.example.org:8443'), https];
  expect(containerView(headers, endpoint).host).toBe('ci.example.org:8443');
});

test('a TLS connection is secure, and 443 is its silent port', () => {
  const view = containerView([host('ci.example.org:443')], { ...endpoint, tls: true });
  expect([containerUrl(view), view.secure]).toEqual(['https://ci.example.org', true]);
});

test('an obfuscated or unknown Forwarded node says nothing', () => {
  const view = containerView([ci, forwarded('for=_hidden;host=unknown')], endpoint);
  expect([view.remoteAddress, view.serverName]).toEqual(['127.0.0.1', 'ci.example.org']);
});

test('an IPv6 client keeps its colons', () => {
  const plain = containerView([ci, ['X-Forwarded-For', '2001:db8::9']], endpoint);
  const bracketed = containerView([ci, forwarded('for="[2001:db8::9]:4711"')], endpoint);
  expect([plain.remoteAddress, bracketed.remoteAddress]).toEqual(['2001:db8::9', '2001:db8::9']);
});
