import { expect, test } from 'playwright/test';
import { toText } from '#conf';
import { sampleSettings } from '#settings';
import { servers } from '#servers';
import { places } from '../../content/hosting/index.ts';
import {
  cacheControlOf,
  contentSecurityPolicy,
  securityHeaders,
} from '../../core/policy/headers.ts';
import { hostFiles } from '../../src/publish/hosts/header-files.ts';
import { hostingSettings } from '../../content/servers/published-hosting.ts';
import { expires, reviewed, securityText } from '../../src/publish/hosts/security-text.ts';

const hashed = '/_astro/page.abc.js';

/** Headers that `_headers` gives a path, a header named twice joined as hosts do. */
const givenBy = (text: string, path: string): Record<string, string> => {
  const given: Record<string, string> = {};
  for (const rule of text.trimEnd().split('\n\n')) {
    const [pattern = '', ...lines] = rule.split('\n');
    if (!path.startsWith(pattern.replace(/\*$/, ''))) continue;
    for (const line of lines) {
      const [, name = '', value = ''] = /^ {2}([\w-]+): (.+)$/.exec(line) ?? [];
      given[name] = given[name] === undefined ? value : `${given[name]}, ${value}`;
    }
  }
  return given;
};

for (const base of ['', '/docs']) {
  test(`_headers says what the site's own server sends, below “${base}/”`, () => {
    const { _headers: text = '' } = hostFiles(base);
    expect(givenBy(text, `${base}/fr/nginx/`)).toEqual(securityHeaders);
    expect(givenBy(text, base + hashed)).toEqual({
      ...securityHeaders,
      'Cache-Control': cacheControlOf(hashed),
    });
  });

  test(`vercel.json says the same, below “${base}/”`, () => {
    const { headers } = JSON.parse(hostFiles(base)['vercel.json'] ?? '') as {
      headers: { source: string; headers: { key: string; value: string }[] }[];
    };
    const given = (path: string) =>
      Object.fromEntries(
        headers
          .filter(({ source }) => new RegExp(`^${source}$`).test(path))
          .flatMap((rule) => rule.headers.map(({ key, value }) => [key, value])),
      );
    for (const path of ['/fr/nginx/', hashed, '/pagefind/index/fr_1.pf_index']) {
      expect(given(base + path)).toEqual({
        ...securityHeaders,
        'Cache-Control': cacheControlOf(path),
      });
    }
  });
}

test('the policy of the headers is that of the pages, and forbids frames', () => {
  expect(securityHeaders['Content-Security-Policy']).toBe(
    `${contentSecurityPolicy}; frame-ancestors 'none'`,
  );
  expect(contentSecurityPolicy).not.toContain('unsafe-inline');
});

