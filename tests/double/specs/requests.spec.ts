import { expect, test } from 'playwright/test';
import { startDouble, type Double } from '../index.ts';
import { exchangeRaw, openRaw, type RawRequest } from '../raw-http.ts';

let double: Double;

test.beforeAll(async () => {
  double = await startDouble({
    listen: { host: '127.0.0.1', port: 0 },
    agentPort: null,
    contextPath: '/jenkins',
    jenkinsUrl: 'https://ci.example.org/jenkins/',
  });
});
test.afterAll(() => double.close());

/** Sends bytes as they are and reads the one response. */
const send = async (text: string) => {
  const connection = openRaw(double.port);
  try {
    connection.write(Buffer.from(text, 'latin1'));
    return await connection.response();
  } finally {
    connection.destroy();
  }
};

test.describe('requests the container refuses', () => {
  const login = 'GET /jenkins/login HTTP/1.1\r\n';
  const refusals: [name: string, request: string, status: number, message: string][] = [
    ['HTTP/1.1 without Host', `${login}\r\n`, 400, 'No Host'],
    ['two Host headers', `${login}Host: a\r\nHost: a\r\n\r\n`, 400, 'Duplicate Host Header'],
    [
      'an absolute target for another host',
      'GET http://b/jenkins/login HTTP/1.1\r\nHost: a\r\n\r\n',
      400,
      'Authority!=Host',
    ],
    [
      'Content-Length together with Transfer-Encoding',
      `${login}Host: a\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n`,
      400,
      'Transfer-Encoding and Content-Length',
    ],
    [
      'a space in a header name',
      `${login}Host: a\r\nX Y: 1\r\n\r\n`,
      400,
      "Illegal character SPACE=' '",
    ],
    ['a folded header', `${login}Host: a\r\nX: 1\r\n 2\r\n\r\n`, 400, 'Line Folding not supported'],
    [
      'a request line over 8 KiB',
      `GET /jenkins/${'a'.repeat(9000)} HTTP/1.1\r\nHost: a\r\n\r\n`,
      414,
      'URI Too Long',
    ],
    [
      'headers over 8 KiB',
      `${login}Host: a\r\nX: ${'a'.repeat(9000)}\r\n\r\n`,
      431,
      'Request Header Fields Too Large',
    ],
    ['a PROXY protocol line', 'PROXY TCP4 1.2.3.4 5.6.7.8 1 2\r\n\r\n', 505, 'Unknown Version'],
    [
      'the first byte of a TLS handshake',
      '\x16\x03\x01\x00\x01',
      400,
      'Illegal character CNTL=0x16',
    ],
    [
      'a forwarded port that is no number',
      `${login}Host: a\r\nX-Forwarded-Port: abc\r\n\r\n`,
      400,
      'Bad header value for X-Forwarded-Port',
    ],
  ];
  for (const [name, request, status, message] of refusals) {
    test(name, async () => {
      const response = await send(request);
      expect(response.status).toBe(status);
      expect(response.body).toContain(
        `<h2>HTTP ERROR ${status} ${message.replace(/'/g, '&#039;')}</h2>`,
      );
      expect(response.body).toContain('Powered by Jetty');
      expect(response.header('Server')).toBe('Jetty(12.1.8)');
      expect(response.header('X-Content-Type-Options')).toBeNull();
    });
  }

  test('an undecodable query, once parameters are read', async () => {
    for (const query of ['a=%E9', 'a=%zz']) {
      const response = await exchangeRaw(double.port, { target: `/jenkins/login?${query}` });
      expect([response.status, response.body]).toEqual([
        400,
        expect.stringContaining('Unable to parse URI query'),
      ]);
    }
  });

  test('an error page is plain text or JSON for those who prefer it', async () => {
    const json = await exchangeRaw(double.port, {
      target: '/nowhere',
      headers: { Accept: 'application/json' },
    });
    expect(JSON.parse(json.body)).toEqual({ message: 'Not Found', url: '/nowhere', status: '404' });
    const plain = await exchangeRaw(double.port, {
      target: '/nowhere',
      headers: { Accept: 'text/plain' },
    });
    expect(plain.body).toContain('HTTP ERROR 404 Not Found');
  });
});

test.describe('requests the container accepts', () => {
  const accepted: [name: string, request: string][] = [
    ['HTTP/1.0 without Host', 'GET /jenkins/login HTTP/1.0\r\n\r\n'],
    ['a header name with a dot', 'GET /jenkins/login HTTP/1.1\r\nHost: a\r\n.crumb: x\r\n\r\n'],
    ['an underscore in the host', 'GET /jenkins/login HTTP/1.1\r\nHost: a_b\r\n\r\n'],
    ['an absolute target', 'GET http://a/jenkins/login HTTP/1.1\r\nHost: a\r\n\r\n'],
    ['7 kB of headers', `GET /jenkins/login HTTP/1.1\r\nHost: a\r\nX: ${'a'.repeat(7000)}\r\n\r\n`],
  ];
  for (const [name, request] of accepted) {
    test(name, async () => {
      expect((await send(request)).status).toBe(200);
    });
  }
});

