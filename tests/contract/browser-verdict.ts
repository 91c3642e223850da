/**
 * What a browser makes of the reverse proxy check: not Jenkins' opinion, but whether the warning
 * stays hidden. Emulates the script of the Manage page (`ReverseProxySetupMonitor/resources.js`) and
 * the rules a browser puts on it: Referrer-Policy, cookies, same origin, no https to http, GET after 302.
 */

import { origin } from '#settings';
import { headerValue, headerValues, type Header } from '../wire/client.ts';
import { expectStatus } from './expectations.ts';
import { signIn } from './session.ts';
import { lookUp, visit, type Subject } from './subject.ts';

export type Verdict =
  | { readonly warning: false }
  | {
      readonly warning: true;
      /** Whether the warning says that the root URL lacks the context path. */
      readonly contextPath: boolean;
      /** What the developer tools would show. */
      readonly because: string;
    };

/** The last policy of the list that this knows (Referrer Policy, section 8.1); browsers' default else. */
const referrerPolicy = (headers: readonly Header[]): string => {
  const known = new Set([
    'no-referrer',
    'no-referrer-when-downgrade',
    'same-origin',
    'origin',
    'strict-origin',
    'origin-when-cross-origin',
    'strict-origin-when-cross-origin',
    'unsafe-url',
  ]);
  const named = headerValues(headers, 'Referrer-Policy')
    .flatMap((value) => value.split(','))
    .map((value) => value.trim().toLowerCase())
    .filter((value) => known.has(value));
  return named.at(-1) ?? 'strict-origin-when-cross-origin';
};

/** `Referer` of a same-origin request from a page. */
const referer = (policy: string, page: URL): Header[] => {
  if (policy === 'no-referrer') return [];
  const onlyOrigin = policy === 'origin' || policy === 'strict-origin';
  return [['Referer', onlyOrigin ? `${page.origin}/` : page.href]];
};

const attribute = (page: string, name: string): string | undefined =>
  new RegExp(`\\b${name}="([^"]*)"`).exec(page)?.[1];

/**
 * Signs in, opens the Manage page and runs its check.
 * @throws when there is no Manage page to open.
 */
export const browserVerdict = async (subject: Subject): Promise<Verdict> => {
  const jar = await signIn(subject);
  const { settings } = subject;
  const page = await visit(subject, { path: '/manage/', jar });
  expectStatus(page, 200);
  const pageUrl = new URL(`${origin(settings)}${settings.path}/manage/`);
  const script = attribute(page.text, 'data-url');
  const context = attribute(page.text, 'data-context') ?? '';
  if (script === undefined) throw new Error('the Manage page has no data-url for its check');
  const from = referer(referrerPolicy(page.headers), pageUrl);
  const crumb: Header[] = [['Jenkins-Crumb', attribute(page.text, 'data-crumb-value') ?? '']];

  /** A path that a script of the page asks for, in the form that `visit` takes. */
  const below = (path: string): string => {
    if (!path.startsWith(settings.path)) throw new Error(`${path} is outside the context path`);
    return path.slice(settings.path.length);
  };

  /** One `fetch` of the script; undefined when it ends with 200 from Jenkins. */
  const attempt = async (body: string): Promise<string | undefined> => {
    const posted = await visit(subject, {
      method: 'POST',
      path: below(script),
      headers: [
        ['Origin', pageUrl.origin],
        ['Cache-Control', 'no-cache'],
        ...(body === '' ? [] : ([['Content-Type', 'application/x-www-form-urlencoded']] as const)),
        ...crumb,
        ...from,
      ],
      body,
      jar,
    });
    const asked = await lookUp(subject, posted.mark);
    if (asked === null) return `${posted.status} came from something else than Jenkins`;
    if (![301, 302, 303, 307, 308].includes(posted.status)) {
      return `status ${posted.status} in place of a redirect`;
    }
    const location = headerValue(posted.headers, 'Location') ?? '';
    const next = new URL(location, new URL(script, pageUrl));
    if (pageUrl.protocol === 'https:' && next.protocol === 'http:') {
      return `mixed content: redirect to ${next.href}`;
    }
    if (next.origin !== pageUrl.origin) return `blocked by CORS: redirect to ${next.href}`;
    // The target as the server wrote it: an URL object would tidy it up.
    const target = location.startsWith('/') ? location : location.slice(next.origin.length);
    if (!target.startsWith(`${settings.path}/`)) {
      const { status } = await visit(
        { ...subject, settings: { ...settings, path: '' } },
        { path: target, headers: [...crumb, ...from], jar },
      );
      return `status ${status} for ${target}, outside the context path`;
    }
    const followed = await visit(subject, {
      path: below(target),
      headers: [...crumb, ...from],
      jar,
    });
    if ((await lookUp(subject, followed.mark)) === null) {
      return `${followed.status} for ${target} came from something else than Jenkins`;
    }
    return followed.status === 200
      ? undefined
      : `status ${followed.status} for ${target}: ${/<h2>([^<]*)<\/h2>/.exec(followed.text)?.[1] ?? ''}`;
  };

  const because = await attempt('');
  if (because === undefined) return { warning: false };
  const contextPath = context !== '' && (await attempt('testWithContext=true')) === undefined;
  return { warning: true, contextPath, because };
};
