import { idsWith } from '#servers';
import type { Driver } from './driver.ts';
import { loadDriver } from './load-driver.ts';

/** How each server is run: the driver in the folder of its name. Servers that cannot be run have none. */
export const drivers: Readonly<Record<string, Driver>> = Object.fromEntries(
  await Promise.all(idsWith('run').map(async (id) => [id, await loadDriver(id)] as const)),
);
