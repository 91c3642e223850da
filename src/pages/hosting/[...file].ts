import type { APIRoute, GetStaticPaths } from 'astro';
import { locales } from '#i18n';
import { places } from '../../../content/hosting/index.ts';
import { serverIds } from '#servers';
import { hostingFiles } from '../../../content/servers/published-hosting.ts';

/** Every file that serves this site, at `<lang>/<server>/<place>/<file>`, byte for byte as it was run. */
export const getStaticPaths: GetStaticPaths = () =>
  serverIds
    .flatMap((id) =>
      places.flatMap((place) => locales.flatMap((locale) => hostingFiles(id, place, locale))),
    )
    .map(({ path, text }) => ({ params: { file: path }, props: { text } }));

export const GET: APIRoute<{ text: string }> = ({ props }) =>
  new Response(props.text, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
