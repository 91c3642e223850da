import { join } from 'node:path';
import { publishedFiles, sha256, type Example } from '#conf';
import { examples, findExample } from '#examples';
import { findServer } from '#servers';
import type { Shape } from '#settings';
import { tlsScanFile, type TlsScan } from './model.ts';
import { readAs, recordFolder } from './store.ts';

export const tlsScanPath = join(recordFolder, 'tls-scans.json');

/** An example in the shape in which its TLS is looked at. */
export interface Scanned {
  readonly example: Example;
  readonly shape: Shape;
}

/** Whether an example is the variant on another port, in whatever form. */
export const isOnOtherPort = ({ id }: Example): boolean => id.includes('/other-port');

/**
 * Every example that ends TLS itself and is run here, in each shape over HTTPS. TLS ends elsewhere
 * for iptables, at Jenkins, and for a second hop, in front. A port changes no line of TLS but the one
 * that listens, and a path none at all: the variants on another port are scanned in one shape.
 */
export const scanned: readonly Scanned[] = examples
  .filter(
    ({ id, server }) =>
      findServer(server).evidence === 'run' && server !== 'iptables' && !id.endsWith('/second-hop'),
  )
  .flatMap((example) =>
    example.shapes
      .filter((shape) =>
        isOnOtherPort(example) ? shape === 'https-host' : shape.startsWith('https'),
      )
      .map((shape) => ({ example, shape: shape as Shape })),
  );

/** A comment changes nothing of what a server does. */
const withoutComments = (text: string): string => text.replaceAll(/^\s*#.*\n/gm, '');

/** The hash that binds a scan, or a measurement, to the lines of an example. */
export const linesHash = (example: string, shape: Shape): string =>
  sha256(
    JSON.stringify(
      publishedFiles(findExample(example), shape, 'en').map(({ text }) => withoutComments(text)),
    ),
  );

/** All scans that are recorded, also those of files that have changed since. */
export const recordedTlsScans = (): readonly TlsScan[] => readAs(tlsScanPath, tlsScanFile) ?? [];

const isOfToday = ({ example, shape, hash }: TlsScan): boolean =>
  scanned.some((each) => each.example.id === example && each.shape === shape) &&
  hash === linesHash(example, shape);

/** The scans of the files as they are today. */
export const tlsScans = (): readonly TlsScan[] => recordedTlsScans().filter(isOfToday);

/** What `npm run scan:tls` has still to look at: what was never scanned, or has other lines since. */
export const tlsScansMissing = (scans: readonly TlsScan[] = recordedTlsScans()): string[] => {
  const fresh = new Set(scans.filter(isOfToday).map(({ example, shape }) => `${example}/${shape}`));
  return scanned
    .map(({ example, shape }) => `${example.id}/${shape}`)
    .filter((key) => !fresh.has(key));
};
