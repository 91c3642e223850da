import { existsSync, globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import {
  attribute,
  find,
  findAll,
  readHtml,
  textContent,
  type Element,
  type Node,
} from '../html.ts';
import { dist, expect, test } from './site.ts';

interface BuiltPage {
  readonly path: string;
  readonly root: Node;
  readonly ids: ReadonlySet<string>;
}

const pages = new Map<string, BuiltPage>(
  globSync('**/*.html', { cwd: dist }).map((file) => {
    const root = readHtml(readFileSync(join(dist, file), 'utf8'));
    const ids = new Set(findAll(root, () => true).map((one) => attribute(one, 'id') ?? ''));
    const path = `/${file.replace(/(^|\/)index\.html$/, '$1')}`;
    return [path, { path, root, ids }];
  }),
);

interface Link {
  readonly page: BuiltPage;
  readonly target: string;
  readonly element: Element;
  readonly text: string;
}

const named =
  (name: string) =>
  ({ tagName }: Element): boolean =>
    tagName === name;

const links = (page: BuiltPage, root = page.root): Link[] =>
  findAll(root, named('a')).map((element) => ({
    page,
    element,
    text: textContent(element).trim(),
    target: attribute(element, 'href') ?? '',
  }));

const all = [...pages.values()].flatMap((page) => links(page));
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
  const silent = all.filter(({ page, target, element }) => {
    const own = /^\/(fr|en)\//.exec(page.path)?.[1];
    const other = /^\/(fr|en)\//.exec(target)?.[1];
    return own && other && own !== other && attribute(element, 'hreflang') !== other;
  });
  expect(silent.map(say)).toEqual([]);
});

test('a link has a text, and the same text leads to one place in a page', () => {
  expect(
    all.filter(({ text, element }) => text === '' && !attribute(element, 'aria-label')).map(say),
  ).toEqual([]);
  const own = [...pages.values()].filter(({ path }) => path !== '/' && path !== '/404.html');
  const main = own.flatMap((page) => {
    const main = find(page.root, named('main'));
    return (main === null ? [] : links(page, main)).filter(
      ({ text, target, element }) =>
        text !== '' && !target.startsWith('#') && !attribute(element, 'aria-label'),
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
  expect(all.filter(({ element }) => attribute(element, 'target') !== undefined).map(say)).toEqual(
    [],
  );
});

test('titles and descriptions are unique in a language', () => {
  const own = [...pages.values()].filter(({ path }) => !path.includes('404'));
  const title = ({ root }: BuiltPage): string => {
    const element = find(root, named('title'));
    return element === null ? '' : textContent(element);
  };
  const description = ({ root }: BuiltPage): string => {
    const element = find(root, (one) => attribute(one, 'name') === 'description');
    return element === null ? '' : (attribute(element, 'content') ?? '');
  };
  for (const part of [title, description]) {
    const found = own.map(part);
    const twice = found.filter((text, index) => found.indexOf(text) !== index);
    expect(twice, part.name).toEqual([]);
  }
});

test('language alternates are complete, absolute and reciprocal', () => {
  const related = ({ root }: BuiltPage, rel: string): Element[] =>
    findAll(root, (one) => one.tagName === 'link' && attribute(one, 'rel') === rel);
  const addressOf = (page: BuiltPage): string | undefined =>
    related(page, 'canonical').map((link) => attribute(link, 'href'))[0];
  const alternatesOf = (page: BuiltPage) =>
    related(page, 'alternate').flatMap((link) => {
      const lang = attribute(link, 'hreflang');
      return lang === undefined ? [] : [{ lang, href: attribute(link, 'href') ?? '' }];
    });
  const listed = [...pages.values()].filter((page) => addressOf(page) !== undefined);
  expect(listed.length).toBeGreaterThan(0);
  const byAddress = new Map(listed.map((page) => [addressOf(page) ?? '', page]));
  for (const page of listed) {
    const { path } = page;
    const alternates = alternatesOf(page);
    expect(alternates.map(({ lang }) => lang).toSorted(), path).toEqual(['en', 'fr', 'x-default']);
    if (path === '/') continue;
    for (const { lang, href } of alternates) {
      const other = byAddress.get(href);
      const what = `${path}: alternate ${lang} → ${href}`;
      expect(other, what).toBeDefined();
      if (other !== undefined && lang !== 'x-default')
        expect(
          alternatesOf(other).map((back) => back.href),
          what,
        ).toContain(addressOf(page));
    }
  }
});
