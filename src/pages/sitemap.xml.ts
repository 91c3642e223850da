import type { APIRoute } from 'astro';
import { getCollection } from 'astro:content';
import { alternates, pagePath, parsePageId } from '#i18n';
import { absolute } from '../site/address.ts';

const escapeXml = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

/** Every page with its languages; error pages and search results are left out. */
export const GET: APIRoute = async () => {
  const pages = (await getCollection('docs')).toSorted((a, b) => (a.id < b.id ? -1 : 1));
  const urls = pages.map(({ id, data }) => {
    const { locale, slug } = parsePageId(id);
    const links = [
      ...alternates(slug).map((page) => ({ lang: page.locale as string, path: page.path })),
      { lang: 'x-default', path: slug === 'index' ? '/' : pagePath('en', slug) },
    ].map(
      ({ lang, path }) =>
        `<xhtml:link rel="alternate" hreflang="${lang}" href="${escapeXml(absolute(path))}"/>`,
    );
    const address = escapeXml(absolute(pagePath(locale, slug)));
    return `<url><loc>${address}</loc><lastmod>${data.updated}</lastmod>${links.join('')}</url>`;
  });
  const front = `<url><loc>${escapeXml(absolute('/'))}</loc></url>`;
  const body = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">',
    front,
    ...urls,
    '</urlset>',
    '',
  ].join('\n');
  return new Response(body, { headers: { 'Content-Type': 'application/xml' } });
};
