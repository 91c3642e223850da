/** Headers, methods and statuses that pass both ways as they are. */

import { randomBytes } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { origin, publicUrl } from '#settings';
import { admin } from '../double/accounts.ts';
import { headerValue, headerValues, type Header } from '../wire/client.ts';
import { expectHeader, expectStatus, expectText, expectThat, expectValue } from './expectations.ts';
import { ownPage, receivedFor, token, visit, type Checks, type Subject } from './subject.ts';

/** One year, give or take a day. */
const isAYearAhead = (date: string | null): boolean =>
  Math.abs(Date.parse(date ?? '') - Date.now() - 365 * 86_400_000) < 86_400_000;

const staticPath = async (subject: Subject): Promise<string> => {
  const page = await visit(subject, { path: '/login' });
  const [, hash] = /\/static\/([0-9a-f]{8})/.exec(page.text) ?? [];
  if (hash === undefined) throw new Error('no address of static files on the sign-in page');
  return `/static/${hash}/jsbundles/styles.css`;
};

export const headers = {
  'request-headers': async (subject) => {
    const sent: Header[] = [
      ['Referer', `${publicUrl(subject.settings)}job/demo/`],
      ['Origin', origin(subject.settings)],
      ['Jenkins-Crumb', randomBytes(32).toString('hex')],
      ['Accept', 'application/json, text/plain;q=0.5'],
      ['Accept-Language', 'fr-FR, fr;q=0.9, en;q=0.5'],
      ['X-Requested-With', 'XMLHttpRequest'],
      ['X-ConsoleAnnotator', randomBytes(300).toString('base64')],
      ['User-Agent', 'Mozilla/5.0 (X11; Linux x86_64) contract/1'],
      ['Cookie', 'screenResolution=1920x1080; x=a.b; JSESSIONID.0=node0.node0'],
      ['Cache-Control', 'no-cache'],
      ['Session', '11111111-1111-1111-1111-111111111111'],
      ['Side', 'download'],
      ['Node-Name', 'worker'],
      ['Secret-Key', randomBytes(32).toString('hex')],
      ['X-Remoting-Capability', 'rO0ABXNyABpodWRzb24ucmVtb3Rpbmc='],
    ];
    const response = await visit(subject, { path: '/login', headers: sent });
    const { headers: received } = await receivedFor(subject, response);
    for (const [name, value] of sent) {
      if (name === 'Cache-Control') expectHeader(received, name, /\bno-cache\b/);
      else expectHeader(received, name, value);
    }
  },

  'basic-authentication': async (subject) => {
    const right = await visit(subject, { path: '/whoAmI/api/json', headers: [token] });
    expectStatus(right, 200);
    expectValue('user', (JSON.parse(right.text) as { name?: string }).name, admin.name);
    const basic = Buffer.from('somebody:wrong').toString('base64');
    const wrong = await visit(subject, {
      path: '/whoAmI/api/json',
      headers: [['Authorization', `Basic ${basic}`]],
    });
    expectStatus(wrong, 401);
    expectHeader(wrong.headers, 'WWW-Authenticate', 'Basic realm="Jenkins", charset="UTF-8"');
  },

  'bearer-authentication': async (subject) => {
    const value = `Bearer ${randomBytes(60).toString('base64url')}.${randomBytes(60).toString('base64url')}`;
    const response = await visit(subject, {
      path: '/login',
      headers: [['Authorization', value]],
    });
    const { headers: received } = await receivedFor(subject, response);
    expectHeader(received, 'Authorization', value);
  },

  'security-headers': async (subject) => {
    // A full page: the login form has neither Referrer-Policy nor Cross-Origin-Opener-Policy.
    const response = await visit(subject, { path: '/whoAmI/' });
    expectHeader(response.headers, 'X-Content-Type-Options', 'nosniff');
    expectHeader(response.headers, 'X-Frame-Options', /^sameorigin$/i);
    expectHeader(response.headers, 'Referrer-Policy', 'same-origin');
    expectHeader(response.headers, 'Cross-Origin-Opener-Policy', 'same-origin');
    expectHeader(
      response.headers,
      'Content-Security-Policy-Report-Only',
      /^base-uri 'none'; default-src 'self'.*\breport-uri http/,
    );
    expectValue(
      'Content-Security-Policy beside the one of Jenkins',
      headerValue(response.headers, 'Content-Security-Policy'),
      null,
    );
  },

  'access-denied-page': async (subject) => {
    const response = await visit(subject, { path: '/', headers: [['Accept', 'text/html']] });
    expectStatus(response, 403);
    expectText(response.text, 'Authentication required');
    expectHeader(response.headers, 'X-Required-Permission', 'hudson.model.Hudson.Read');
    expectHeader(response.headers, 'X-You-Are-Authenticated-As', 'anonymous');
  },

  'not-found-page': async (subject) => {
    const response = await visit(subject, { path: '/no-such-page/', headers: [token] });
    expectStatus(response, 404);
    expectText(response.text, 'Oops!');
    await receivedFor(subject, response);
  },

  methods: async (subject) => {
    for (const method of ['HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE']) {
      const response = await visit(subject, {
        method,
        path: method === 'HEAD' ? '/login' : '/job/nothing/',
        headers: [token],
      });
      const received = await receivedFor(subject, response);
      expectValue('method that Jenkins received', received.method, method);
      expectValue(`status for ${method}`, response.status, received.status);
      if (method === 'HEAD') expectStatus(response, 200);
    }
  },

  'csp-report': async (subject) => {
    const response = await visit(subject, {
      method: 'POST',
      path: '/content-security-policy-reporting-endpoint/bWFj:YW5vbnltb3Vz:aHVkc29u:bG9naW4=',
      headers: [['Content-Type', 'application/csp-report']],
      body: '{"csp-report":{}}',
    });
    expectStatus(response, 200);
    await receivedFor(subject, response);
  },

  health: async (subject) => {
    const response = await visit(subject, { path: '/health/' });
    expectStatus(response, 200);
    expectValue('status', (JSON.parse(response.text) as { status?: boolean }).status, true);
  },

  'request-header-7k': async (subject) => {
    const value = 'a'.repeat(7_000);
    const response = await visit(subject, { path: '/login', headers: [['X-Big', value]] });
    expectStatus(response, 200);
    const { headers: received } = await receivedFor(subject, response);
    expectValue('length of the header', headerValue(received, 'X-Big')?.length, value.length);
  },

  'request-header-too-large': async (subject) => {
    const response = await visit(subject, {
      path: '/login',
      headers: [['X-Big', 'a'.repeat(9_000)]],
    });
    expectStatus(response, [400, 431]);
  },

  'response-header-12k': async (subject) => {
    const response = await visit(subject, { path: '/big-header?bytes=12000', headers: [token] });
    expectStatus(response, 200);
    const longest = Math.max(...response.headers.map(([, value]) => value.length));
    expectThat(longest >= 12_000, `longest response header: expected 12000 bytes, got ${longest}`);
  },

  compression: async (subject) => {
    const asked = await visit(subject, {
      path: '/login',
      headers: [['Accept-Encoding', 'gzip'], ownPage],
    });
    expectStatus(asked, 200);
    expectHeader(asked.headers, 'Content-Encoding', 'gzip');
    expectText(gunzipSync(asked.body).toString('utf8'), 'j_spring_security_check');
    const plain = await visit(subject, { path: '/login' });
    expectValue(
      'Content-Encoding for a client that did not ask',
      headerValue(plain.headers, 'Content-Encoding') ?? 'identity',
      'identity',
    );
    expectText(plain.text, 'j_spring_security_check');
  },

  'compression-own-pages': async (subject) => {
    // The page of another site, one of a neighbouring name, and a browser or program that says nothing.
    for (const site of ['cross-site', 'same-site', null]) {
      const response = await visit(subject, {
        path: '/login',
        headers: [
          ['Accept-Encoding', 'gzip, br'],
          ...(site === null ? [] : ([['Sec-Fetch-Site', site]] as const)),
        ],
      });
      expectStatus(response, 200);
      expectValue(
        `Content-Encoding with Sec-Fetch-Site: ${site ?? 'none at all'}`,
        headerValue(response.headers, 'Content-Encoding') ?? 'identity',
        'identity',
      );
      expectText(response.text, 'j_spring_security_check');
    }
  },

  'static-files': async (subject) => {
    const path = await staticPath(subject);
    const first = await visit(subject, { path });
    expectStatus(first, 200);
    expectThat(
      isAYearAhead(headerValue(first.headers, 'Expires')),
      `Expires: expected a year ahead, got ${headerValues(first.headers, 'Expires').join(' and ') || 'none'}`,
    );
    expectValue('Cache-Control', headerValue(first.headers, 'Cache-Control'), null);
    const modified = expectHeader(first.headers, 'Last-Modified', /GMT$/);
    const again = await visit(subject, { path, headers: [['If-Modified-Since', modified]] });
    expectStatus(again, 304);
    const { target } = await receivedFor(subject, again);
    expectValue('path that Jenkins received', target, `${subject.settings.path}${path}`);
  },

  'range-request': async (subject) => {
    const path = '/job/demo/1/artifact/archive.zip';
    const whole = await visit(subject, { path, headers: [token] });
    expectStatus(whole, 200);
    const part = await visit(subject, { path, headers: [token, ['Range', 'bytes=4-11']] });
    expectStatus(part, 206);
    expectHeader(part.headers, 'Content-Range', `bytes 4-11/${whole.body.length}`);
    expectThat(part.body.equals(whole.body.subarray(4, 12)), 'the part differs from the whole');
  },
} satisfies Checks<'headers'>;
