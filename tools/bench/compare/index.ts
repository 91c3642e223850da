import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright';
import { commandLine } from '../../command-line.ts';
import { serve } from '../../serve.ts';
import { launch } from '../browser.ts';
import { slowLinkName } from '../slow-link.ts';
import { contendersOf } from './contenders.ts';
import { loadOnce } from './paint.ts';
import { bareSearch, searchOnce } from './search.ts';
import { shownText } from './text.ts';

/** A figure of several runs that took turns: other programs of the machine load all alike. */
const median = (figures: readonly number[]): number =>
  figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? NaN;

const runs = 7;

interface Served {
  readonly name: string;
  readonly url: string;
}

/** Measures each in turn, so many times; the first turn only fills the server's caches. */
const inTurns = async <Site extends Served, Figures>(
  sites: readonly Site[],
  measure: (site: Site) => Promise<Figures>,
): Promise<Map<string, Figures[]>> => {
  const measured = new Map<string, Figures[]>(sites.map(({ name }) => [name, []]));
  for (let turn = 0; turn <= runs; turn += 1) {
    for (const site of sites) {
      const figures = await measure(site);
      if (turn > 0) measured.get(site.name)?.push(figures);
    }
  }
  return measured;
};

const verdict = (isMet: boolean): string => (isMet ? 'met' : 'MISSED');

const comparePaint = async (browser: Browser, path: string): Promise<void> => {
  const [, lang = '', slug = ''] = path.split('/');
  const locale = lang === 'fr' ? 'fr' : 'en';
  const others = contendersOf(locale, shownText('dist', locale, slug));
  const all = [{ name: 'this site', root: 'dist', path }, ...others];
  const servers = await Promise.all(all.map(({ root }) => serve({ root, port: 0 })));
  const sites = all.map(({ name, path: own }, index) => ({
    name,
    url: (servers[index]?.url ?? '').replace(/\/$/, '') + own,
  }));
  const measured = await inTurns(sites, ({ url }) => loadOnce(browser, url));
  const rows = [...measured].map(([name, loads]) => ({
    page: name,
    'first paint': Math.round(median(loads.map(({ firstPaint }) => firstPaint))),
    'style and layout': Math.round(median(loads.map(({ layout }) => layout))),
    blocking: Math.round(median(loads.map(({ blocking }) => blocking))),
    shift: Number(Math.max(...loads.map(({ shift }) => shift)).toFixed(4)),
    bytes: Math.round(median(loads.map(({ bytes }) => bytes))),
    elements: median(loads.map(({ elements }) => elements)),
  }));
  console.log(
    `${path} and the same text elsewhere (${slowLinkName}), median of ${String(runs)} turns, milliseconds`,
  );
  console.table(rows);
  const [own, bare, starlight] = rows;
  if (own && bare && starlight) {
    const painted = own['first paint'] / bare['first paint'];
    const laidOut = own['style and layout'] / bare['style and layout'];
    console.log(
      [
        `first paint ${painted.toFixed(2)} of 1.15 times the bare page: ${verdict(painted <= 1.15)}`,
        `style and layout ${laidOut.toFixed(2)} of 1.3 times the bare page: ${verdict(laidOut <= 1.3)}`,
        `blocking ${String(own.blocking)} of ${String(starlight.blocking)}, Starlight's: ${verdict(own.blocking <= starlight.blocking)}`,
        `shift ${String(own.shift)} of 0: ${verdict(own.shift === 0)}\n`,
      ].join('\n'),
    );
  }
  for (const server of servers) await server.close();
};

const compareSearch = async (browser: Browser): Promise<void> => {
  const servers = [
    await serve({ root: 'dist', port: 0 }),
    await serve({ root: await bareSearch('dist'), port: 0 }),
  ] as const;
  const sites = [
    { name: 'this site', url: `${servers[0].url}en/nginx/`, inside: 'dialog.search-dialog' },
    { name: 'bare Pagefind', url: servers[1].url, inside: 'body' },
  ];
  const measured = await inTurns(sites, ({ url, inside }) => searchOnce(browser, url, inside));
  const rows = [...measured].map(([name, found]) => ({
    search: name,
    'first result': Math.round(median(found.map(({ milliseconds }) => milliseconds))),
    bytes: Math.round(median(found.map(({ bytes }) => bytes))),
  }));
  console.log(`The first result of a search, nothing fetched before (${slowLinkName})`);
  console.table(rows);
  for (const server of servers) await server.close();
};

/**
 * Compares a page of the built site with the same text as a bare page, with Starlight and with
 * VitePress, and its search with a bare Pagefind page: all in one run and by turns.
 * Alone it takes paths, after a build.
 */
export const compare = async (paths: readonly string[]): Promise<void> => {
  const browser = await launch();
  try {
    for (const path of paths) await comparePaint(browser, path);
    await compareSearch(browser);
  } finally {
    await browser.close();
  }
};

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { positionals: given } = commandLine('node tools/bench/compare/index.ts [path …]', {
    most: Infinity,
  });
  await compare(given.length > 0 ? given : ['/fr/nginx/']);
}
