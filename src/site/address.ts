import { version } from '../../package.json';

export { version };

/** The base path without its final slash: empty at the root of a host. */
const base = import.meta.env.BASE_URL.replace(/\/$/, '');

/** Address of a path of this site, such as `/fr/nginx/`, below the base path. */
export const href = (path: string): string => `${base}${path}`;

/** Absolute address of a path of this site. */
export const absolute = (path: string): string => new URL(href(path), import.meta.env.SITE).href;

/** Absolute address of the site, without a final slash: what paths are put behind. */
export const siteAddress = (): string => absolute('').replace(/\/$/, '');

/**
 * Where readers report an error: `REPORT_URL` with `{url}` and `{title}` in it, by default a letter
 * to the host's webmaster (RFC 2142), whose subject is the address of the page.
 */
const reportTemplate =
  process.env['REPORT_URL'] ??
  `mailto:webmaster@${new URL(import.meta.env.SITE).hostname}?subject={url}`;

export const reportUrl = (url: string, title: string): string =>
  reportTemplate
    // A query may hold these two as they are (RFC 3986, 3.4).
    .replace('{url}', encodeURIComponent(url).replaceAll('%3A', ':').replaceAll('%2F', '/'))
    .replace('{title}', encodeURIComponent(title));
