import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { wheelBinary, wheelNotFetched, type WheelName } from '../../wire/wheels/index.ts';
import { cacheFolder } from '../../wire/cache-folder.ts';

/**
 * A folder of the cache, filled by `fill` the first time.
 * @returns every file in it by its path in the folder.
 */
export const madeOnce = (name: string, fill: (folder: string) => void): Map<string, string> => {
  const folder = join(cacheFolder(), 'makers', name);
  if (!existsSync(folder)) {
    mkdirSync(dirname(folder), { recursive: true });
    const made = mkdtempSync(`${folder}.`);
    try {
      fill(made);
      renameSync(made, folder);
    } catch (error) {
      rmSync(made, { recursive: true });
      // Another test may have been faster.
      if (!existsSync(folder)) throw error;
    }
  }
  return new Map(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name: file }) => join(parentPath, file))
      .map((path) => [path.slice(folder.length + 1), path]),
  );
};

/**
 * The program of a wheel.
 * @throws when it was not fetched.
 */
export const fetchedProgram = (wheel: WheelName): string => {
  const why = wheelNotFetched(wheel);
  if (why !== null) throw new Error(why);
  return wheelBinary(wheel);
};