test.describe('paths', () => {
  const api = { Authorization: 'Basic YWRtaW46YWRtaW4tcGFzc3dvcmQ=' };
  const verdicts: [path: string, status: number, text: string][] = [
    ['/jenkins/job/feature%252Ffoo/', 200, 'feature%2Ffoo'],
    ['/jenkins/job/feature%2Ffoo/', 404, 'Oops!'],
    ['/jenkins/job/feature/foo/', 404, 'Oops!'],
    ['/jenkins/job/feature%25252Ffoo/', 404, 'Oops!'],
    ['/jenkins/job/a%20b/', 200, 'a b'],
    ['/jenkins/job/a+b/', 200, 'a+b'],
    ['/jenkins/job/a%2Bb/', 200, 'a+b'],
    ['/jenkins/job/%C3%A9t%C3%A9/', 200, 'été'],
    ['/jenkins/job/\xc3\xa9t\xc3\xa9/', 400, 'Illegal Path Character'],
    ['/jenkins/job/x%5B1%5D/', 200, 'x[1]'],
    ['/jenkins/job/x[1]/', 400, 'Illegal Path Character'],
    ['/jenkins/job/a|b/', 400, 'Illegal Path Character'],
    ['/jenkins/job/a\\b/', 400, 'Illegal Path Character'],
    ['/jenkins/job/team/job/app/', 200, 'team/app'],
    ['/jenkins/job/team%2Fapp/', 404, 'Oops!'],
    ['/jenkins//job///demo/', 200, 'demo'],
    ['/jenkins/x/../job/./demo/', 200, 'demo'],
    ['/jenkins/job/%64emo/', 200, 'demo'],
    ['//jenkins/login', 404, 'HTTP ERROR 404 Not Found'],
    ['/JENKINS/login', 404, 'HTTP ERROR 404 Not Found'],
    ['/jenkins%2Flogin', 404, 'HTTP ERROR 404 Not Found'],
    ['/jenkinsx/login', 404, 'HTTP ERROR 404 Not Found'],
    ['/%6Aenkins/login', 200, 'Sign in'],
    ['/jenkins/login;x=1', 400, 'Semicolons are not allowed in the request URI'],
    ['/jenkins/login%3Bx=1', 404, 'Oops!'],
    ['/jenkins/..;/x', 400, 'Ambiguous URI path parameter'],
    ['/jenkins/%00', 400, 'Bad Request'],
    ['/jenkins/%2', 400, 'Bad Request'],
    ['/jenkins/%E9', 400, 'Bad UTF-8 encoding'],
    ['/jenkins/../../x', 400, 'Bad Request'],
  ];
  for (const [path, status, text] of verdicts) {
    test(`${path} is ${status}`, async () => {
      const response = await exchangeRaw(double.port, { target: path, headers: api });
      expect([response.status, response.body]).toEqual([status, expect.stringContaining(text)]);
      expect(double.requests().at(-1)?.target).toBe(path);
    });
  }

  test('Jetty 10 lets brackets through', async () => {
    double.configure({ era: 'jetty10' });
    const response = await exchangeRaw(double.port, { target: '/jenkins/job/x[1]/', headers: api });
    double.configure({ era: 'jetty12' });
    expect([response.status, response.header('Server')]).toEqual([200, 'Jetty(10.0.24)']);
  });
});

