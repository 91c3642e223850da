/**
 * The request target: its parts, and the paths Jetty refuses.
 *
 * URI compliance is Jetty's `LEGACY` (jetty-http `UriCompliance.java`, `HttpURI.java`). No URL class
 * is used anywhere: they resolve, decode and re-encode, which is what the double has to notice.
 */

import { Refusal } from './refusal.ts';

export interface RequestTarget {
  /** Path as received; `*` for `OPTIONS *`. */
  path: string;
  /** Query without its question mark, or null when there is none. */
  query: string | null;
}

/** Splits origin-form and absolute-form (RFC 9112 section 3.2); the authority is dropped. */
export const splitTarget = (target: string): RequestTarget => {
  const origin = target.replace(/^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i, '');
  const [beforeFragment = ''] = origin.split('#', 1);
  const question = beforeFragment.indexOf('?');
  const path = question === -1 ? beforeFragment : beforeFragment.slice(0, question);
  return {
    path: path === '' ? '/' : path,
    query: question === -1 ? null : beforeFragment.slice(question + 1),
  };
};

/** Percent-decodes once and reads the bytes as UTF-8; null when either is malformed. */
export const decodeUtf8 = (text: string): string | null => {
  if (/%(?![0-9A-Fa-f]{2})/.test(text)) return null;
  const bytes = Buffer.from(
    text.replace(/%(..)/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  );
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
};

/**
 * @param era Jetty 10 let raw illegal characters through.
 * @throws Refusal 400 with Jetty's reason.
 */
export const checkPath = (path: string, era: 'jetty10' | 'jetty12'): void => {
  if (path === '*') return;
  // What the parser itself cannot read ends the connection; what compliance forbids does not.
  if (!path.startsWith('/')) throw new Refusal(400, 'Bad URI', 'drop');
  if (/%(?![0-9A-Fa-f]{2})|%00/.test(path)) throw new Refusal(400, 'Bad Request', 'drop');
  if (resolveSegments(path) === null) throw new Refusal(400, 'Bad Request', 'drop');
  if (era === 'jetty12' && /[|"<>^`{}[\]\\\x00-\x20\x7f-\xff]/.test(path)) {
    throw new Refusal(400, 'Illegal Path Character', 'keep');
  }
  if (/(?:^|\/)(?:\.|%2e){1,2};/i.test(path)) {
    throw new Refusal(400, 'Ambiguous URI path parameter', 'keep');
  }
  if (decodeUtf8(path) === null) throw new Refusal(400, 'Bad UTF-8 encoding', 'keep');
};

/**
 * Raw segments after `.` and `..` (also percent-encoded) are resolved; empty segments stay.
 * Null when the path climbs above the root.
 */
const resolveSegments = (path: string): string[] | null => {
  const segments: string[] = [];
  const raw = path.slice(1).split('/');
  for (const [index, segment] of raw.entries()) {
    const name = segment.replace(/%2e/gi, '.').replace(/;.*/, '');
    const last = index === raw.length - 1;
    if (name === '.') {
      if (last) segments.push('');
    } else if (name === '..') {
      if (segments.pop() === undefined) return null;
      if (last) segments.push('');
    } else {
      segments.push(segment);
    }
  }
  return segments;
};

/**
 * Where a path stands with regard to the context, which Jetty matches on the decoded path, case by
 * case, with `%2F` left encoded.
 *
 * @returns the raw path after the context (begins with a slash); `''` for the context without its
 *   slash; null outside of it.
 */
export const pathInContext = (path: string, contextPath: string): string | null => {
  const wanted = contextPath === '' ? [] : contextPath.slice(1).split('/');
  const segments = resolveSegments(path);
  if (segments === null) return null;
  const matches = wanted.every((name, index) => {
    const segment = segments[index]?.replace(/;.*/, '');
    return segment !== undefined && !/%2f/i.test(segment) && decodeUtf8(segment) === name;
  });
  if (!matches) return null;
  // Without dot segments the rest is cut from what was received, so that Stapler sees it untouched.
  const rest = hasDotSegments(path)
    ? segments.slice(wanted.length)
    : path.slice(1).split('/').slice(wanted.length);
  return rest.length === 0 ? '' : `/${rest.join('/')}`;
};

const hasDotSegments = (path: string): boolean =>
  path.split('/').some((segment) => /^(?:\.|%2e){1,2}(?:;|$)/i.test(segment));
