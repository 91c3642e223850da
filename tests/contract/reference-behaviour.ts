/** What the reference proxy does with a message. Each field can be replaced, to break it on purpose. */

import { authority, type Settings } from '#settings';
import { headerValue, headerValues, without, type Header } from '../wire/message.ts';

export interface RelayedRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly Header[];
  /** Whether the browser spoke HTTP/2. */
  readonly http2: boolean;
}

export interface RelayedResponse {
  readonly status: number;
  readonly reason: string;
  readonly headers: readonly Header[];
}

export interface OwnAnswer {
  readonly status: number;
  readonly headers?: readonly Header[];
  readonly body?: string;
}

/** Who asks, and over which public URL. */
export interface Client {
  readonly address: string;
  /** Whether the request came to the port of the public URL, not to the plain one beside it. */
  readonly onPublicPort: boolean;
  readonly settings: Settings;
  /** Name that TLS was asked for; null without TLS or without a name. */
  readonly sni: string | null;
}

export interface Behaviour {
  /** An answer in place of Jenkins', or null to relay. */
  readonly answer: (request: RelayedRequest, client: Client) => OwnAnswer | null;
  readonly requestVersion: '1.0' | '1.1';
  readonly target: (target: string) => string;
  readonly requestHeaders: (request: RelayedRequest, client: Client) => readonly Header[];
  readonly response: (
    response: RelayedResponse,
    request: RelayedRequest,
    client: Client,
  ) => RelayedResponse;
  /** Changes the whole body, which is then held back until its end. */
  readonly responseBody: ((body: Buffer, request: RelayedRequest) => Buffer) | null;
  /** Holds a request back until its end. */
  readonly buffersRequests: boolean;
  /** Milliseconds by which each piece of a response is late. */
  readonly delay: number;
  /** Refuses larger bodies with 413. */
  readonly sizedLimit: number;
  readonly chunkedLimit: number;
  /** Milliseconds in which a request body must have ended, else 408. */
  readonly bodyTime: number;
  /** Milliseconds without a byte from Jenkins before 504, or before the response is cut. */
  readonly silence: number;
  /** The same after an upgrade. */
  readonly tunnelSilence: number;
  /** Changes what Jenkins sends after an upgrade. */
  readonly tunnelled: (bytes: Buffer) => Buffer;
  /** Milliseconds in which the head of a request must have ended, else the connection is closed. */
  readonly headTime: number;
  /** Connections taken at once; further ones are closed. */
  readonly places: number;
  /** Cuts a response after so many bytes. */
  readonly responseLimit: number;
  /** Whether a connection to Jenkins is used again. */
  readonly reuses: (idleMilliseconds: number, closedByJenkins: boolean) => boolean;
  /** Keeps what Jenkins answered to a GET, for everybody. */
  readonly caches: boolean;
  /** Status when Jenkins cannot be reached. */
  readonly failureStatus: number;
  /** Whether IPv6 is listened on. */
  readonly ipv6: boolean;
  readonly tls: {
    readonly minVersion: 'TLSv1' | 'TLSv1.2' | 'TLSv1.3';
    readonly maxVersion: 'TLSv1.2' | 'TLSv1.3';
    readonly ciphers: string;
    readonly protocols: readonly string[];
  };
}

/** Names that Jetty would believe, and that a client may not set. */
const forwarded =
  /^(?:x-forwarded-.*|forwarded|x-proxied-https|proxy-auth-cert|proxy-ssl-id|x-real-ip|remote[-_]user)$/i;

const hopByHop = ['Connection', 'Keep-Alive', 'Proxy-Connection', 'TE', 'Upgrade'];

export const withoutForged = (headers: readonly Header[]): Header[] =>
  headers.filter(([name]) => !forwarded.test(name));

/** The headers that say who asked for what. */
export const trueHeaders = ({ address, settings }: Client): Header[] => [
  ['X-Forwarded-For', address],
  ['X-Forwarded-Host', authority(settings)],
  ['X-Forwarded-Proto', settings.scheme],
  ['X-Forwarded-Port', String(settings.port)],
];

/** Cookie lines of HTTP/2 as one (RFC 9113 section 8.2.3). */
export const joinCookies = (headers: readonly Header[]): Header[] => {
  const cookies = headers.filter(([name]) => name.toLowerCase() === 'cookie');
  if (cookies.length < 2) return [...headers];
  return [...without(headers, 'Cookie'), ['Cookie', cookies.map(([, value]) => value).join('; ')]];
};

export const isUpgrade = ({ headers }: Pick<RelayedRequest, 'headers'>): boolean =>
  headerValue(headers, 'Upgrade')?.toLowerCase() === 'websocket';