/** Blocks of `_headers`: a path, then its headers, each line indented. */
const blocksOf = (text: string): { path: string; headers: [string, string][] }[] =>
  text
    .trimEnd()
    .split('\n\n')
    .map((block) => {
      const [path = '', ...given] = block.split('\n');
      return {
        path,
        headers: given.map((line) => {
          const [, name, value] = /^ {2}([!#$%&'*+.^\w`|~-]+): (\S.*\S|\S)$/.exec(line) ?? [];
          if (name === undefined || value === undefined) throw new Error(`“${line}” is no header.`);
          return [name, value];
        }),
      };
    });

/** Names that Netlify does not let a file set (“Custom headers”, limitations). */
const reserved =
  /^(?:accept-ranges|age|allow|alt-svc|connection|content-encoding|content-length|content-range|date|location|server|set-cookie|trailer|transfer-encoding|upgrade)$/i;

test('_headers keeps to what Cloudflare Pages and Netlify document', () => {
  for (const base of ['', '/docs']) {
    const { _headers: text = '' } = hostFiles(base);
    const blocks = blocksOf(text);
    // Cloudflare Pages, “Headers”: 100 rules, 2,000 characters a line, one `*` a path.
    expect(blocks.length).toBeLessThanOrEqual(100);
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(2000);
    for (const { path, headers } of blocks) {
      expect(path).toMatch(/^\/[^\s*:]*\*?$/);
      expect(headers.length).toBeGreaterThan(0);
      for (const [name, value] of headers) {
        expect(name).not.toMatch(reserved);
        expect(value).toMatch(/^[\x20-\x7e]+$/);
      }
    }
  }
});

test('_redirects keeps to what is documented', () => {
  for (const base of ['', '/docs']) {
    const rules = (hostFiles(base)['_redirects'] ?? '').trimEnd().split('\n');
    // Cloudflare Pages, “Redirects”: 100 rules with a `*`, 1,000 characters each.
    expect(rules.length).toBeLessThanOrEqual(100);
    for (const rule of rules) {
      expect(rule.length).toBeLessThanOrEqual(1000);
      // Netlify, “Redirect options”: a 404 shows the page without a redirect. Cloudflare Pages
      // knows no such status and leaves the rule out; it looks for the nearest 404.html itself.
      expect(rule).toMatch(/^\/\S*\* \/\S+\.html 404$/);
    }
  }
});

/** The part of Vercel's schema of `vercel.json` that the file uses (`@vercel/routing-utils`). */
const vercelProblems = (text: string): string[] => {
  const { trailingSlash, headers, ...rest } = JSON.parse(text) as Record<string, unknown>;
  const problems = Object.keys(rest).map((name) => `“${name}” is not used here`);
  const must = (holds: boolean, what: string): void => void (holds || problems.push(what));
  const isText = (value: unknown, most: number): boolean =>
    typeof value === 'string' && value.length <= most;
  const onlyHas = (value: object, ...names: string[]): boolean =>
    Object.keys(value).toSorted().join() === names.toSorted().join();
  must(typeof trailingSlash === 'boolean', 'trailingSlash is no boolean');
  const rules = Array.isArray(headers) ? (headers as Record<string, unknown>[]) : [];
  must(rules.length > 0 && rules.length <= 2048, 'headers: 1 to 2048 rules');
  for (const rule of rules) {
    const given = Array.isArray(rule['headers'])
      ? (rule['headers'] as Record<string, unknown>[])
      : [];
    must(onlyHas(rule, 'source', 'headers'), 'a rule has source and headers');
    must(isText(rule['source'], 4096), 'source: up to 4096 characters');
    must(given.length > 0 && given.length <= 1024, 'a rule has 1 to 1024 headers');
    for (const header of given) {
      must(onlyHas(header, 'key', 'value'), 'a header has key and value');
      must(isText(header['key'], 4096), 'key: up to 4096 characters');
      must(isText(header['value'], 32_768), 'value: up to 32768 characters');
    }
  }
  return problems;
};

test('vercel.json keeps to the schema of Vercel', () => {
  for (const base of ['', '/docs']) {
    expect(vercelProblems(hostFiles(base)['vercel.json'] ?? '')).toEqual([]);
  }
  expect(
    vercelProblems('{"trailingSlash":"yes","headers":[{"source":"/","headers":[{}]}]}'),
  ).toEqual(expect.arrayContaining(['trailingSlash is no boolean', 'a header has key and value']));
  expect(vercelProblems('{"trailingSlash":true,"header":[]}')).toContain(
    '“header” is not used here',
  );
});

test('the files of real servers hold no value of the reader', () => {
  const own = { ...sampleSettings('http-path'), host: 'ci.example.org', upstreamPort: 9999 };
  for (const [id, { hosting }] of Object.entries(servers)) {
    const contents = places.flatMap((place) => hosting.render(place).files);
    for (const { content, install } of contents) {
      const text = toText(content, hostingSettings, 'en');
      expect(toText(content, own, 'en'), `${id}: ${install}`).toBe(text);
    }
  }
});

test('the files of real servers hold the headers of the site', () => {
  for (const [id, { hosting }] of Object.entries(servers)) {
    for (const place of places) {
      const text = hosting
        .render(place)
        .files.map(({ content }) => toText(content, hostingSettings, 'en'))
        .join('\n');
      for (const [name, value] of Object.entries(securityHeaders)) {
        const written = id === 'iis' && name === 'Strict-Transport-Security' ? '31536000' : value;
        expect(text, `${id}: ${name}`).toContain(written);
      }
    }
  }
});

test('Netlify sends an unknown address to the error page of its language', () => {
  expect(hostFiles('')['_redirects']).toBe('/fr/* /fr/404.html 404\n/en/* /en/404.html 404\n');
});

test('security.txt has its fields and an end that is believable', () => {
  const text = securityText(new URL('https://docs.example.org/'), undefined, new Date(reviewed));
  expect(text).toBe(
    [
      'Contact: mailto:security@docs.example.org',
      `Expires: ${expires}`,
      'Preferred-Languages: fr, en',
      'Canonical: https://docs.example.org/.well-known/security.txt',
      '',
    ].join('\n'),
  );
  expect(expires).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
  const year = 365 * 86_400_000;
  expect(Date.parse(expires) - Date.parse(reviewed)).toBeLessThan(year);
});

test('security.txt is left out once it has expired, and is not canonical below a path', () => {
  const site = new URL('https://docs.example.org/');
  expect(securityText(site, undefined, new Date(expires))).toBeNull();
  const below = securityText(
    new URL('/docs/', site),
    'https://example.org/report',
    new Date(reviewed),
  );
  expect(below).toContain('Contact: https://example.org/report\n');
  expect(below).not.toContain('Canonical');
});
