import type { APIRoute, GetStaticPaths } from 'astro';
import { examples } from '#examples';
import { isLocale, locales } from '#i18n';
import { serverIds } from '#servers';
import { receivedNotes } from '../../../../publish/received.ts';
import styles from '../../../../styles/received.css?url';

export const getStaticPaths: GetStaticPaths = () =>
  locales.flatMap((locale) => serverIds.map((server) => ({ params: { locale, server } })));

/** What a script shows at the lines of a server's files that write headers. */
export const GET: APIRoute = ({ params: { locale = '', server } }) => {
  if (!isLocale(locale)) throw new Error(`No language “${locale}”.`);
  const own = examples.filter((example) => example.server === server);
  return new Response(JSON.stringify(receivedNotes(own, locale, styles)));
};
