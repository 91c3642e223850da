/** A browser's cookies by tough-cookie (RFC 6265), which knows nothing of the double's own. */

import { Cookie, type CookieJar } from 'tough-cookie';
import { headerValues, type Header } from '../wire/message.ts';

/** The cookies of a response's `Set-Cookie` lines; lines that are none are left out. */
export const setCookies = (headers: readonly Header[]): Cookie[] =>
  headerValues(headers, 'Set-Cookie').flatMap((line) => Cookie.parse(line) ?? []);

/** Takes the cookies of a response to a request for `url`; what a browser refuses is left out. */
export const storeCookies = async (
  jar: CookieJar,
  url: string,
  headers: readonly Header[],
): Promise<void> => {
  for (const line of headerValues(headers, 'Set-Cookie')) {
    await jar.setCookie(line, url, { ignoreError: true });
  }
};

/** The `Cookie` line of a request for `url`, or none. */
export const cookieHeader = async (jar: CookieJar, url: string): Promise<Header[]> => {
  const cookies = await jar.getCookieString(url);
  return cookies === '' ? [] : [['Cookie', cookies]];
};
