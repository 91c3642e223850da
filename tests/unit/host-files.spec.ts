import { expect, test } from 'playwright/test';
import { cacheControlOf, contentSecurityPolicy, securityHeaders } from '../../src/headers.ts';
import { hostFiles } from '../../src/hosting/header-files.ts';
import { expires, reviewed, securityText } from '../../src/hosting/security-text.ts';

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
    for (const line of text.split('\n')) expect(line.length).toBeLessThan(2000);
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
