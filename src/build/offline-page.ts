import { posix } from 'node:path';

/** A built page on its way into the archive. */
export interface BuiltPage {
  /** Path below the built folder: `fr/nginx/index.html`. */
  readonly path: string;
  readonly html: string;
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
 * button is dead and the site map stands in the place of search. `note` is added to its footer.
 */
export const offlinePage = ({ path, html }: BuiltPage, base: string, note: string): string =>
  html
    .replace(/<script\b[^>]*>.*?<\/script>/gs, '')
    // `'self'` means nothing on a disk, and nothing is left that the policy could refuse.
    .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
    .replace(/\b(href|src|action)="([^"]*)"/g, (whole, name: string, address: string) =>
      address.startsWith(`${base}/`) && !address.startsWith('//')
        ? `${name}="${relative(path, address.slice(base.length + 1))}"`
        : whole,
    )
    .replace('<p class="page-address">', `<p>${note}</p>$&`);
