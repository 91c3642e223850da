import { excerptOf, typographic, type ExcerptPart } from './excerpt.ts';
import { once } from './once.ts';
import { addressOf, type ListedPage } from './pages-table.ts';
import type { RankedPage } from './ranking.ts';
import type { SiteIndex } from './site-index.ts';

/** One page of an answer, as plain text. */
export interface Answer {
  readonly page: ListedPage;
  /** Address of the page. */
  readonly url: string;
  /** Fetches the page's own file: what the page says about the query. */
  readonly detail: () => Promise<AnswerDetail>;
}

export interface AnswerDetail {
  /** Section that answers best, with its address. */
  readonly section?: { readonly url: string; readonly title: string };
  readonly excerpt: readonly ExcerptPart[];
}

/** Words of an excerpt: two lines of the dialog. */
const excerptLength = 24;

const detailOf = async (
  { id, locations }: RankedPage,
  url: string,
  index: SiteIndex,
): Promise<AnswerDetail> => {
  const page = await index.page(id);
  if (!page) return { excerpt: [] };
  const { section, parts } = excerptOf(
    page.content,
    page.anchors,
    locations,
    excerptLength,
    (page.meta['title'] ?? '').split(/\s+/).length,
  );
  const description = typographic(page.meta['description'] ?? '');
  return {
    ...(section && { section: { url: `${url}#${section.id}`, title: section.title } }),
    excerpt: parts.length > 0 ? parts : [{ text: description, hit: false }],
  };
};

/**
 * What is shown of a page that was found; its section and excerpt are fetched when asked for.
 *
 * @param site address of the site, with a final slash
 */
export const answerOf = (
  ranked: RankedPage,
  listed: ListedPage,
  index: SiteIndex,
  site: string,
): Answer => {
  const url = addressOf(listed, site);
  return {
    page: { ...listed, title: typographic(listed.title) },
    url,
    detail: once(() => detailOf(ranked, url, index)),
  };
};
