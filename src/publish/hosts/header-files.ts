import { cacheControl, hashedFolders, securityHeaders } from '../../../core/policy/headers.ts';
import { locales } from '../../../core/i18n/locales.ts';

/**
 * The headers of `core/policy/headers.ts` in the files that static hosts read, by file name. `base` is the
 * base path without its final slash; the files themselves go to the root of the host.
 *
 * Sources: Netlify “Custom headers” and “Redirects and rewrites”, Cloudflare Pages “Headers” and
 * “Serving Pages” (it looks for the nearest `404.html` by itself), Vercel “vercel.json”.
 */
export const hostFiles = (base: string): Readonly<Record<string, string>> => ({
  _headers: headersFile(base),
  _redirects: redirectsFile(base),
  'vercel.json': vercelFile(base),
});

/**
 * Netlify and Cloudflare Pages. Both join the values when two rules set one header, so
 * `Cache-Control` is set for hashed files only; elsewhere both revalidate by themselves.
 */
const headersFile = (base: string): string => {
  const rule = (path: string, headers: Readonly<Record<string, string>>): string =>
    [path, ...Object.entries(headers).map(([name, value]) => `  ${name}: ${value}`), ''].join('\n');
  return [
    rule(`${base}/*`, securityHeaders),
    ...hashedFolders.map((folder) =>
      rule(`${base}${folder}*`, { 'Cache-Control': cacheControl.hashed }),
    ),
  ].join('\n');
};

/** Netlify: the error page of the language of an unknown address. */
const redirectsFile = (base: string): string =>
  `${locales.map((locale) => `${base}/${locale}/* ${base}/${locale}/404.html 404`).join('\n')}\n`;

/** Vercel: a later rule wins, and addresses end with a slash as the site's links do. */
const vercelFile = (base: string): string => {
  const rule = (source: string, headers: Readonly<Record<string, string>>) => ({
    source,
    headers: Object.entries(headers).map(([key, value]) => ({ key, value })),
  });
  const headers = [
    rule(`${base}/(.*)`, { ...securityHeaders, 'Cache-Control': cacheControl.other }),
    ...hashedFolders.map((folder) =>
      rule(`${base}${folder}(.*)`, { 'Cache-Control': cacheControl.hashed }),
    ),
  ];
  return `${JSON.stringify({ trailingSlash: true, headers }, null, 2)}\n`;
};
