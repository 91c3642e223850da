import { glob, readFile } from 'node:fs/promises';
import { mdxToMdast } from 'satteri';
import { expect, test } from 'playwright/test';
import { type Locale, type Translated } from '../../core/i18n/locales.ts';
import { settingsStrings } from '../../core/i18n/settings.ts';
import { splitFrontMatter } from '../../tools/front-matter.ts';

interface Node {
  readonly type: string;
  readonly name?: string | null;
  readonly depth?: number;
  readonly lang?: string | null;
  readonly value?: string;
  readonly url?: string;
  readonly data?: { readonly hProperties?: { readonly id?: string } };
  readonly attributes?: readonly { readonly name?: string; readonly value?: unknown }[];
  readonly children?: readonly Node[];
}

const pagesOf = async (locale: Locale): Promise<string[]> => {
  const found: string[] = [];
  const folder = `content/docs/${locale}/`;
  for await (const file of glob(`${folder}**/*.mdx`)) found.push(file.slice(folder.length));
  return found.toSorted();
};

const nodes = (node: Node): Node[] => [node, ...(node.children ?? []).flatMap(nodes)];

/** Addresses of this site without their language, and other sites' languages alike. */
const withoutLocale = (url: string): string =>
  url.replace(/^\/(?:fr|en)(?=\/)/, '').replace(/\/(?:fr|en-US|en-GB|en)(?=\/)/, '/…');

const sharedKeys = ['kind', 'server', 'updated', 'order', 'where', 'status', 'alsoServers'];

/** What both languages of a page must share. */
const skeleton = (source: string) => {
  const all = nodes(
    mdxToMdast(source, {
      features: { frontmatter: true, headingAttributes: true, smartPunctuation: false },
    }) as unknown as Node,
  );
  const of = (...types: string[]): Node[] => all.filter(({ type }) => types.includes(type));
  const { messages = [], ...values } = (splitFrontMatter(source)?.values.toJSON() ?? {}) as {
    readonly messages?: readonly unknown[];
    readonly [key: string]: unknown;
  };
  return {
    'headings (level and id)': of('heading').map(
      ({ depth, data }) => `${String(depth)} ${data?.hProperties?.id ?? 'WITHOUT AN ID'}`,
    ),
    'components and their attributes': of('mdxJsxFlowElement', 'mdxJsxTextElement')
      .filter(({ name }) => /^[A-Z]/.test(name ?? ''))
      .map(({ name, attributes = [] }) =>
        [name, ...attributes.map((one) => `${one.name ?? ''}=${JSON.stringify(one.value)}`)].join(
          ' ',
        ),
      ),
    'fenced blocks': of('code').map(({ lang, value }) => `${lang ?? ''}\n${value ?? ''}`),
    'link targets': of('link')
      .map(({ url }) => withoutLocale(url ?? ''))
      .toSorted(),
    'front matter': Object.fromEntries(sharedKeys.map((key) => [key, values[key]])),
    messages: messages.map((message) => JSON.stringify(message)).toSorted(),
  };
};

test('both languages have the same pages', async () => {
  expect(await pagesOf('fr')).toEqual(await pagesOf('en'));
});

for (const page of await pagesOf('fr')) {
  test(`${page} is the same page in both languages`, async () => {
    const read = async (locale: Locale) =>
      skeleton(await readFile(`content/docs/${locale}/${page}`, 'utf8'));
    const pair: Translated<ReturnType<typeof skeleton>> = {
      fr: await read('fr'),
      en: await read('en'),
    };
    for (const part of Object.keys(pair.fr) as (keyof ReturnType<typeof skeleton>)[]) {
      expect.soft(pair.fr[part], `${part}: French (received) and English`).toEqual(pair.en[part]);
    }
  });
}

test('the panel counts blocks as each language does', () => {
  const french = settingsStrings('fr');
  const english = settingsStrings('en');
  expect(french.updated(0)).toBe('0\u00A0bloc mis à jour sur cette page');
  expect(french.updated(12)).toBe('12\u00A0blocs mis à jour sur cette page');
  expect(english.updated(0)).toBe('0\u00A0blocks updated on this page');
  expect(english.updated(1)).toBe('1\u00A0block updated on this page');
});
