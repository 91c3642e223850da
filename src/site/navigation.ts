import { getCollection, type CollectionEntry } from 'astro:content';
import { serverIds, servers } from '#servers';
import { pagePath, parsePageId, strings, type Locale } from '#i18n';

export type Doc = CollectionEntry<'docs'>;
export type Kind = Doc['data']['kind'];
export type DocOf<K extends Kind> = Doc & { readonly data: Extract<Doc['data'], { kind: K }> };

export interface NavLink {
  readonly path: string;
  readonly label: string;
  /** Language of the label when it is a message in the other one. */
  readonly lang?: Locale | undefined;
}

export interface NavGroup {
  readonly title: string;
  readonly links: readonly NavLink[];
}

const isIn =
  (locale: Locale) =>
  ({ id }: Doc): boolean =>
    parsePageId(id).locale === locale;

const byOrder = (a: Doc, b: Doc): number => a.data.order - b.data.order || (a.id < b.id ? -1 : 1);

/** Pages of a kind in a language, by their order. */
export const pagesOfKind = async <K extends Kind>(locale: Locale, kind: K): Promise<DocOf<K>[]> => {
  const pages = (await getCollection('docs')).filter(isIn(locale)).toSorted(byOrder);
  return pages.filter((page): page is DocOf<K> => page.data.kind === kind);
};

/** Server pages in the order of the servers. */
export const serverPages = async (locale: Locale): Promise<DocOf<'server'>[]> => {
  const pages = await pagesOfKind(locale, 'server');
  return serverIds.flatMap((id) => pages.find((page) => page.data.server === id) ?? []);
};

/** Address of a page. */
export const pathOf = ({ id }: Doc): string => {
  const { locale, slug } = parsePageId(id);
  return pagePath(locale, slug);
};

/** How lists name a page: a server by its name, a symptom by its short name or its message. */
export const linkTo = (page: Doc): NavLink => {
  const { data } = page;
  const path = pathOf(page);
  if (data.kind === 'server') return { path, label: servers[data.server].name };
  if (data.label !== undefined) return { path, label: data.label };
  if (data.kind !== 'symptom') return { path, label: data.title };
  const [message] = data.messages;
  const { locale } = parsePageId(page.id);
  if (message?.text !== data.title) return { path, label: data.title };
  return { path, label: data.title, lang: message.lang === locale ? undefined : message.lang };
};

/** The groups of the main navigation; symptoms are listed inside their section only. */
export const navigation = async (locale: Locale, current: string): Promise<NavGroup[]> => {
  const { navGroups, home, allSymptoms } = strings(locale);
  const troubleshooting = pagePath(locale, 'troubleshooting');
  const symptoms = current.startsWith(troubleshooting)
    ? (await pagesOfKind(locale, 'symptom')).map(linkTo)
    : [];
  const groups: NavGroup[] = [
    { title: navGroups.overview, links: [{ path: pagePath(locale, 'index'), label: home }] },
    {
      title: navGroups.servers,
      links: [...(await serverPages(locale)), ...(await pagesOfKind(locale, 'other'))].map(linkTo),
    },
    {
      title: navGroups.troubleshooting,
      links: [{ path: troubleshooting, label: allSymptoms }, ...symptoms],
    },
    { title: navGroups.concepts, links: (await pagesOfKind(locale, 'concept')).map(linkTo) },
  ];
  return groups.filter(({ links }) => links.length > 0);
};

/** Pages about the site itself, such as the site map, for the footer. */
export const footerLinks = async (locale: Locale): Promise<NavLink[]> =>
  (await pagesOfKind(locale, 'page')).map(linkTo);
