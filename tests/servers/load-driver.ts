import type { ClientKind, Driver } from './driver.ts';

/**
 * The driver in the folder of a server's name, without those of the others.
 * @throws when there is none.
 */
export const loadDriver = async (id: string): Promise<Driver> => {
  const { driver } = (await import(`./${id}/driver.ts`)) as { readonly driver?: Driver };
  if (driver !== undefined) return driver;
  throw new Error(`tests/servers/${id}/driver.ts exports no “driver”.`);
};

/**
 * A kind of client that a server tells from others.
 * @throws for an unknown one; the message lists the known ones.
 */
export const findClient = ({ clients = {} }: Driver, kind: string): ClientKind => {
  const found = clients[kind];
  if (found !== undefined) return found;
  throw new Error(`No client “${kind}”; clients: ${Object.keys(clients).join(', ') || 'none'}.`);
};
