import { CookieJar } from 'tough-cookie';
import { origin } from '#settings';
import { headerValue, headerValues, openConnection, type Header } from '../../wire/client.ts';
import type { Subject } from '../../contract/subject.ts';
import { providerName } from './provider.ts';

/** One step of the way through the sign-in. */
export interface Step {
  readonly status: number;
  readonly url: string;
}

export interface SignedIn {
  readonly jar: CookieJar;
  /** Every address that was asked for, with what it answered; the last is no redirect. */
  readonly steps: readonly Step[];
}

/** What a browser sends when somebody opens an address. */
const accept: Header = ['Accept', 'text/html,application/xhtml+xml,*/*;q=0.8'];

/** One request to any name of the lab; the target is sent as it stands in the URL. */
const get = async (
  { ca, address, companion = address }: Subject,
  place: string,
  jar: CookieJar,
  headers: readonly Header[],
  provider: string,
): Promise<{ status: number; location: string | null; text: string }> => {
  const url = new URL(place);
  using connection = await openConnection({
    address: url.hostname === provider ? companion : address,
    port: url.port === '' ? 443 : Number(url.port),
    tls: { name: url.hostname, authority: ca },
  });
  const cookies = await jar.getCookieString(place);
  const response = await connection.exchange({
    method: 'GET',
    target: place.slice(url.origin.length) || '/',
    headers: [
      ['Host', url.host],
      ...headers,
      ...(cookies === '' ? [] : ([['Cookie', cookies]] as const)),
    ],
  });
  for (const line of headerValues(response.headers, 'Set-Cookie')) await jar.setCookie(line, place);
  return {
    status: response.status,
    location: headerValue(response.headers, 'Location'),
    text: response.text,
  };
};

/**
 * Opens an address and follows every redirect with a real cookie jar, as a browser does.
 *
 * @param stop Ends the way at an address that starts so, without asking for it.
 * @throws when it goes on for more than fifteen steps.
 */
export const follow = async (
  subject: Subject,
  from: string,
  { jar = new CookieJar(), stop }: { jar?: CookieJar; stop?: string } = {},
): Promise<SignedIn & { readonly last: string }> => {
  const steps: Step[] = [];
  const provider = providerName(subject.settings);
  let url = from;
  for (;;) {
    if (stop !== undefined && url.startsWith(stop)) return { jar, steps, last: url };
    const { status, location } = await get(subject, url, jar, [accept], provider);
    steps.push({ status, url });
    if (status < 300 || status > 399 || location === null) return { jar, steps, last: url };
    if (steps.length > 15) throw new Error(`the sign-in does not end: ${JSON.stringify(steps)}`);
    url = location.startsWith('/') ? new URL(url).origin + location : location;
  }
};

/** A browser that has signed in, by the cookie that it then sends to Jenkins' address. */
export const signedIn = async (subject: Subject): Promise<readonly Header[]> => {
  const home = `${origin(subject.settings)}${subject.settings.path}/`;
  const { jar, steps } = await follow(subject, home);
  const cookie = await jar.getCookieString(home);
  // Jenkins' own cookies are each check's.
  const own = cookie.split('; ').filter((pair) => pair.startsWith('_pomerium'));
  if (own.length === 0) throw new Error(`nobody was signed in: ${JSON.stringify(steps)}`);
  return [['Cookie', own.join('; ')]];
};

/** Where a program waits for its token; nothing listens there, the address alone is read. */
const callback = 'http://localhost:9999/callback';

/**
 * The token of somebody who signed in for a program (Pomerium's “programmatic access”).
 * @throws when the way does not end at the program.
 */
export const programToken = async (subject: Subject): Promise<string> => {
  const begin = `${origin(subject.settings)}/.pomerium/api/v1/login?pomerium_redirect_uri=${encodeURIComponent(callback)}`;
  const jar = new CookieJar();
  const provider = providerName(subject.settings);
  const { text, status } = await get(subject, begin, jar, [['Accept', '*/*']], provider);
  if (status !== 200) throw new Error(`the sign-in for programs answered ${status}: ${text}`);
  const { last, steps } = await follow(subject, text.trim(), { jar, stop: callback });
  const token = URL.canParse(last) ? new URL(last).searchParams.get('pomerium_jwt') : null;
  if (token === null) throw new Error(`no token at ${last}: ${JSON.stringify(steps)}`);
  return token;
};
