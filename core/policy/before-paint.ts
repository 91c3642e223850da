import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

/**
 * The script that every page has inline, so that the first paint waits for no file of it: the text
 * of `core/policy/before-paint.js` without its comments and indentation.
 */
export const beforePaint = readFileSync('core/policy/before-paint.js', 'utf8')
  .replace(/^\s*\/\/.*\n/gm, '')
  .replace(/\n\s*/g, '\n')
  .trim();

/** What allows this one inline script in a policy, and no other. */
export const beforePaintHash = `'sha256-${createHash('sha256').update(beforePaint).digest('base64')}'`;
