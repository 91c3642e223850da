import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'playwright/test';
import { basePathOf, type Place, type RunCheckId } from '../../content/hosting/index.ts';
import { cacheControl, securityHeaders } from '../../core/policy/headers.ts';
import type { CommandResult } from '../lab/job.ts';
import { readAnswer, type Answer } from './answer.ts';
import { dist, type Asked } from './hosting-job.ts';

/** What is asked of a server and what must come back; `holds` throws when it does not. */
interface Check {
  readonly asked: Asked;
  readonly holds: (answer: Answer, base: string) => void;
}

const read = (path: string): Buffer => readFileSync(join(dist, path));

/** The first file of a folder of the built site with an ending, as its path. */
const someFile = (folder: string, ending: string): string => {
  const name = readdirSync(join(dist, folder)).find((each) => each.endsWith(ending));
  if (name === undefined) throw new Error(`No *${ending} in ${folder} of the built site.`);
  return `/${folder}/${name}`;
};

const style = someFile('_astro', '.css');
const script = someFile('_astro', '.js');
const fragment = someFile('pagefind/fragment', '.pf_fragment');
const archive = someFile('.', '.tar.gz').replace('/./', '/');
const example = '/examples/en/nginx/https-host/jenkins.conf';

const directives = ({ headers }: Answer): string[] =>
  (headers.get('cache-control') ?? '').split(/,\s*/).toSorted();

const hashed = cacheControl.hashed.split(', ').toSorted();

const hasHeaders = ({ headers }: Answer): void => {
  const sent = Object.keys(securityHeaders).map((name) => [name, headers.get(name)]);
  expect(Object.fromEntries(sent)).toEqual(securityHeaders);
};

/** The bytes of a file of the build; a difference is told in few words. */
const isFile = ({ body }: Answer, path: string): void => {
  expect(body.equals(read(path)), `the bytes are those of ${path}`).toBe(true);
};

const isMissing = (answer: Answer, page: string): void => {
  expect(answer.status).toBe(404);
  isFile(answer, page);
  expect(answer.headers.get('content-type')).toMatch(/^text\/html\b/);
  expect(directives(answer)).not.toContain('immutable');
  hasHeaders(answer);
};

