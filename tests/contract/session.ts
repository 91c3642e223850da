/** Cookies, signing in, and the crumb that hangs on the session. */

import { CookieJar } from 'tough-cookie';
import { origin, publicUrl } from '#settings';
import { admin } from '../double/accounts.ts';
import { headerValue, headerValues } from '../wire/client.ts';
import { setCookies } from './cookie-jar.ts';
import { expectStatus, expectText, expectThat, expectValue } from './expectations.ts';
import { password, token, visit, type Checks, type Subject } from './subject.ts';

export const testPath = '/administrativeMonitor/hudson.diagnosis.ReverseProxySetupMonitor/test';

const crumbOf = (page: string): string =>
  /data-crumb-value="([^"]+)"/.exec(page)?.[1] ??
  /name="Jenkins-Crumb"[^>]*value="([^"]+)"/.exec(page)?.[1] ??
  '';

/**
 * Signs in as a browser does: the form, its crumb and its cookie, then the redirect.
 * @throws when Jenkins leads to its error page, as it does when the cookie got lost.
 */
export const signIn = async (subject: Subject): Promise<CookieJar> => {
  const jar = new CookieJar();
  const form = await visit(subject, { path: '/login', jar });
  expectStatus(form, 200);
  const fields = new URLSearchParams({
    j_username: admin.name,
    j_password: admin.password,
    from: '',
    'Jenkins-Crumb': crumbOf(form.text),
  });
  const answer = await visit(subject, {
    method: 'POST',
    path: '/j_spring_security_check',
    headers: [
      ['Content-Type', 'application/x-www-form-urlencoded'],
      ['Origin', origin(subject.settings)],
      ['Referer', `${publicUrl(subject.settings)}login`],
    ],
    body: fields.toString(),
    jar,
  });
  expectStatus(answer, [302, 303]);
  const location = headerValue(answer.headers, 'Location') ?? '';
  expectValue(
    'Location after signing in, made absolute',
    location.startsWith('/') ? origin(subject.settings) + location : location,
    publicUrl(subject.settings),
  );
  return jar;
};

const crumbFor = async (subject: Subject, jar: CookieJar): Promise<string> => {
  const response = await visit(subject, { path: '/crumbIssuer/api/json', jar });
  expectStatus(response, 200);
  const { crumb } = JSON.parse(response.text) as { crumb?: string };
  expectValue('crumb', crumb, /^[0-9a-f]{64}$/);
  return crumb ?? '';
};

export const session = {
  'session-cookie': async (subject) => {
    const response = await visit(subject, { path: '/login' });
    const lines = headerValues(response.headers, 'Set-Cookie');
    const cookie = setCookies(response.headers).find(({ key }) => key.startsWith('JSESSIONID'));
    expectThat(
      cookie !== undefined,
      `Set-Cookie: expected a cookie JSESSIONID.…, got ${JSON.stringify(lines)}`,
    );
    expectValue('cookie name', cookie?.key, /^JSESSIONID\.[0-9a-f]{8}$/);
    expectValue('Path', cookie?.path, subject.settings.path || '/');
    expectValue('HttpOnly', cookie?.httpOnly, true);
    expectValue('SameSite', cookie?.sameSite, 'lax');
    expectValue('Secure', cookie?.secure, subject.form.tls);
    expectValue('Domain', cookie?.domain ?? null, null);
  },

  'two-cookies': async (subject) => {
    const response = await visit(subject, { path: '/login?two-cookies' });
    expectStatus(response, 200);
    const names = setCookies(response.headers).map(({ key }) => key);
    expectThat(
      new Set(names).size >= 2,
      `Set-Cookie: expected at least two lines, got those of ${names.join(', ') || 'none'}`,
    );
  },

  'login-form': async (subject) => {
    const jar = await signIn(subject);
    const response = await visit(subject, { path: '/whoAmI/api/json', jar });
    expectStatus(response, 200);
    expectValue('user', (JSON.parse(response.text) as { name?: string }).name, admin.name);
  },

  'crumb-accepted': async (subject) => {
    const jar = await signIn(subject);
    const crumb = await crumbFor(subject, jar);
    const response = await visit(subject, {
      method: 'POST',
      path: testPath,
      headers: [
        ['Jenkins-Crumb', crumb],
        ['Referer', `${publicUrl(subject.settings)}manage/`],
      ],
      jar,
    });
    expectStatus(response, 302);
  },

  'crumb-needs-session': async (subject) => {
    const jar = await signIn(subject);
    const crumb = await crumbFor(subject, jar);
    const response = await visit(subject, {
      method: 'POST',
      path: testPath,
      headers: [password, ['Jenkins-Crumb', crumb]],
    });
    expectStatus(response, 403);
    expectText(response.text, 'No valid crumb was included in the request');
  },

  'pages-not-cached': async (subject) => {
    const [first, second] = [
      await visit(subject, { path: '/login' }),
      await visit(subject, { path: '/login' }),
    ];
    expectStatus(second, 200);
    expectThat(
      crumbOf(first.text) !== crumbOf(second.text),
      'two visitors received the same crumb',
    );
    expectValue('Age', headerValue(second.headers, 'Age') ?? '0', '0');
    expectValue('Cache-Control', headerValue(second.headers, 'Cache-Control'), /no-store/);
    expectStatus(await visit(subject, { path: '/manage/', headers: [token] }), 200);
    // The administrator's page must not be there for the next visitor.
    expectStatus(await visit(subject, { path: '/manage/' }), 403);
  },
} satisfies Checks<'session'>;
