import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { dist, expect, test } from './site.ts';

interface BuiltPage {
  readonly path: string;
  readonly html: string;
  readonly ids: ReadonlySet<string>;
}

const pages = new Map<string, BuiltPage>(
  globSync('**/*.html', { cwd: dist }).map((file) => {
    const html = readFileSync(join(dist, file), 'utf8');
    const ids = new Set([...html.matchAll(/\sid="([^"]+)"/g)].map(([, id = '']) => id));
    const path = `/${file.replace(/(^|\/)index\.html$/, '$1')}`;
    return [path, { path, html, ids }];
  }),
);

interface Link {
  readonly page: BuiltPage;
  readonly target: string;
  readonly attributes: string;
  readonly text: string;
}

const links = (page: BuiltPage): Link[] =>
  [...page.html.matchAll(/<a\s([^>]*)>(.*?)<\/a>/gs)].map(([, attributes = '', text = '']) => ({
    page,
    attributes,
    text: text.replace(/<[^>]*>/g, '').trim(),
    target: (/href="([^"]*)"/.exec(attributes)?.[1] ?? '').replaceAll('&amp;', '&'),
  }));

const all = [...pages.values()].flatMap(links);
const say = ({ page, target, text }: Link): string => `${page.path}: “${text}” → ${target}`;

/** Where a link of this site leads, or nothing for other sites. */
const destination = ({ page, target }: Link): { path: string; id: string } | undefined => {
  const url = new URL(target, `http://site${page.path}`);
  if (url.host !== 'site') return undefined;
  return { path: url.pathname, id: decodeURIComponent(url.hash.slice(1)) };
};

test('every link of the site leads to a page or file that exists', () => {
  const dead = all.filter((link) => {
    const found = destination(link);
    if (found === undefined) return false;
    // A file, not a folder: a Caddyfile has no dot in its name.
    const file = join(dist, found.path);
    return !pages.has(found.path) && !(existsSync(file) && statSync(file).isFile());
  });
  expect(dead.map(say)).toEqual([]);
});

test('every fragment names a part of its page', () => {
  const dead = all.filter((link) => {
    const found = destination(link);
    if (found === undefined || found.id === '') return false;
    return pages.get(found.path)?.ids.has(found.id) === false;
  });
  expect(dead.map(say)).toEqual([]);
});

test('a link in another language says so', () => {
  const silent = all.filter(({ page, target, attributes }) => {
    const own = /^\/(fr|en)\//.exec(page.path)?.[1];
    const other = /^\/(fr|en)\//.exec(target)?.[1];
    return own && other && own !== other && !attributes.includes(`hreflang="${other}"`);
  });
  expect(silent.map(say)).toEqual([]);
});

test('a link has a text, and the same text leads to one place in a page', () => {
  expect(
    all
      .filter(({ text, attributes }) => text === '' && !attributes.includes('aria-label'))
      .map(say),
  ).toEqual([]);
  const own = [...pages.values()].filter(({ path }) => path !== '/' && path !== '/404.html');
  const main = own.flatMap((page) => {
    const html = /<main.*<\/main>/s.exec(page.html)?.[0] ?? '';
    return links({ ...page, html }).filter(
      ({ text, target, attributes }) =>
        text !== '' && !target.startsWith('#') && !attributes.includes('aria-label'),
    );
  });
  const places = Map.groupBy(main, ({ page, text }) => `${page.path}: “${text}”`);
  const several = [...places]
    .map(([name, found]) => [name, new Set(found.map(({ target }) => target))] as const)
    .filter(([, targets]) => targets.size > 1)
    .map(([name, targets]) => `${name} → ${[...targets].join(', ')}`);
  expect(several).toEqual([]);
});

test('links to other sites are encrypted and open where the reader decides', () => {
  const outside = all.filter(
    ({ target }) => /^[a-z]+:/.test(target) && !target.startsWith('mailto:'),
  );
  expect(outside.filter(({ target }) => !target.startsWith('https://')).map(say)).toEqual([]);
  expect(all.filter(({ attributes }) => attributes.includes('target=')).map(say)).toEqual([]);
});

test('titles and descriptions are unique in a language', () => {
  const own = [...pages.values()].filter(({ path }) => !path.includes('404'));
  for (const pattern of [/<title>(.*?)<\/title>/, /<meta name="description" content="(.*?)"/]) {
    const found = own.map(({ html }) => pattern.exec(html)?.[1] ?? '');
    const twice = found.filter((text, index) => found.indexOf(text) !== index);
    expect(twice, String(pattern)).toEqual([]);
  }
});

test('language alternates are complete, absolute and reciprocal', () => {
  const address = /<link rel="canonical" href="([^"]+)"/;
  const listed = [...pages.values()].filter(({ html }) => address.test(html));
  const byAddress = new Map(listed.map((page) => [address.exec(page.html)?.[1] ?? '', page]));
  for (const { path, html } of listed) {
    const alternates = [
      ...html.matchAll(/<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"/g),
    ];
    expect(alternates.map(([, lang]) => lang).toSorted(), path).toEqual(['en', 'fr', 'x-default']);
    if (path === '/') continue;
    for (const [, lang = '', href = ''] of alternates) {
      const other = byAddress.get(href);
      expect(other, `${path}: alternate ${lang} → ${href}`).toBeDefined();
      if (lang !== 'x-default')
        expect(other?.html).toContain(`href="${address.exec(html)?.[1] ?? ''}"`);
    }
  }
});
