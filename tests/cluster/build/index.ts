import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from '../../wire/cache-folder.ts';

/**
 * The API server and kubectl of Kubernetes, compiled from their Go modules, and the definitions of the
 * Gateway API from theirs: made once by `npm run test:kubernetes` and kept in the cache.
 */
export const kubernetesVersion = '1.37.2';
export const gatewayApiVersion = '1.6.3';

/** What decides the result: with any change of it everything is made anew. */
const inputs = ['make.ts', 'index.ts', 'go.mod', 'go.sum'];

const digest = (): string => {
  const hash = createHash('sha256');
  for (const name of inputs) hash.update(readFileSync(join(import.meta.dirname, name)));
  return hash.digest('hex').slice(0, 12);
};

/** Folder of everything that is about Kubernetes in the cache; modules and compiled packages too. */
export const kubernetesCache = (): string => join(cacheFolder(), 'kubernetes');

/** Where the programs of this version are kept, whether they have been made or not. */
export const kubernetesFolder = (): string =>
  join(kubernetesCache(), `${kubernetesVersion}-${digest()}`);

/** Whether a cluster can be started here. */
export const hasKubernetes = (): boolean => existsSync(join(kubernetesFolder(), 'kube-apiserver'));