export const checks: Readonly<Record<RunCheckId, Check>> = {
  page: {
    asked: { path: '/fr/nginx/', headers: ['Accept-Encoding: identity'] },
    holds: (answer) => {
      expect(answer.status).toBe(200);
      isFile(answer, 'fr/nginx/index.html');
      expect(answer.headers.get('content-type')).toMatch(/^text\/html; ?charset=utf-8$/i);
      expect(directives(answer)).toEqual([cacheControl.other]);
      hasHeaders(answer);
    },
  },
  compression: {
    asked: { path: '/en/nginx/', headers: ['Accept-Encoding: gzip, br'] },
    holds: (answer) => {
      expect(answer.headers.get('content-encoding')).toMatch(/^(?:br|gzip)$/);
      expect(answer.headers.get('vary')).toMatch(/accept-encoding/i);
      isFile(answer, 'en/nginx/index.html');
      hasHeaders(answer);
    },
  },
  uncompressed: {
    // After the compressed answer for the same address, which a cache may have kept.
    asked: { path: '/en/nginx/' },
    holds: (answer) => {
      expect(answer.headers.get('content-encoding')).toBeNull();
      isFile(answer, 'en/nginx/index.html');
    },
  },
  unchanged: {
    asked: { path: '/en/nginx/', headers: ['Accept-Encoding: gzip'], again: true },
    holds: (answer) => {
      expect(answer.status).toBe(304);
      expect(answer.body).toHaveLength(0);
      hasHeaders(answer);
    },
  },
  asset: {
    asked: { path: style, headers: ['Accept-Encoding: gzip'] },
    holds: (answer) => {
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toMatch(/^text\/css\b/);
      expect(answer.headers.get('content-encoding')).toBe('gzip');
      expect(directives(answer)).toEqual(hashed);
      isFile(answer, style);
      hasHeaders(answer);
    },
  },
  script: {
    asked: { path: script, headers: ['Accept-Encoding: gzip'] },
    holds: (answer) => {
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-type')).toMatch(/^(?:text|application)\/javascript\b/);
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
      isFile(answer, script);
    },
  },
  'search-index': {
    asked: { path: fragment, headers: ['Accept-Encoding: gzip, br'] },
    holds: (answer) => {
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-encoding')).toBeNull();
      expect(directives(answer)).toEqual(hashed);
      isFile(answer, fragment);
    },
  },
  archive: {
    asked: { path: archive, headers: ['Accept-Encoding: gzip, br'] },
    holds: (answer) => {
      expect(answer.status).toBe(200);
      expect(answer.headers.get('content-encoding')).toBeNull();
      isFile(answer, archive);
    },
  },
  'missing-asset': {
    asked: { path: '/_astro/gone.js' },
    holds: (answer) => {
      expect(answer.status).toBe(404);
      expect(directives(answer)).not.toContain('max-age=31536000');
    },
  },
  'not-found-french': {
    asked: { path: '/fr/rien/du/tout' },
    holds: (answer) => {
      isMissing(answer, 'fr/404.html');
    },
  },
  'not-found-english': {
    asked: { path: '/en/nothing/' },
    holds: (answer) => {
      isMissing(answer, 'en/404.html');
    },
  },
  'not-found': {
    asked: { path: '/nothing' },
    holds: (answer) => {
      isMissing(answer, '404.html');
    },
  },
  'no-listing': {
    asked: { path: '/examples/' },
    holds: ({ status, body }) => {
      expect([403, 404]).toContain(status);
      expect(body.toString()).not.toContain('manifest.json');
    },
  },
  'final-slash': {
    asked: { path: '/fr/nginx?x=1' },
    holds: ({ status, headers }, base) => {
      expect([301, 308]).toContain(status);
      expect(new URL(headers.get('location') ?? '', 'https://docs.example.com').href).toMatch(
        new RegExp(`^https://docs\\.example\\.com${base}/fr/nginx/(?:\\?x=1)?$`),
      );
    },
  },
  configuration: {
    asked: { path: example },
    holds: (answer) => {
      expect(answer.headers.get('content-type')).toMatch(/^text\/plain; ?charset=utf-8$/i);
      isFile(answer, example);
    },
  },
  'markdown-copy': {
    asked: { path: '/fr/nginx/index.md' },
    holds: ({ headers }) => {
      expect(headers.get('content-type')).toMatch(/^text\/markdown; ?charset=utf-8$/i);
    },
  },
  outside: {
    asked: { path: '/../../etc/passwd' },
    holds: ({ status, body }) => {
      expect([400, 403, 404]).toContain(status);
      expect(body.toString()).not.toContain('root:');
    },
  },
  'to-https': {
    asked: { path: '/fr/?x=1', scheme: 'http' },
    holds: ({ status, headers }, base) => {
      expect(status).toBe(308);
      expect(headers.get('location')).toBe(`https://docs.example.com${base}/fr/?x=1`);
    },
  },
  http2: {
    asked: { path: '/en/nginx/' },
    holds: ({ protocol }) => {
      expect(protocol).toBe('HTTP/2');
    },
  },
};

export const checkIds = Object.keys(checks) as RunCheckId[];

/** The requests of every check, in their order. */
export const everyAsked = (place: Place): Asked[] =>
  checkIds.map((id) => {
    const { asked } = checks[id];
    return { ...asked, path: basePathOf(place) + asked.path };
  });

/** Why checks do not hold, by their id, given the answers in the order of `everyAsked`. */
export const failuresIn = (
  outputs: readonly CommandResult[],
  place: Place,
): Partial<Record<RunCheckId, string>> => {
  const failures: Partial<Record<RunCheckId, string>> = {};
  checkIds.forEach((id, index) => {
    const output = outputs[index];
    try {
      if (output === undefined) throw new Error('no answer');
      checks[id].holds(readAnswer(output), basePathOf(place));
    } catch (error) {
      failures[id] = String(error);
    }
  });
  return failures;
};
