import { existsSync, readFileSync } from 'node:fs';
import { locales } from '#i18n';
import type { ServerFolder } from '#servers';
import { drawnFile, drawnHashes } from '../../../src/site/share-drawing.ts';

const textOf = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '');

/** Tables of a page whose first column is the server, by their rows. */
const serverTables = (page: string): string[] =>
  (page.match(/(?:^\|.*\|$\n?)+/gm) ?? []).filter((table) => /^\| serv(?:er|eur) \|/.test(table));

/** Files in a server's name, and what each is. */
const ownFiles = (id: string, { evidence }: ServerFolder): string[] => [
  ...['facts.ts', 'examples/main.ts', 'hosting.ts', 'index.ts'].map(
    (file) => `content/servers/${id}/${file}`,
  ),
  `tests/servers/${id}/${evidence === 'run' ? 'driver.ts' : 'syntax.spec.ts'}`,
  ...locales.map((locale) => `content/docs/${locale}/${id}.mdx`),
  `content/evidence/${id}.json`,
  `content/evidence/hosting/${id}.json`,
];

/** Files of the whole site that must name every server. */
const sharedFiles = (id: string, { name }: ServerFolder): string[] => {
  // Tables say Apache of the Apache HTTP Server.
  const short = name.split(' ')[0] ?? name;
  const limits = locales.map((locale) => `content/docs/${locale}/concepts/limits.mdx`);
  const drawn = JSON.parse(readFileSync(drawnFile, 'utf8')) as Record<string, string>;
  const hashes = drawnHashes();
  const stale = locales.filter((locale) => drawn[locale] !== hashes[locale]);
  return [
    ...(textOf('content/servers/index.ts').includes(`'./${id}/index.ts'`)
      ? []
      : ['content/servers/index.ts']),
    ...limits.filter((page) => !serverTables(textOf(page)).every((table) => table.includes(short))),
    ...stale.map((locale) => `public/share/${locale}.png`),
    ...(stale.length > 0 ? [drawnFile] : []),
  ];
};

/** What is still to be written, drawn or recorded of a server of the registry, as paths. */
export const missingFiles = (id: string, server: ServerFolder): string[] =>
  [
    ...sharedFiles(id, server),
    ...ownFiles(id, server).filter((path) => !existsSync(path)),
  ].toSorted();
