import { build } from 'astro';

/**
 * Builds the site into `dist/` and says nothing but what went wrong: a line for each page would hide
 * a warning. Exits with an error, and its message, when a page cannot be built.
 *
 *     node tools/build.ts
 */
const started = performance.now();
await build({ logLevel: 'warn' });
console.log(`Site built in ${((performance.now() - started) / 1000).toFixed(1)} s`);
