/**
 * For every rule of the contract one way to break it, and what its check must say then. What a check
 * cannot see it cannot vouch for: a rule without a fault here does not compile.
 */

import type { CheckId } from '#contract';
import { origin, type Shape } from '#settings';
import type { Behaviour as DoubleBehaviour } from '../double/index.ts';
import { headerValue, without, type Header } from '../wire/message.ts';
import {
  behaviour,
  endToEnd,
  isUpgrade,
  joinCookies,
  trueHeaders,
  withoutForged,
  type Behaviour,
  type OwnAnswer,
  type RelayedRequest,
} from './reference-behaviour.ts';
import type { Subject } from './subject.ts';

export interface Fault {
  readonly proxy?: Partial<Behaviour>;
  /** For what is wrong behind the proxy. */
  readonly double?: Partial<DoubleBehaviour>;
  /** For what the proxy does not offer. */
  readonly subject?: (subject: Subject) => Partial<Subject>;
  /** Shape in which it is shown; `http-path` when absent. */
  readonly shape?: Shape;
  readonly says: RegExp;
}

const correct = behaviour();

/** Answers some requests itself and treats the others as it should. */
const answers = (
  when: (request: RelayedRequest) => boolean,
  answer: OwnAnswer,
): Partial<Behaviour> => ({
  answer: (request, client) => (when(request) ? answer : correct.answer(request, client)),
});

const answersBelow = (path: string, answer: OwnAnswer): Partial<Behaviour> =>
  answers(({ target }) => target.includes(path), answer);

const sends = (
  change: (headers: readonly Header[], request: RelayedRequest) => readonly Header[],
): Partial<Behaviour> => ({
  requestHeaders: (request, client) => change(correct.requestHeaders(request, client), request),
});

const drops = (...names: readonly string[]): Partial<Behaviour> =>
  sends((headers) => without(headers, ...names));

const responds = (
  change: (headers: readonly Header[]) => readonly Header[],
): Partial<Behaviour> => ({
  response: (response, request, client) => {
    const right = correct.response(response, request, client);
    return { ...right, headers: change(right.headers) };
  },
});

const withholds = (...names: readonly string[]): Partial<Behaviour> =>
  responds((headers) => without(headers, ...names));

const replaces = (name: string, value: string): Partial<Behaviour> =>
  responds((headers) => [...without(headers, name), [name, value]]);

const rewrites = (from: string | RegExp, to: string): Partial<Behaviour> => ({
  target: (target) => target.replaceAll(from, to),
});

const locates = (change: (location: string) => string): Partial<Behaviour> =>
  responds((headers) =>
    headers.map(([name, value]) => [name, name === 'Location' ? change(value) : value]),
  );

/** Relays what the client says about itself, and the truth behind it. */
const believes: Partial<Behaviour> = {
  requestHeaders: (request, client) => [...joinCookies(endToEnd(request)), ...trueHeaders(client)],
};

/** What many proxies do without a setting: the backend's name, and nothing about the client. */
const namesJenkinsItself: Partial<Behaviour> = {
  requestHeaders: (request) => [
    ['Host', '127.0.0.1:8080'],
    ...without(withoutForged(endToEnd(request)), 'Host'),
  ],
};

const doublesPrefix = locates((location) => location.replace('/jenkins/', '/jenkins/jenkins/'));
const replacesPages: Partial<Behaviour> = { responseBody: () => Buffer.from('Sorry.\n') };
const holdsResponses: Partial<Behaviour> = { responseBody: (body) => body };

/** A redirect to HTTPS that is wrong. */
const redirects = (answer: (location: string) => OwnAnswer): Partial<Behaviour> => ({
  answer: (request, client) =>
    client.onPublicPort
      ? correct.answer(request, client)
      : answer(`${origin(client.settings)}${request.target}`),
});

/** Gives whoever has no cookie the one that somebody else had last. */
const sharesSessions = (): Partial<Behaviour> => {
  let last: Header | undefined;
  return sends((headers) => {
    const own = headers.find(([name]) => name === 'Cookie');
    if (own !== undefined) last = own;
    return own === undefined && last !== undefined ? [...headers, last] : headers;
  });
};

/** Serves every name, and tells Jenkins the one that the client chose. */
const takesAnyName: Partial<Behaviour> = {
  answer: () => null,
  requestHeaders: (request, { settings }) => [
    ...withoutForged(joinCookies(endToEnd(request))),
    ['X-Forwarded-Proto', settings.scheme],
  ],
};

