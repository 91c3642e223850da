import { globSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

/** Every file below a folder, as its path inside with `/`, in no order. */
export const filesBelow = (folder: string): string[] =>
  globSync('**', { cwd: folder, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'));