test.describe('layer signatures', () => {
  const get = (request: RawRequest) => exchangeRaw(double.port, request);

  test('outside of the context neither nosniff nor a policy is there', async () => {
    const { headers } = await get({ target: '/login' });
    expect(headers.map(([name]) => name)).toEqual([
      'Server',
      'Date',
      'Cache-Control',
      'Content-Type',
      'Content-Length',
    ]);
  });

  test('a refused semicolon never reaches the authentication filter', async () => {
    const response = await get({ target: '/jenkins/login;x=1' });
    expect(response.header('X-Content-Type-Options')).toBeNull();
    expect(double.log().at(-1)).toContain('Denying HTTP GET to /jenkins/login;x=1');
  });

  test('wrong credentials are refused before the policy is set', async () => {
    const response = await get({
      target: '/jenkins/login',
      headers: { Authorization: 'Basic cHJveHk6c2VjcmV0' },
    });
    expect(response.status).toBe(401);
    expect(response.header('WWW-Authenticate')).toBe('Basic realm="Jenkins", charset="UTF-8"');
    expect(response.header('X-Content-Type-Options')).toBe('nosniff');
    expect(response.header('Content-Security-Policy-Report-Only')).toBeNull();
  });

  test('a page shows the root URL of the request, anything else the configured one', async () => {
    const page = await get({ target: '/jenkins/login', host: 'inside:8080' });
    const file = await get({ target: '/jenkins/robots.txt', host: 'inside:8080' });
    expect(page.header('Reporting-Endpoints')).toMatch(
      /^content-security-policy: http:\/\/inside:8080\/jenkins\/content-security-policy-reporting-endpoint\//,
    );
    expect(file.header('Reporting-Endpoints')).toMatch(
      /^content-security-policy: https:\/\/ci\.example\.org\/jenkins\/content-security-policy-reporting-endpoint\//,
    );
  });

  test('without a Jenkins URL only pages name a report address', async () => {
    double.configure({ jenkinsUrl: null });
    const file = await get({ target: '/jenkins/robots.txt' });
    double.configure({ jenkinsUrl: 'https://ci.example.org/jenkins/' });
    expect(file.header('Reporting-Endpoints')).toBeNull();
    expect(file.header('Content-Security-Policy-Report-Only')).not.toBeNull();
  });

  test('the policy is reported, enforced or absent, and an answer may carry a mark', async () => {
    double.configure({ csp: 'enforce', nonce: 'mark' });
    const enforced = await get({ target: '/jenkins/login' });
    double.configure({ csp: 'off', nonce: null });
    const off = await get({ target: '/jenkins/login' });
    double.configure({ csp: 'report-only' });
    expect(enforced.header('Content-Security-Policy')).toMatch(/^base-uri 'none'; /);
    expect(enforced.header('X-Double-Nonce')).toBe('mark');
    expect([off.header('Reporting-Endpoints'), off.header('X-Double-Nonce')]).toEqual([null, null]);
  });

  test('the login page carries identification and security headers', async () => {
    const response = await get({ target: '/jenkins/login' });
    const hash = double.state().sessionHash;
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'X-Content-Type-Options': 'nosniff',
      'X-Hudson': '1.395',
      'X-Jenkins': '2.568.2',
      'X-Jenkins-Session': hash,
      'X-Hudson-Theme': 'default',
      'X-Frame-Options': 'sameorigin',
      'Cache-Control': 'no-cache,no-store,must-revalidate',
    });
    // Full pages only have these, and the crumb in their head.
    expect(response.header('Referrer-Policy')).toBeNull();
    expect(response.header('Cross-Origin-Opener-Policy')).toBeNull();
    expect(response.body).not.toContain('data-crumb-value');
    expect(response.body).toMatch(
      /<input name="Jenkins-Crumb" type="hidden" value="[0-9a-f]{64}">/,
    );
    expect(response.body).toContain('data-rooturl="/jenkins"');
    expect(response.body).toContain(`/jenkins/static/${hash}/`);
  });

  test('an anonymous visitor gets 403 with the way to the login form', async () => {
    const response = await get({ target: '/jenkins/?x=1' });
    expect(response.status).toBe(403);
    expect(response.header('X-Required-Permission')).toBe('hudson.model.Hudson.Read');
    expect(response.all('X-Permission-Implied-By')).toHaveLength(2);
    expect(response.body).toContain('Authentication required');
    expect(response.body).toContain('url=/jenkins/login?from=%2Fjenkins%2F%3Fx%3D1');
    const script = await get({
      target: '/jenkins/',
      headers: { 'X-Requested-With': 'XMLHttpRequest' },
    });
    expect(script.body).toContain('HTTP ERROR 403 Forbidden');
  });

  test('while Jenkins starts every page is 503', async () => {
    double.starting(true);
    const response = await get({ target: '/jenkins/login' });
    double.starting(false);
    expect(response.status).toBe(503);
    expect(response.body).toContain('Jenkins is getting ready to work');
  });

  test('static files may be kept for a year and answer 304', async () => {
    const target = `/jenkins/static/${double.state().sessionHash}/jsbundles/styles.css`;
    const first = await get({ target });
    const expires = Date.parse(first.header('Expires') ?? '') - Date.now();
    expect(Math.round(expires / 86_400_000)).toBe(365);
    expect([
      first.header('Cache-Control'),
      first.header('ETag'),
      first.header('X-Jenkins'),
    ]).toEqual([null, null, null]);
    const modified = first.header('Last-Modified') ?? '';
    const again = await get({ target, headers: { 'If-Modified-Since': modified } });
    expect(again.status).toBe(304);
  });

  test('the resource domain serves static files only', async () => {
    double.configure({ resourceRootUrl: 'https://static.example.org/jenkins/' });
    const https = { 'X-Forwarded-Proto': 'https' };
    const main = await get({ target: '/jenkins/static-files/x/' });
    const resource = await get({ target: '/jenkins/', host: 'static.example.org', headers: https });
    const plain = await get({ target: '/jenkins/static-files/x', host: 'static.example.org' });
    const artifact = await get({
      target: '/jenkins/job/demo/1/artifact/report.html',
      headers: { ...api(), ...https },
    });
    const location = artifact.header('Location') ?? '';
    const served = await get({
      target: location.replace('https://static.example.org', ''),
      host: 'static.example.org',
      headers: https,
    });
    double.configure({ resourceRootUrl: null });
    expect(main.body).toContain('unless on Jenkins resource URL.');
    expect(resource.body).toContain('Jenkins serves only static files on this domain.');
    expect(plain.body).toContain('unless on Jenkins resource URL.');
    expect(location).toContain('==/');
    expect([served.status, served.header('Content-Security-Policy')]).toEqual([200, null]);
  });

  const api = () => ({ Authorization: 'Basic YWRtaW46YWRtaW4tcGFzc3dvcmQ=' });
});
