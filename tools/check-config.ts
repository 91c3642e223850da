import { command } from '../checker/command.ts';
import { vocabulary } from '../checker/from-content/vocabulary.ts';

/** `npm run check-config FILE…`: what `check-proxy.mjs` does, from the sources. */
const site = process.env['SITE_URL'] ?? 'https://jenkins-proxy.example.org';
process.exitCode = command(process.argv.slice(2), vocabulary(), site.replace(/\/$/, ''));