const headSize = ({ headers }: RelayedRequest): number =>
  headers.reduce((size, [name, value]) => size + name.length + value.length + 4, 0);

const forged = /the forged value reached Jenkins/;
const changed = /target that Jenkins received/;

export const faults: Readonly<Record<CheckId, Fault>> = {
  'login-page': {
    proxy: answersBelow('/login', { status: 200, body: '<form>Sign in to the portal</form>' }),
    says: /X-Hudson: expected/,
  },
  ipv6: { proxy: { ipv6: false }, says: /TCP connection to ::1 .* failed/ },
  'root-url': {
    proxy: namesJenkinsItself,
    says: /root URL of the request: expected .* got .*127\.0\.0\.1/,
  },
  'configured-url': {
    double: { jenkinsUrl: 'http://localhost:8080/jenkins/' },
    says: /configured Jenkins URL: expected .* got .*localhost/,
  },
  'context-path': {
    proxy: { target: (target) => target.replace('/jenkins', '') },
    double: { contextPath: '' },
    says: /data-rooturl of the page: expected "\/jenkins", got ""/,
  },
  'who-am-i': {
    proxy: sends((headers) => [...headers, ['X-Forwarded-Host', 'www.internal']]),
    says: /x-forwarded-host reached Jenkins twice/,
  },
  'client-address': {
    proxy: sends((headers) => [
      ...without(headers, 'X-Forwarded-For'),
      ['X-Forwarded-For', '192.0.2.1'],
    ]),
    says: /client address that Jenkins sees: expected .* got "192\.0\.2\.1"/,
  },
  'http-1-1-upstream': { proxy: { requestVersion: '1.0' }, says: /expected "HTTP\/1\.1"/ },

  'forged-x-forwarded-for': { proxy: believes, says: forged },
  'forged-x-forwarded-host': { proxy: believes, says: forged },
  'forged-x-forwarded-proto': { proxy: believes, says: forged },
  'forged-x-forwarded-port': { proxy: believes, says: forged },
  'forged-x-forwarded-server': { proxy: believes, says: forged },
  'forged-forwarded': { proxy: believes, says: forged },
  'forged-x-proxied-https': { proxy: believes, says: forged },
  'forged-proxy-auth-cert': { proxy: believes, says: forged },
  'bad-forwarded-values': {
    proxy: believes,
    says: /X-Forwarded-For: <script> reached Jenkins, which answered 400/,
  },
  'forged-proxy-ssl-id': { proxy: believes, says: forged },

  'reverse-proxy-redirect': {
    proxy: locates((location) => location.replaceAll('%2F', '/')),
    says: /Location: expected/,
  },
  'reverse-proxy-check': {
    proxy: rewrites('%2F', '/'),
    says: /expected 200, got 404.* vs\. http:/,
  },
  'reverse-proxy-check-without-referer': {
    proxy: answersBelow('testForReverseProxySetup', { status: 200 }),
    says: /expected 404, got 200/,
  },
  'reverse-proxy-check-in-browser': {
    proxy: replaces('Referrer-Policy', 'no-referrer'),
    says: /the browser shows the warning: status 404 .*NO-REFERER/,
  },
  'uri-encoding': { proxy: rewrites('%E5', '%25E5'), says: changed },

  'path-encoded-slash': { proxy: rewrites('%2F', '/'), says: changed },
  'path-encoded-url': { proxy: rewrites('%3A', ':'), says: changed },
  'path-double-encoding': { proxy: rewrites('%252F', '%2F'), says: changed },
  'path-brackets': { proxy: rewrites('%5B', '['), says: changed },
  'path-space': { proxy: rewrites('%20', '+'), says: changed },
  'path-plus': { proxy: rewrites('+', '%20'), says: changed },
  'path-utf-8': { proxy: rewrites('%C3%A9', '%E9'), says: changed },
  'path-encoded-delimiters': { proxy: rewrites('%3F', '?'), says: changed },
  'path-punctuation': { proxy: rewrites('!', '%21'), says: changed },
  'path-double-slash': { proxy: rewrites('//', '/'), says: changed },
  'path-semicolon': { proxy: rewrites(/;[^/?]*/g, ''), says: changed },
  'query-string': { proxy: rewrites('%26', '&'), says: changed },
  'path-whole-segment': {
    proxy: {
      answer: ({ target }, { settings }) =>
        target.startsWith(settings.path) ? null : { status: 404 },
    },
    says: /\/jenkinsx\/login reached Jenkins/,
  },

  'context-root-redirect': {
    proxy: locates((location) => `http://127.0.0.1:8080${location}`),
    says: /Location, made absolute: expected/,
  },
  'trailing-slash-redirect': { proxy: doublesPrefix, says: /got .*\/jenkins\/jenkins\/manage\// },
  'created-location': {
    proxy: namesJenkinsItself,
    says: /Location: expected .* got http:\/\/127\.0\.0\.1/,
  },
  'https-redirect': {
    shape: 'https-path',
    proxy: redirects(() => ({ status: 200, body: 'Welcome.\n' })),
    says: /expected 301 or 307 or 308, got 200/,
  },
  'https-redirect-path': {
    shape: 'https-path',
    proxy: redirects((location) => ({
      status: 308,
      headers: [['Location', location.replaceAll('%2F', '/')]],
    })),
    says: /path of Location: expected/,
  },
  'https-redirect-query': {
    shape: 'https-path',
    proxy: redirects((location) => ({
      status: 308,
      headers: [['Location', location.replaceAll('&', '&amp;')]],
    })),
    says: /query of Location: expected/,
  },
  'https-redirect-method': {
    shape: 'https-path',
    proxy: redirects((location) => ({ status: 301, headers: [['Location', location]] })),
    says: /expected 307 or 308, got 301/,
  },

  'session-cookie': {
    shape: 'https-path',
    proxy: sends((headers) => without(headers, 'X-Forwarded-Proto')),
    says: /Secure: expected true, got false/,
  },
  'two-cookies': {
    proxy: responds((headers) => [
      ...without(headers, 'Set-Cookie'),
      [
        'Set-Cookie',
        headers
          .filter(([name]) => name === 'Set-Cookie')
          .map(([, value]) => value)
          .join(', '),
      ],
    ]),
    says: /expected at least two lines/,
  },
  'login-form': { proxy: drops('Cookie'), says: /Location after signing in.* got .*loginError/ },
  'crumb-accepted': {
    proxy: drops('Jenkins-Crumb'),
    says: /expected 302, got 403.*No valid crumb/,
  },
  'crumb-needs-session': { proxy: sharesSessions(), says: /expected 403, got 302/ },
  'pages-not-cached': { proxy: { caches: true }, says: /the same crumb/ },

  'request-headers': { proxy: drops('Referer'), says: /Referer: expected .* got null/ },
  'basic-authentication': { proxy: drops('Authorization'), says: /user: expected "admin"/ },
  'bearer-authentication': {
    proxy: sends((headers) => headers.filter(([, value]) => !value.startsWith('Bearer '))),
    says: /Authorization: expected "Bearer .* got null/,
  },
  'security-headers': {
    proxy: responds((headers) => [...headers, ['X-Frame-Options', 'DENY']]),
    says: /X-Frame-Options: expected once, got 2 times/,
  },
  'access-denied-page': { proxy: replacesPages, says: /"Authentication required", got "Sorry/ },
  'not-found-page': { proxy: replacesPages, says: /"Oops!", got "Sorry/ },
  methods: {
    proxy: answers(({ method }) => method === 'PATCH', { status: 405 }),
    says: /expected the request to reach Jenkins, but the proxy answered 405/,
  },
  'csp-report': {
    proxy: answers(
      ({ headers, method }) => method === 'POST' && headerValue(headers, 'Cookie') === null,
      { status: 401 },
    ),
    says: /expected 200, got 401/,
  },
  health: { proxy: answersBelow('/health', { status: 403 }), says: /expected 200, got 403/ },
  'request-header-7k': {
    proxy: answers((request) => headSize(request) > 4_096, { status: 400 }),
    says: /expected 200, got 400/,
  },
  'request-header-too-large': {
    proxy: answers((request) => headSize(request) > 8_192, { status: 502 }),
    says: /expected 400 or 431, got 502/,
  },
  'response-header-12k': {
    proxy: {
      response: (response) =>
        response.headers.some(([, value]) => value.length > 8_192)
          ? { status: 502, reason: 'Bad Gateway', headers: [['Content-Length', '21']] }
          : response,
    },
    says: /expected 200, got 502/,
  },
  compression: {
    proxy: sends((headers) => [
      ...without(headers, 'Accept-Encoding'),
      ['Accept-Encoding', 'gzip'],
    ]),
    says: /for a client that did not ask: expected "identity", got "gzip"/,
  },
  'compression-own-pages': {
    shape: 'https-path',
    proxy: {
      requestHeaders: (request, client) => [
        ...withoutForged(joinCookies(endToEnd(request))),
        ...trueHeaders(client),
      ],
    },
    says: /with Sec-Fetch-Site: cross-site: expected "identity", got "gzip"/,
  },
  'static-files': {
    proxy: replaces('Cache-Control', 'no-store'),
    says: /Cache-Control: expected null, got "no-store"/,
  },
  'range-request': { proxy: drops('Range'), says: /expected 206, got 200/ },

  'hop-by-hop-headers': {
    proxy: {
      requestHeaders: (request, client) => {
        const listed = (headerValue(request.headers, 'Connection') ?? '').split(/,\s*/);
        return without(correct.requestHeaders(request, client), ...listed);
      },
    },
    says: /with Connection: close, X-Forwarded-Proto, .*: expected .*, got null/,
  },
  'other-host': {
    proxy: takesAnyName,
    says: /Host of another name: reached Jenkins as .* for http:\/\/evil\.example/,
  },
  'odd-host': {
    proxy: takesAnyName,
    says: /Jenkins received a request for .*8417/,
  },
  'other-host-http2': {
    shape: 'https-path',
    proxy: takesAnyName,
    says: /another name in :authority: reached Jenkins for https:\/\/evil\.example/,
  },
  'other-sni': {
    shape: 'https-path',
    proxy: takesAnyName,
    says: /a TLS session for evil\.example reached Jenkins/,
  },
  'upgrade-websocket-only': {
    proxy: {
      requestHeaders: (request, client) => {
        const upgrade = headerValue(request.headers, 'Upgrade');
        const right = without(correct.requestHeaders(request, client), 'Connection', 'Upgrade');
        return upgrade === null
          ? right
          : [...right, ['Connection', 'Upgrade'], ['Upgrade', upgrade]];
      },
    },
    says: /Upgrade: h2c reached Jenkins as h2c/,
  },
  'identity-headers': { proxy: believes, says: /as the client sent it: X-Forwarded-User/ },
  'request-framing': {
    proxy: { answer: () => null },
    says: /Jenkins received both Content-Length and Transfer-Encoding/,
  },
  'http2-framing': {
    shape: 'https-path',
    proxy: takesAnyName,
    says: /another name in :authority, host right: Jenkins received a request for .*evil/,
  },
  'connect-and-trace': {
    proxy: { answer: () => null },
    says: /CONNECT 127\.0\.0\.1:22: reached Jenkins/,
  },
  'slow-clients': {
    proxy: { places: 50 },
    says: /200 slow clients have begun: a visitor gets no page/,
  },
  'unfinished-head': {
    proxy: { headTime: Number.POSITIVE_INFINITY },
    says: /a head that never ends is still taken after 1\.5 s/,
  },
  'oversized-head': {
    proxy: answers((request) => headSize(request) > 32_768, { status: 502 }),
    says: /64 kB of headers: expected 400, 414 or 431, got 502/,
  },
  'http2-floods': {
    shape: 'https-path',
    proxy: { places: 1 },
    says: /a thousand streams were reset: a visitor gets no page/,
  },

  'tls-versions': {
    shape: 'https-path',
    proxy: { tls: { ...correct.tls, minVersion: 'TLSv1', ciphers: 'DEFAULT:@SECLEVEL=0' } },
    says: /only TLSv1 is offered: expected null, got "TLSv1"/,
  },
  'tls-ciphers': {
    shape: 'https-path',
    proxy: { tls: { ...correct.tls, ciphers: 'DEFAULT:@SECLEVEL=0' } },
    says: /only weak ones are offered: expected null, got/,
  },
  hsts: {
    shape: 'https-path',
    proxy: replaces('Strict-Transport-Security', 'max-age=31536000; includeSubDomains'),
    says: /expected neither includeSubDomains nor preload/,
  },
  'hsts-plain-http': {
    proxy: replaces('Strict-Transport-Security', 'max-age=31536000'),
    says: /over plain HTTP: expected null/,
  },
  http2: {
    shape: 'https-path',
    proxy: { tls: { ...correct.tls, protocols: ['http/1.1'] } },
    says: /protocol by ALPN: expected h2, got http\/1\.1/,
  },
  'http2-cookies': {
    shape: 'https-path',
    proxy: {
      requestHeaders: (request, client) => [
        ...withoutForged(endToEnd(request)),
        ...trueHeaders(client),
      ],
    },
    says: /Cookie lines that Jenkins received: expected .* got "first=1 \| second=2/,
  },
  'http2-upload': {
    shape: 'https-path',
    proxy: answers(
      ({ http2, method, headers }) =>
        http2 && method === 'POST' && headerValue(headers, 'Content-Length') === null,
      { status: 411 },
    ),
    says: /status over HTTP\/2: got 411/,
  },

  'websocket-cli': {
    proxy: sends((headers) => without(headers, 'Upgrade', 'Connection')),
    says: /expected 101, got 400.*only WS connections accepted here/,
  },
  'websocket-origin': {
    proxy: {
      requestHeaders: (request, client) => [
        ...without(correct.requestHeaders(request, client), 'Origin'),
        ...(isUpgrade(request) ? ([['Origin', origin(client.settings)]] as const) : []),
      ],
    },
    says: /expected 403, got 101/,
  },
  'websocket-echo': {
    proxy: {
      tunnelled: (bytes) => Buffer.from(bytes.map((byte) => (byte === 0x68 ? 0x6a : byte))),
    },
    says: /echo: expected "hello jenkins", got "jello jenkins"/,
  },
  'agent-endpoint': {
    proxy: answersBelow('/wsagents', { status: 401 }),
    says: /expected 400, got 401/,
  },
  'websocket-agent': { proxy: drops('Secret-Key'), says: /expected 101, got 400/ },
  'websocket-agent-stays-open': { proxy: { tunnelSilence: 300 }, says: /after 0\.\d s: .*ended/ },
  'websocket-cli-stays-open': { proxy: { tunnelSilence: 300 }, says: /connection ended/ },
  'agent-discovery': {
    proxy: withholds('X-Instance-Identity'),
    says: /X-Instance-Identity: expected .* got null/,
  },
  'agent-port': {
    // HTTP where the agents' own protocol belongs.
    subject: ({ settings }) => ({ agentPort: settings.port }),
    says: /"Jenkins-Agent-Protocols:", got "HTTP\/1\.1 4\d\d/,
  },

  'http-cli': { proxy: { buffersRequests: true }, says: /nothing arrived within 5 s/ },
  'http-cli-download': { proxy: { delay: 1_200 }, says: /the first byte took 1\d\d\d ms/ },
  'http-cli-stays-open': {
    // Jenkins aborts the build as soon as the upload ends; its answer may overtake the refusal.
    proxy: { bodyTime: 1_000 },
    says: /ended early by 408|exit code of the command: expected 0, got 5/,
  },

  'console-progressive': { proxy: withholds('X-More-Data'), says: /X-More-Data: expected "true"/ },
  'console-multipart': {
    proxy: replaces('Content-Type', 'text/plain'),
    says: /Content-Type: expected .* got "text\/plain"/,
  },
  'console-annotator': {
    proxy: drops('X-ConsoleAnnotator'),
    says: /X-ConsoleAnnotator: expected .* got null/,
  },
  'response-streaming': {
    proxy: holdsResponses,
    says: /piece 1 of 4 arrived \d{4} ms after/,
  },
  'compressed-streaming': {
    proxy: holdsResponses,
    says: /piece 1 of 4 arrived \d{4} ms after/,
  },
  'server-sent-events': { proxy: { delay: 1_200 }, says: /“open” took 1\d\d\d ms/ },
  'response-silence': { proxy: { silence: 300 }, says: /expected 200, got 504/ },
  'stream-silence': { proxy: { silence: 300 }, says: /after \d s: / },
  'big-download': {
    proxy: { responseLimit: 1_000_000 },
    says: /the body ended \d+ bytes too early/,
  },

  'upload-sized': { proxy: { sizedLimit: 1_048_576 }, says: /expected 200 or 302, got 413/ },
  'upload-chunked': { proxy: { chunkedLimit: 1_048_576 }, says: /expected 200 or 302, got 413/ },
  'request-streaming': {
    proxy: { buffersRequests: true },
    says: /piece 1 of 4 reached Jenkins \d{4} ms/,
  },
  'slow-upload': { proxy: { bodyTime: 1_000 }, says: /expected 200 or 302, got 408/ },
  'expect-continue': {
    proxy: answers(({ headers }) => headerValue(headers, 'Expect') !== null, { status: 417 }),
    says: /expected 100 Continue, got 417/,
  },

  'idle-upstream-connections': {
    proxy: { reuses: () => true },
    says: /used a connection that had been idle for/,
  },
  'idle-connection-race': { proxy: { reuses: () => true }, says: /expected 302, got 502/ },
  'starting-page': {
    proxy: replacesPages,
    says: /body: expected it to contain "Jenkins is getting/,
  },
  restart: { proxy: { caches: true }, says: /still the one from before the restart/ },
  'backend-down': { proxy: { failureStatus: 500 }, says: /expected 502 or 503 or 504, got 500/ },
};
