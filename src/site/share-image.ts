import { strings, type Locale } from '#i18n';
import { serverIds, servers } from '#servers';

interface ShareImage {
  /** Path below the site's address; `tools/draw-share-images.ts` draws the file in `public/`. */
  readonly path: string;
  readonly width: number;
  readonly height: number;
  readonly title: string;
  readonly servers: string;
}

/** What other sites show beside a link to a page of this one. */
export const shareImage = (locale: Locale): ShareImage => {
  const title = strings(locale).siteName;
  const names = serverIds.map((id) => servers[id].name).join(', ');
  return {
    path: `/share/${locale}.png`,
    width: 1200,
    height: 630,
    title,
    servers: names,
  };
};
