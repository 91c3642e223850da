import { createHash } from 'node:crypto';
import { expect, test } from 'playwright/test';
import { crumb } from '../crumb.ts';
import { admin, reader, startDouble, type Double } from '../index.ts';
import { basic, exchangeRaw, type RawRequest, type RawResponse } from '../raw-http.ts';

let double: Double;

test.beforeAll(async () => {
  double = await startDouble({ listen: { host: '127.0.0.1', port: 0 }, agentPort: null });
});
test.afterAll(() => double.close());

const monitor = '/administrativeMonitor/hudson.diagnosis.ReverseProxySetupMonitor/test';
const password = { Authorization: basic(admin.name, admin.password) };
const token = { Authorization: basic(admin.name, admin.apiToken) };

const send = (request: RawRequest) => exchangeRaw(double.port, request);

/** Name and value of the session cookie a response sets. */
const sessionCookie = (response: RawResponse): string =>
  response.header('Set-Cookie')?.split(';', 1)[0] ?? '';

const issue = async (): Promise<{ crumb: string; cookie: string }> => {
  const response = await send({ target: '/crumbIssuer/api/json', headers: password });
  const { crumb } = JSON.parse(response.body) as { crumb: string };
  return { crumb, cookie: sessionCookie(response) };
};

test('a crumb is SHA-256 over user, session and salt', () => {
  const expected = createHash('sha256').update('admin;node0abcsalt').digest('hex');
  expect(crumb('admin', 'node0abc', 'salt')).toBe(expected);
});

test('the crumb issuer says the crumb and its field, as JSON and as text', async () => {
  const { crumb: value, cookie } = await issue();
  expect(value).toMatch(/^[0-9a-f]{64}$/);
  const xml = await send({
    target: '/crumbIssuer/api/xml?xpath=concat(//crumbRequestField,":",//crumb)',
    headers: { ...password, Cookie: cookie },
  });
  expect(xml.body).toBe(`Jenkins-Crumb:${value}`);
});

test('a POST with crumb and cookie passes, without the cookie it does not', async () => {
  const { crumb: value, cookie } = await issue();
  const post = (headers: Record<string, string>) =>
    send({ method: 'POST', target: monitor, headers: { ...password, ...headers }, body: '' });
  expect((await post({ 'Jenkins-Crumb': value, Cookie: cookie })).status).toBe(302);
  const lost = await post({ 'Jenkins-Crumb': value });
  expect(lost.status).toBe(403);
  expect(lost.body).toContain('No valid crumb was included in the request');
  expect(lost.header('X-Content-Type-Options')).toBe('nosniff');
  expect(double.log().slice(-2)).toEqual([
    expect.stringContaining(`Found invalid crumb ${value}.`),
    `WARNING hudson.security.csrf.CrumbFilter#doFilter: No valid crumb was included in request for ${monitor} by admin. Returning 403.`,
  ]);
});

test('the crumb may be a parameter of query or form, not a part of a multipart body', async () => {
  const { crumb: value, cookie } = await issue();
  const headers = { ...password, Cookie: cookie };
  const inQuery = await send({
    method: 'POST',
    target: `${monitor}?Jenkins-Crumb=${value}`,
    headers,
  });
  const inForm = await send({
    method: 'POST',
    target: monitor,
    headers: { ...headers, 'Content-Type': 'application/x-www-form-urlencoded' },
    body: `Jenkins-Crumb=${value}`,
  });
  const inPart = await send({
    method: 'POST',
    target: monitor,
    headers: { ...headers, 'Content-Type': 'multipart/form-data; boundary=b' },
    body: `--b\r\nContent-Disposition: form-data; name="Jenkins-Crumb"\r\n\r\n${value}\r\n--b--\r\n`,
  });
  expect([inQuery.status, inForm.status, inPart.status]).toEqual([302, 302, 403]);
});

test.describe('a POST without crumb', () => {
  const cases: [name: string, request: RawRequest, status: number][] = [
    ['with an API token passes', { target: monitor, headers: token }, 302],
    ['to /cli passes the filter', { target: '/cli?remoting=true', headers: password }, 403],
    ['to /cli/ is refused', { target: '/cli/', headers: password }, 403],
    ['of a policy report passes', { target: '/content-security-policy-reporting-endpoint/x' }, 200],
    ['to the body sink passes', { target: '/sink', body: 'x' }, 200],
    [
      'of GitHub passes',
      { target: '/github-webhook/', headers: { 'X-GitHub-Event': 'push' }, body: '{}' },
      200,
    ],
    ['of GitHub without event is 400', { target: '/github-webhook/', body: '{}' }, 400],
    ['of GitHub without final slash is redirected', { target: '/github-webhook', body: '{}' }, 302],
    ['anywhere else is refused', { target: '/job/demo/build' }, 403],
  ];
  for (const [name, request, status] of cases) {
    test(name, async () => {
      const response = await send({ body: '', ...request, method: 'POST' });
      expect(response.status).toBe(status);
      const refused = response.body.includes('No valid crumb');
      expect(refused).toBe(/refused/.test(name));
    });
  }
});

