import { posix } from 'node:path';

/** A built page on its way into the archive. */
export interface BuiltPage {
  /** Path below the built folder: `fr/nginx/index.html`. */
  readonly path: string;
  readonly html: string;
}

export interface OfflineOptions {
  /** Base path without its final slash. */
  readonly base: string;
  readonly note: string;
  /** Whether a path below the base path has no file in the archive. */
  readonly isLeftOut: (path: string) => boolean;
}

/** Address of a file of the site as seen from a page; a folder is its `index.html`. */
const relative = (from: string, address: string): string => {
  const [, path = '', rest = ''] = /^([^?#]*)(.*)$/.exec(address) ?? [];
  const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  return posix.relative(posix.dirname(from), file) + rest;
};

/**
 * A page as it works from a disk (`file:`): links lead to files beside it, and it has no script,
 * since browsers refuse modules and `fetch` there. So it is the page without a script, where no
 * button is dead and the site map stands in the place of search. What the archive leaves out keeps
 * its public address. `note` is added to the footer.
 */
export const offlinePage = (
  { path, html }: BuiltPage,
  { base, note, isLeftOut }: OfflineOptions,
): string => {
  const canonical = /<link rel="canonical" href="([^"]*)"/.exec(html)?.[1];
  const addressOf = (address: string): string => {
    if (!address.startsWith(`${base}/`) || address.startsWith('//')) return address;
    const inside = address.slice(base.length + 1);
    if (canonical !== undefined && isLeftOut(inside)) return new URL(address, canonical).href;
    return relative(path, inside);
  };
  return (
    html
      .replace(/<script\b[^>]*>.*?<\/script>/gs, '')
      // `'self'` means nothing on a disk, and nothing is left that the policy could refuse.
      .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
      .replace(
        /\b(href|src|action)="([^"]*)"/g,
        (_, name: string, address: string) => `${name}="${addressOf(address)}"`,
      )
      .replace('<p class="page-address">', `<p>${note}</p>$&`)
  );
};
