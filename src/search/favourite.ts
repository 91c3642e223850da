import { fold } from './fold.ts';
import { idsOf, type ListedPage, type PagesTable } from './pages-table.ts';
import type { FoundWord, RankingOptions } from './ranking.ts';

/** How much more the page of the reader's own server counts in a typed query. */
const ownServerFactor = 20;
/** How much more the page of a server counts when the query names it. */
const namedServerFactor = 2;

/**
 * The page of the server that the query names, or else of the reader's own; none where the query has
 * a status code.
 *
 * @param isHere whether it is the page that the reader is on
 */
export const favouriteOf = (
  found: readonly FoundWord[],
  table: PagesTable,
  isHere: (page: ListedPage) => boolean,
): Pick<RankingOptions, 'favourite' | 'factor' | 'isNamed'> => {
  if (found.some(({ text }) => /^\d{3}$/.test(text))) return {};
  const servers = new Set(Object.values(table).flatMap((page) => page.servers));
  const named = found.map(({ text }) => fold(text)).find((word) => servers.has(word));
  const favourite = idsOf(
    table,
    (page) =>
      page.type === 'server' && (named === undefined ? isHere(page) : page.servers.includes(named)),
  );
  return named === undefined
    ? { favourite, factor: ownServerFactor }
    : { favourite, factor: namedServerFactor, isNamed: true };
};
