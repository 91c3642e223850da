import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { AstroIntegration } from 'astro';
import { archiveFile, archiveFolder, copiesStrings } from '../../../core/i18n/copies.ts';
import { filesBelow } from './files-below.ts';
import { offlinePage } from './offline-page.ts';
import { tar } from './tar.ts';

/** What belongs to a host or to a script and says nothing to a reader. */
const leftOut =
  /^(?:_headers|_redirects|vercel\.json|robots\.txt|sitemap\.xml|\.well-known\/.*|pagefind\/.*|.*404\.html|.*\.js|.*\.gz)$/;

/** The day of the latest change of a page, so that the archive changes with the text only. */
const lastChange = (folder: string): Date => {
  const days = [...readFileSync(`${folder}sitemap.xml`, 'utf8').matchAll(/<lastmod>([^<]+)/g)].map(
    ([, day = '']) => day,
  );
  return new Date(days.toSorted().at(-1) ?? 0);
};

/** gzip without what differs between machines: no time, and no operating system (byte 9). */
const gzip = (bytes: Uint8Array): Buffer => {
  const packed = gzipSync(bytes, { level: 9 });
  packed[9] = 255;
  return packed;
};

/**
 * Writes the archive for networks without access to this site: pages, Markdown copies,
 * configuration files and records, readable from a disk. The same pages give the same bytes.
 */
export const archive: AstroIntegration = {
  name: 'archive',
  hooks: {
    'astro:build:done': ({ dir }) => {
      const folder = fileURLToPath(dir);
      const base = (process.env['BASE_PATH'] ?? '/').replace(/\/$/, '');
      const files = filesBelow(folder)
        .filter((path) => !leftOut.test(path))
        .map((path) => {
          const content = readFileSync(folder + path);
          if (!path.endsWith('.html')) return { path: `${archiveFolder}/${path}`, content };
          const note = copiesStrings(path.startsWith('en/') ? 'en' : 'fr').offline;
          const html = offlinePage(
            { path, html: content.toString('utf8') },
            { base, note, isLeftOut: (inside) => leftOut.test(inside) },
          );
          return { path: `${archiveFolder}/${path}`, content: Buffer.from(html) };
        });
      writeFileSync(folder + archiveFile, gzip(tar(files, lastChange(folder))));
    },
  },
};
