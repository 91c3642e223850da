import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { locales } from '#i18n';
import { cacheControl, securityHeaders } from '../../src/headers.ts';
import { basePathOf, hostingIds, places } from '../../content/hosting/index.ts';
import { hostingFiles } from '../../src/hosting/published.ts';
import { runPhases } from '../proxies/lab/run.ts';
import { readAnswer, type Answer } from './answer.ts';
import { dist, hostingJob, type Asked } from './hosting-job.ts';

/** Where each run leaves its part of the record; `scripts/record-hosting.ts` joins them. */
const fragments = 'test-results/hosting';

const asset = `/_astro/${readdirSync(join(dist, '_astro')).find((name) => name.endsWith('.css')) ?? ''}`;
const example = '/examples/en/nginx/https-host/jenkins.conf';
const read = (path: string): string => readFileSync(join(dist, path), 'utf8');

const directives = (answer: Answer): string[] =>
  (answer.headers.get('cache-control') ?? '').split(/,\s*/).toSorted();

const hasHeaders = ({ headers }: Answer): void => {
  for (const [name, value] of Object.entries(securityHeaders)) {
    expect.soft(headers.get(name), name).toBe(value);
  }
};

/** What is asked of every server, and what must come back. */
const checks: Readonly<
  Record<string, { asked: Asked; holds: (answer: Answer, base: string) => void }>
> = {
  page: {
    asked: { path: '/fr/nginx/', headers: ['Accept-Encoding: identity'] },
    holds: (answer) => {
      expect.soft(answer.status).toBe(200);
      expect.soft(answer.body).toBe(read('fr/nginx/index.html'));
      expect.soft(answer.headers.get('content-type')).toMatch(/^text\/html; ?charset=utf-8$/i);
      expect.soft(directives(answer)).toEqual([cacheControl.other]);
      hasHeaders(answer);
    },
  },
  compression: {
    asked: { path: '/en/nginx/', headers: ['Accept-Encoding: gzip, br'] },
    holds: (answer) => {
      expect.soft(answer.headers.get('content-encoding')).toMatch(/^(?:br|gzip)$/);
      expect.soft(answer.headers.get('vary')).toMatch(/accept-encoding/i);
      expect.soft(answer.body).toBe(read('en/nginx/index.html'));
    },
  },
  asset: {
    asked: { path: asset, headers: ['Accept-Encoding: gzip'] },
    holds: (answer) => {
      expect.soft(answer.status).toBe(200);
      expect.soft(answer.headers.get('content-encoding')).toBe('gzip');
      expect.soft(directives(answer)).toEqual(cacheControl.hashed.split(', ').toSorted());
      expect.soft(answer.body).toBe(read(asset));
      hasHeaders(answer);
    },
  },
  'missing-asset': {
    asked: { path: '/_astro/gone.js' },
    holds: (answer) => {
      expect.soft(answer.status).toBe(404);
      expect.soft(directives(answer)).not.toContain('max-age=31536000');
    },
  },
  'not-found-french': {
    asked: { path: '/fr/rien/du/tout' },
    holds: (answer) => {
      expect.soft(answer.status).toBe(404);
      expect.soft(answer.body).toBe(read('fr/404.html'));
      hasHeaders(answer);
    },
  },
  'not-found-english': {
    asked: { path: '/en/nothing/' },
    holds: (answer) => {
      expect.soft(answer.status).toBe(404);
      expect.soft(answer.body).toBe(read('en/404.html'));
    },
  },
  'not-found': {
    asked: { path: '/nothing' },
    holds: (answer) => {
      expect.soft(answer.status).toBe(404);
      expect.soft(answer.body).toBe(read('404.html'));
    },
  },
  'no-listing': {
    asked: { path: '/examples/' },
    holds: ({ status, body }) => {
      expect.soft([403, 404]).toContain(status);
      expect.soft(body).not.toContain('manifest.json');
    },
  },
  'final-slash': {
    asked: { path: '/fr/nginx?x=1' },
    holds: ({ status, headers }, base) => {
      expect.soft(status).toBe(301);
      expect
        .soft(new URL(headers.get('location') ?? '', 'https://docs.example.com').href)
        .toMatch(new RegExp(`^https://docs\\.example\\.com${base}/fr/nginx/(?:\\?x=1)?$`));
    },
  },
  configuration: {
    asked: { path: example },
    holds: (answer) => {
      expect.soft(answer.headers.get('content-type')).toMatch(/^text\/plain; ?charset=utf-8$/i);
      expect.soft(answer.body).toBe(read(example));
    },
  },
  'markdown-copy': {
    asked: { path: '/fr/nginx/index.md' },
    holds: ({ headers }) =>
      expect.soft(headers.get('content-type')).toMatch(/^text\/markdown; ?charset=utf-8$/i),
  },
  outside: {
    asked: { path: '/../../etc/passwd' },
    holds: ({ status, body }) => {
      expect.soft([400, 403, 404]).toContain(status);
      expect.soft(body).not.toContain('root:');
    },
  },
  'to-https': {
    asked: { path: '/fr/?x=1', scheme: 'http' },
    holds: ({ status, headers }, base) => {
      expect.soft(status).toBe(308);
      expect.soft(headers.get('location')).toBe(`https://docs.example.com${base}/fr/?x=1`);
    },
  },
};

/** Lines that tell of an address that is not there, which is asked for on purpose. */
const ofARequest =
  /\(2: No such file or directory\)|directory index of .* is forbidden|AH01276: |AH10244: /;

for (const id of hostingIds) {
  test(`${id} serves the built site as published`, async () => {
    const asked = (base: string): Asked[] =>
      Object.values(checks).map((check) => ({ ...check.asked, path: base + check.asked.path }));
    const jobs = places.map((place) => hostingJob(id, place, 'en', asked(basePathOf(place))));
    for (const [index, place] of places.entries()) {
      const job = jobs[index];
      if (job === undefined) continue;
      const french = { ...hostingJob(id, place, 'fr', []), syntaxOnly: true };
      const [checked, result] = await runPhases([french, job]);
      expect(checked?.failure ?? '').toBe('');
      expect(result?.failure ?? '', Object.values(result?.logs ?? {}).join('\n')).toBe('');
      const unexpected = result?.trouble.filter((line) => !ofARequest.test(line));
      expect(unexpected).toEqual([]);
      Object.entries(checks).forEach(([name, { holds }], number) => {
        const output = result?.commands[number];
        if (output === undefined) throw new Error(`No answer to “${name}”.`);
        const before = test.info().errors.length;
        holds(readAnswer(output), basePathOf(place));
        if (test.info().errors.length > before) console.error(`${id}/${place}: ${name} failed`);
      });
      if (test.info().errors.length > 0 || result === undefined) continue;
      mkdirSync(fragments, { recursive: true });
      const files = locales.flatMap((locale) => hostingFiles(id, place, locale));
      writeFileSync(
        join(fragments, `${id}__${place}.json`),
        JSON.stringify({
          id,
          place,
          version: result.version,
          system: result.system,
          files: Object.fromEntries(files.map(({ path, sha256 }) => [path, sha256])),
          checks: Object.keys(checks),
        }),
      );
    }
  });
}
