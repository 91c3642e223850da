import { findServer, parseServerId, type ServerId } from '../servers/index.ts';
import type { Hosting } from './hosting.ts';

/**
 * How this site itself can be served by a server. These files are no examples of Jenkins behind a
 * proxy, so the manifest does not hold them.
 * @throws for an unknown server; the message lists the known ones.
 */
export const findHosting = (id: string): { readonly id: ServerId; readonly hosting: Hosting } => ({
  id: parseServerId(id),
  hosting: findServer(id).hosting,
});

export * from './checks.ts';
export * from './hosting.ts';
