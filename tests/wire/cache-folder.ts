import { homedir } from 'node:os';
import { join } from 'node:path';

/** Folder for what takes long to make and can be made again; removing it is always safe. */
export const cacheFolder = (): string => {
  const base = process.env['XDG_CACHE_HOME'] ?? '';
  return join(base === '' ? join(homedir(), '.cache') : base, 'jenkins-reverse-proxy-reference');
};
