import type { Loader, LoaderContext } from 'astro/loaders';
import { glob } from 'astro/loaders';
import { locales, parsePageId, type Locale } from '#i18n';
import { serverIds, servers } from '#servers';
import { causes, serversOf, symptomIds, type SymptomId } from '#symptoms';
import { withCounts } from '../../content/servers/counts.ts';
import { madePages } from './made-pages.ts';

type Data = Record<string, unknown>;

const isSymptom = (slug: string): slug is SymptomId => symptomIds.some((id) => id === slug);

/** The servers of a symptom's page follow from what was broken and reported; a page only adds to them. */
const withServers = (data: Data, slug: string): Data => {
  const { alsoServers = [], ...rest } = data;
  const symptom = slug.replace(/^troubleshooting\//, '');
  if (!isSymptom(symptom))
    throw new Error(`“${symptom}” is not listed in content/symptoms/ids.ts.`);
  if ('servers' in data)
    throw new Error(`servers of “${symptom}” are derived; alsoServers adds to them.`);
  return { ...rest, servers: serversOf(symptom, alsoServers as string[]) };
};

const counted = ['title', 'description', 'lead'];

const withNumbers = (data: Data, locale: Locale): Data =>
  Object.fromEntries(
    Object.entries(data).map(([key, value]) => [
      key,
      counted.includes(key) && typeof value === 'string' ? withCounts(value, locale) : value,
    ]),
  );

/** The front matter of a page with what follows from the registry and from the symptoms. */
const derived = (id: string, data: Data): Data => {
  const { locale, slug } = parsePageId(id);
  const numbered = withNumbers(data, locale);
  return data['kind'] === 'symptom' ? withServers(numbered, slug) : numbered;
};

/** What pages derive their data from: Astro keeps a page whose digest has not changed. */
const sources = JSON.stringify([
  serverIds.map((id) => [id, servers[id].evidence]),
  Object.keys(causes).length,
  symptomIds.map((id) => serversOf(id)),
]);

const files = glob({
  base: './content/docs',
  pattern: '**/*.mdx',
  generateId: ({ entry }) => entry.replace(/\.mdx$/, ''),
});

/** Adds the pages that follow from the registry; each is as old as the page that leads to it. */
const addMade = async ({ store, parseData, generateDigest }: LoaderContext): Promise<void> => {
  for (const page of locales.flatMap((locale) => madePages(locale))) {
    const above = store.get(page.above);
    // A server without a page is what `tests/core/completeness.spec.ts` tells of.
    if (!above) continue;
    const { id, body } = page;
    const data = await parseData({ id, data: { ...page.data, updated: above.data['updated'] } });
    store.set({ id, data, body, digest: generateDigest({ ...data, body }) });
  }
};

/** Every page: the texts in `content/docs`, with what their front matter derives, and the made ones. */
export const pages: Loader = {
  name: 'pages',
  load: async (context: LoaderContext) => {
    await files.load({
      ...context,
      generateDigest: (data) => context.generateDigest(`${sources}\n${JSON.stringify(data)}`),
      parseData: (page) =>
        context.parseData({ ...page, data: derived(page.id, page.data) as never }),
    });
    await addMade(context);
  },
};