export const endToEnd = (request: Pick<RelayedRequest, 'headers'>): Header[] => [
  ...without(request.headers, ...hopByHop),
  ...(isUpgrade(request)
    ? ([
        ['Connection', 'Upgrade'],
        ['Upgrade', 'websocket'],
      ] as const)
    : []),
];

/** Whether a head can be read in one way only (RFC 9112 sections 5.1 and 6.3). */
export const isPlainlyFramed = (headers: readonly Header[]): boolean => {
  const lengths = headerValues(headers, 'Content-Length');
  const codings = headerValues(headers, 'Transfer-Encoding');
  return (
    headers.every(
      ([name, value]) => /^[\w!#$%&'*+.^`|~-]+$/.test(name) && !/[\0\r\n\v]/.test(value),
    ) &&
    lengths.length + codings.length < 2 &&
    lengths.every((length) => /^\d{1,15}$/.test(length)) &&
    codings.every((coding) => coding.toLowerCase() === 'chunked')
  );
};

/** Whether a request names the public host: once, in `Host`, with its port or the default one. */
export const isForPublicName = (
  { headers }: Pick<RelayedRequest, 'headers'>,
  { settings, sni }: Pick<Client, 'settings' | 'sni'>,
): boolean => {
  const hosts = headerValues(headers, 'Host').map((value) => value.toLowerCase());
  const names = [authority(settings), `${settings.host}:${settings.port}`];
  return (
    hosts.length === 1 && names.includes(hosts[0] ?? '') && (sni ?? settings.host) === settings.host
  );
};

/** Over TLS, only a page of Jenkins itself gets compressed answers: BREACH reads sizes. */
const withoutCompression = (
  headers: readonly Header[],
  { settings }: Pick<Client, 'settings'>,
): Header[] =>
  settings.scheme === 'https' && headerValue(headers, 'Sec-Fetch-Site') !== 'same-origin'
    ? without(headers, 'Accept-Encoding')
    : [...headers];

const correct: Behaviour = {
  answer: (request, client) => {
    const { method, target, headers } = request;
    const { onPublicPort, settings } = client;
    if (!isPlainlyFramed(headers)) return { status: 400, body: 'Bad request.\n' };
    if (onPublicPort && !isForPublicName(request, client)) return { status: 421 };
    if (method === 'CONNECT' || method === 'TRACE') return { status: 405 };
    if (!/^\/[^\s#]*$/.test(target)) return { status: 400, body: 'Bad request.\n' };
    if (!onPublicPort) {
      const location = `${settings.scheme}://${authority(settings)}${target}`;
      return { status: 308, headers: [['Location', location]] };
    }
    const { path } = settings;
    const below = target.slice(path.length);
    return target.startsWith(path) && /^(?:$|[/?])/.test(below)
      ? null
      : { status: 404, body: 'No such site.\n' };
  },
  requestVersion: '1.1',
  target: (target) => target,
  requestHeaders: (request, client) => [
    ...withoutCompression(withoutForged(joinCookies(endToEnd(request))), client),
    ...trueHeaders(client),
  ],
  response: (response, _request, { settings }) =>
    settings.scheme === 'https'
      ? {
          ...response,
          headers: [...response.headers, ['Strict-Transport-Security', 'max-age=31536000']],
        }
      : response,
  responseBody: null,
  buffersRequests: false,
  delay: 0,
  sizedLimit: Number.POSITIVE_INFINITY,
  chunkedLimit: Number.POSITIVE_INFINITY,
  bodyTime: Number.POSITIVE_INFINITY,
  silence: Number.POSITIVE_INFINITY,
  tunnelSilence: Number.POSITIVE_INFINITY,
  tunnelled: (bytes) => bytes,
  headTime: 40_000,
  places: Number.POSITIVE_INFINITY,
  responseLimit: Number.POSITIVE_INFINITY,
  reuses: (idle, closed) => !closed && idle < 20_000,
  caches: false,
  failureStatus: 502,
  ipv6: true,
  tls: {
    minVersion: 'TLSv1.2',
    maxVersion: 'TLSv1.3',
    // Mozilla's intermediate profile, as far as OpenSSL 3 names it.
    ciphers: 'TLS_AES_128_GCM_SHA256:TLS_AES_256_GCM_SHA384:ECDHE+AESGCM:ECDHE+CHACHA20',
    protocols: ['h2', 'http/1.1'],
  },
};

/** The right behaviour, with some of it replaced. */
export const behaviour = (fault: Partial<Behaviour> = {}): Behaviour => ({ ...correct, ...fault });