test('a GET on what changes something is 405', async () => {
  const response = await send({ target: '/job/demo/build', headers: token });
  expect([response.status, response.header('Allow')]).toEqual([405, 'POST']);
  expect(response.body).toContain('This URL requires POST');
});

test.describe('the login form', () => {
  const logIn = async (fields: Record<string, string>, withCookie: boolean) => {
    const form = await send({ target: '/login?from=%2Fmanage%2F' });
    const value = /name="Jenkins-Crumb" type="hidden" value="(\w+)"/.exec(form.body)?.[1] ?? '';
    return send({
      method: 'POST',
      target: '/j_spring_security_check',
      headers: {
        'Content-Type': 'application/x-www-form-urlencoded',
        ...(withCookie ? { Cookie: sessionCookie(form) } : {}),
      },
      body: new URLSearchParams({ 'Jenkins-Crumb': value, ...fields }).toString(),
    });
  };
  const right = { j_username: admin.name, j_password: admin.password, from: '/manage/' };

  test('leads where the visitor wanted to go, in a session that knows the user', async () => {
    const response = await logIn(right, true);
    expect([response.status, response.header('Location')]).toEqual([302, '/manage/']);
    const page = await send({ target: '/manage/', headers: { Cookie: sessionCookie(response) } });
    expect(page.status).toBe(200);
  });

  test('takes a lost cookie for a wrong password', async () => {
    const response = await logIn(right, false);
    expect(response.header('Location')).toBe('/loginError');
    expect(double.log().at(-1)).toContain(
      'No valid crumb was included in authentication request from 127.0.0.1',
    );
    const french = await send({ target: '/loginError', headers: { 'Accept-Language': 'fr' } });
    expect(french.status).toBe(401);
    expect(french.body).toContain('Nom d&#039;utilisateur ou mot de passe incorrect');
  });

  test('refuses a wrong password', async () => {
    const response = await logIn({ ...right, j_password: 'x' }, true);
    expect(response.header('Location')).toBe('/loginError');
  });
});

test.describe('cookies', () => {
  test('the session cookie is Secure only when the forwarded scheme says so', async () => {
    const plain = await send({ target: '/login' });
    const secure = await send({ target: '/login', headers: { 'X-Forwarded-Proto': 'https' } });
    expect(plain.header('Set-Cookie')).toMatch(
      /^JSESSIONID\.[0-9a-f]{8}=node0\w+\.node0; Path=\/; HttpOnly; SameSite=Lax$/,
    );
    expect(secure.header('Set-Cookie')).toMatch(/; Path=\/; Secure; HttpOnly; SameSite=Lax$/);
  });

  test('two cookies are two lines', async () => {
    const response = await send({ target: '/login?two-cookies' });
    expect(response.all('Set-Cookie').map((line) => line.split('=', 1)[0])).toEqual([
      double.state().cookieName,
      'iconSize',
    ]);
  });

  test('logging out clears every session cookie of the host', async () => {
    const response = await send({
      target: '/logout',
      headers: { Cookie: 'JSESSIONID.aaaaaaaa=x; JSESSIONID.bbbbbbbb=y; other=z' },
    });
    expect(response.header('Location')).toBe('/');
    expect(response.all('Set-Cookie').map((line) => line.split('=', 1)[0])).toEqual([
      'remember-me',
      'JSESSIONID.aaaaaaaa',
      'JSESSIONID.bbbbbbbb',
    ]);
  });

  test('a restart changes the cookie name and the address of static files', async () => {
    const before = double.state();
    double.restart();
    const { cookieName, sessionHash } = double.state();
    expect(cookieName).not.toBe(before.cookieName);
    expect(sessionHash).not.toBe(before.sessionHash);
  });
});

test('a user without the permission sees that it is missing', async () => {
  const headers = { Authorization: basic(reader.name, reader.password) };
  const response = await send({ target: '/manage/', headers });
  expect([response.status, response.header('X-Required-Permission')]).toEqual([
    403,
    'hudson.model.Hudson.SystemRead',
  ]);
  expect(response.body).toContain('reader is missing the');
});
