/** As much of a browser's cookie store as one host needs (RFC 6265 section 5). */

import { headerValues, type Header } from './client.ts';

export interface SetCookie {
  readonly name: string;
  readonly value: string;
  /** Attribute names in lower case; a flag without a value has the empty string. */
  readonly attributes: ReadonlyMap<string, string>;
}

export const parseSetCookie = (line: string): SetCookie => {
  const [pair = '', ...attributes] = line.split(';');
  const split = (text: string): [string, string] => {
    const equals = text.indexOf('=');
    return equals === -1
      ? [text.trim(), '']
      : [text.slice(0, equals).trim(), text.slice(equals + 1).trim()];
  };
  const [name, value] = split(pair);
  return {
    name,
    value,
    attributes: new Map(
      attributes.map((text) => {
        const [attribute, setting] = split(text);
        return [attribute.toLowerCase(), setting];
      }),
    ),
  };
};

const pathMatches = (path: string, cookiePath: string): boolean =>
  path === cookiePath || path.startsWith(cookiePath.endsWith('/') ? cookiePath : `${cookiePath}/`);

export interface CookieJar {
  /** Takes the Set-Cookie lines of a response; what a browser refuses is left out. */
  readonly store: (responseHeaders: readonly Header[], requestPath: string) => void;
  /** The Cookie line for a path, or none. */
  readonly header: (path: string) => Header[];
  readonly names: () => string[];
}

/** @param tls whether the jar's requests go over TLS: `Secure` cookies exist there only. */
export const makeCookieJar = (tls: boolean): CookieJar => {
  const cookies = new Map<string, { value: string; path: string }>();
  return {
    store: (responseHeaders, requestPath) => {
      for (const line of headerValues(responseHeaders, 'Set-Cookie')) {
        const { name, value, attributes } = parseSetCookie(line);
        if (attributes.has('secure') && !tls) continue;
        const given = attributes.get('path') ?? '';
        const path = given.startsWith('/')
          ? given
          : requestPath.slice(0, requestPath.lastIndexOf('/')) || '/';
        const expired =
          Number(attributes.get('max-age') ?? 1) <= 0 ||
          Date.parse(attributes.get('expires') ?? '') < Date.now();
        if (expired) cookies.delete(name);
        else cookies.set(name, { value, path });
      }
    },
    header: (path) => {
      const sent = [...cookies].filter(([, cookie]) => pathMatches(path, cookie.path));
      return sent.length === 0
        ? []
        : [['Cookie', sent.map(([name, { value }]) => `${name}=${value}`).join('; ')]];
    },
    names: () => [...cookies.keys()],
  };
};
