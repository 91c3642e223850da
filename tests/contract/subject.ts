/** What is held against the contract, and how a check talks to it from both sides. */

import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { CookieJar } from 'tough-cookie';
import type { themes } from '#contract';
import { authority, origin, type Form, type Settings } from '#settings';
import { admin } from '../double/accounts.ts';
import type { ReceivedRequest } from '../double/received-request.ts';
import type { RemoteDouble } from '../double/remote.ts';
import {
  openConnection,
  type Connection,
  type Header,
  type Endpoint,
  type Response,
} from '../wire/client.ts';
import { cookieHeader, storeCookies } from './cookie-jar.ts';

export interface Subject {
  /** The public URL that is really used, port included. */
  readonly settings: Settings;
  readonly form: Form;
  /** Address at which the proxy listens. */
  readonly address: string;
  /** Its IPv6 address, if it has one. */
  readonly address6?: string;
  /** Port of plain HTTP beside an `https` URL; 80 when absent. */
  readonly plainPort?: number;
  /** Port at which the proxy forwards inbound TCP agents, if it does. */
  readonly agentPort?: number;
  /** PEM of the authority that signed the certificate. */
  readonly ca: string;
  /** Address that the proxy sees the client at. */
  readonly clientAddress: string;
  readonly double: RemoteDouble;
  /** Jenkins ends TLS itself: what the proxy cannot see is not its affair. */
  readonly jenkinsTls: boolean;
  /** How long Jenkins keeps an idle connection, in milliseconds; its default of 30 s when absent. */
  readonly idleTimeout?: number;
  /** TLS ends at another proxy in front, which is not the one under test. */
  readonly viaHop?: boolean;
  /** Address of what the server needs elsewhere, such as a sign-in provider. */
  readonly companion?: string;
  /** What the proxy itself asks of its clients, such as the cookie of its sign-in. */
  readonly credentials?: readonly Header[];
  /** Where the proxy under test takes requests of that hop, and the headers with which it speaks. */
  readonly behindHop?: { readonly place: Endpoint; readonly headers: readonly Header[] };
  /** How long a head may take, in milliseconds; 60 s when absent. */
  readonly headLimit?: number;
}

/** @throws an Error that says what was expected and what came. */
export type Check = (subject: Subject) => Promise<void>;

/** A check for each rule of a theme of the contract, and for nothing else. */
export type Checks<Theme extends keyof typeof themes> = Record<keyof (typeof themes)[Theme], Check>;

/** Thrown by a check that has no meaning for this subject. */
export class NotApplicable extends Error {}

/** The proxy's public side, or another port or address of it. */
export const placeOf = (subject: Subject, other: Partial<Endpoint> = {}): Endpoint => ({
  address: subject.address,
  port: subject.settings.port,
  tls: subject.form.tls ? { name: subject.settings.host, authority: subject.ca } : null,
  ...other,
});

/** The plain port that only redirects. */
export const plainPlaceOf = (subject: Subject): Endpoint =>
  placeOf(subject, { port: subject.plainPort ?? 80, tls: null });

/** What a browser says of a request that a page of Jenkins itself makes. */
export const ownPage: Header = ['Sec-Fetch-Site', 'same-origin'];

/** `Authorization` of the administrator's API token, which needs no crumb. */
export const token: Header = [
  'Authorization',
  `Basic ${Buffer.from(`${admin.name}:${admin.apiToken}`).toString('base64')}`,
];

/** `Authorization` of the administrator's password, which needs one. */
export const password: Header = [
  'Authorization',
  `Basic ${Buffer.from(`${admin.name}:${admin.password}`).toString('base64')}`,
];

/** Header that lets the double's list of requests be searched for one of ours. */
export const markName = 'X-Contract-Probe';

export interface Visit {
  readonly method?: string;
  /** Path below the context path, with its query; sent as it is. */
  readonly path: string;
  readonly headers?: readonly Header[];
  readonly body?: Buffer | string;
  readonly jar?: CookieJar;
  /** Elsewhere than the public address. */
  readonly place?: Endpoint;
  /** Waits this long for each piece of the response; 10 s when absent. */
  readonly patience?: number;
}

