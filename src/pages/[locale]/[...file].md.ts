import { getCollection } from 'astro:content';
import type { APIRoute } from 'astro';
import { parsePageId } from '#i18n';
import { pageMarkdown } from '../../publish/markdown/page.ts';
import type { Doc } from '../../site/navigation.ts';

/** The Markdown copy of each page, beside it: `/fr/nginx/index.md`. */
export const getStaticPaths = async () =>
  (await getCollection('docs')).map((page) => {
    const { locale, slug } = parsePageId(page.id);
    const file = slug.endsWith('index') ? slug : `${slug}/index`;
    return { params: { locale, file }, props: { page } };
  });

export const GET: APIRoute<{ page: Doc }> = async ({ props }) =>
  new Response(await pageMarkdown(props.page), {
    headers: { 'Content-Type': 'text/markdown; charset=utf-8' },
  });
