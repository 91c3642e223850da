import { idsWith } from '#servers';
import type { ClientKind, Driver } from './driver.ts';

/** @throws when a server is said to be run and has no driver. */
const driverOf = async (id: string): Promise<Driver> => {
  const { driver } = (await import(`./${id}/driver.ts`)) as { readonly driver?: Driver };
  if (driver !== undefined) return driver;
  throw new Error(`tests/servers/${id}/driver.ts exports no “driver”.`);
};

/** How each server is run: the driver in the folder of its name. Servers that cannot be run have none. */
export const drivers: Readonly<Record<string, Driver>> = Object.fromEntries(
  await Promise.all(idsWith('run').map(async (id) => [id, await driverOf(id)] as const)),
);

/**
 * A kind of client that a server tells from others.
 * @throws for an unknown one; the message lists the known ones.
 */
export const findClient = (server: string, kind: string): ClientKind => {
  const kinds = drivers[server]?.clients ?? {};
  const found = kinds[kind];
  if (found !== undefined) return found;
  throw new Error(
    `${server} has no client “${kind}”; its clients: ${Object.keys(kinds).join(', ') || 'none'}.`,
  );
};