/** A response, with the mark by which Jenkins' side of it is found. */
export type Visited = Response & { readonly mark: string };

export const targetOf = ({ settings }: Subject, path: string): string => settings.path + path;

const isCookie = ([name]: Header): boolean => name.toLowerCase() === 'cookie';

/** A client has one `Cookie` line: what it sends to the proxy stands there with what is Jenkins'. */
const withCredentials = (
  headers: readonly Header[],
  credentials: readonly Header[],
): readonly Header[] => {
  const cookies = credentials.filter(isCookie).map(([, value]) => value);
  const joined = headers.map((header): Header => {
    if (!isCookie(header) || cookies.length === 0) return header;
    return [header[0], [header[1], ...cookies.splice(0)].join('; ')];
  });
  return [
    ...joined,
    ...(cookies.length === 0 ? [] : ([['Cookie', cookies.join('; ')]] as const)),
    ...credentials.filter((header) => !isCookie(header)),
  ];
};

/** The headers of every request, then those of this one. */
export const headersFor = (
  { settings, credentials = [] }: Subject,
  mark: string,
  own: readonly Header[] = [],
): Header[] => {
  const headers = withCredentials(own, credentials);
  const given = new Set(headers.map(([name]) => name.toLowerCase()));
  const usual: Header[] = [
    ['Host', authority(settings)],
    ['User-Agent', 'contract'],
    ['Accept', '*/*'],
    [markName, mark],
  ];
  return [...usual.filter(([name]) => !given.has(name.toLowerCase())), ...headers];
};

export const makeMark = (): string => randomUUID();

/** One request on a connection of its own. */
export const visit = async (subject: Subject, options: Visit): Promise<Visited> => {
  using connection = await openConnection(options.place ?? placeOf(subject));
  return await visitOver(connection, subject, options);
};

/** One request on a connection that is open already. */
export const visitOver = async (
  connection: Connection,
  subject: Subject,
  { method = 'GET', path, headers = [], body, jar, patience }: Visit,
): Promise<Visited> => {
  if (patience !== undefined) connection.reader.patience(patience);
  const mark = makeMark();
  const target = targetOf(subject, path);
  const url = origin(subject.settings) + target;
  const cookies = jar === undefined ? [] : await cookieHeader(jar, url);
  const sized: Header[] =
    body !== undefined || method === 'POST' || method === 'PUT' || method === 'PATCH'
      ? [['Content-Length', String(Buffer.byteLength(body ?? ''))]]
      : [];
  const response = await connection.exchange(
    {
      method,
      target,
      headers: headersFor(subject, mark, [...sized, ...cookies, ...headers]),
    },
    body,
  );
  if (jar !== undefined) await storeCookies(jar, url, response.headers);
  return { ...response, mark };
};

/** The request that Jenkins received, or null when there is none yet. */
export const lookUp = async (
  { double }: Subject,
  mark: string,
  accepts: (request: ReceivedRequest) => boolean = () => true,
): Promise<ReceivedRequest | null> => {
  const requests = await double.requests();
  const name = markName.toLowerCase();
  return (
    requests.findLast(
      (request) =>
        request.headers.some(([found, value]) => found.toLowerCase() === name && value === mark) &&
        accepts(request),
    ) ?? null
  );
};

/**
 * Jenkins' side of a request; waits a little for it to be complete.
 * @throws when Jenkins never received it.
 */
export const receivedBy = async (
  subject: Subject,
  mark: string,
  accepts: (request: ReceivedRequest) => boolean = () => true,
): Promise<ReceivedRequest> => {
  const deadline = Date.now() + 3_000;
  for (;;) {
    const request = await lookUp(subject, mark, accepts);
    if (request !== null) return request;
    if (Date.now() > deadline) throw new Error('Jenkins received no such request');
    await wait(25);
  }
};

/** Jenkins' side of a response that has arrived. */
export const receivedFor = async (
  subject: Subject,
  { mark, status }: Visited,
): Promise<ReceivedRequest> => {
  const request = await lookUp(subject, mark);
  if (request !== null) return request;
  throw new Error(`expected the request to reach Jenkins, but the proxy answered ${status} itself`);
};
