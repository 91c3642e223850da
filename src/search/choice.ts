import { idsOf, type PagesTable } from './pages-table.ts';

/** Chosen values by filter; an empty list is no choice. */
export interface Choice {
  readonly type: readonly string[];
  readonly server: readonly string[];
}

/** Ids of the pages that the reader's choice leaves; nothing when it leaves all. */
export const idsChosen = (
  { type, server }: Choice,
  table: PagesTable,
): ReadonlySet<string> | undefined =>
  type.length + server.length === 0
    ? undefined
    : idsOf(
        table,
        (page) =>
          (type.length === 0 || type.includes(page.type)) &&
          (server.length === 0 || page.servers.some((id) => server.includes(id))),
      );
