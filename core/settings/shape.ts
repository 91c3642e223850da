import type { Settings } from './settings.ts';

/**
 * The four shapes of a public URL: TLS at the proxy or none, a host name of its own or a path
 * below one. The names are used in addresses, files, the manifest and the tests.
 */
export const shapes = ['https-host', 'https-path', 'http-host', 'http-path'] as const;

export type Shape = (typeof shapes)[number];

export const defaultShape: Shape = 'https-host';

/** What a template may branch on: nothing else about the reader's values changes its lines. */
export interface Form {
  readonly tls: boolean;
  readonly underPath: boolean;
}

export const formOf = (shape: Shape): Form => ({
  tls: shape.startsWith('https'),
  underPath: shape.endsWith('path'),
});

/** The shape of the URL that settings describe. */
export const shapeOf = ({ scheme, path }: Pick<Settings, 'scheme' | 'path'>): Shape =>
  `${scheme}-${path === '' ? 'host' : 'path'}`;

export const isShape = (value: string): value is Shape =>
  (shapes as readonly string[]).includes(value);
