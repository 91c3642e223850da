import { join } from 'node:path';
import { publishedFiles, sha256 } from '#conf';
import { findExample } from '#examples';
import type { Shape } from '#settings';
import { tlsScanFile, type TlsScan } from './model.ts';
import { readAs, recordFolder } from './store.ts';

export const tlsScanPath = join(recordFolder, 'tls-scans.json');

/** A comment changes nothing of what a server does. */
const withoutComments = (text: string): string => text.replaceAll(/^\s*#.*\n/gm, '');

/** The hash that binds a scan to the lines of an example. */
export const tlsScanHash = (example: string, shape: Shape): string =>
  sha256(
    JSON.stringify(
      publishedFiles(findExample(example), shape, 'en').map(({ text }) => withoutComments(text)),
    ),
  );

/** All scans that are recorded, also those of files that have changed since. */
export const recordedTlsScans = (): readonly TlsScan[] => readAs(tlsScanPath, tlsScanFile) ?? [];

/** The scans of the files as they are today. */
export const tlsScans = (): readonly TlsScan[] =>
  recordedTlsScans().filter(({ example, shape, hash }) => hash === tlsScanHash(example, shape));
