import { beforePaintHash } from './before-paint.ts';

/**
 * The policy of every page, in its `meta` element. It allows no inline style, and of inline scripts
 * the one that its hash names; `'wasm-unsafe-eval'` is what the search index needs.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  `script-src 'self' ${beforePaintHash} 'wasm-unsafe-eval'`,
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
].join('; ');

/** Headers of every answer; `frame-ancestors` and HSTS have no effect in a `meta` element. */
export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': `${contentSecurityPolicy}; frame-ancestors 'none'`,
  'Strict-Transport-Security': 'max-age=31536000',
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'strict-origin-when-cross-origin',
  'Permissions-Policy': 'clipboard-write=(self)',
  'Cross-Origin-Opener-Policy': 'same-origin',
};

/** Folders whose file names change with their content, below the base path. */
export const hashedFolders = ['/_astro/', '/pagefind/fragment/', '/pagefind/index/'] as const;

export const cacheControl = {
  hashed: 'public, max-age=31536000, immutable',
  other: 'no-cache',
} as const;

/** `Cache-Control` of a path below the base path. */
export const cacheControlOf = (path: string): string =>
  hashedFolders.some((folder) => path.startsWith(folder))
    ? cacheControl.hashed
    : cacheControl.other;
