import type { Server } from './server.ts';
import { nginx } from './nginx.ts';

/** The servers of the site, in the order in which every list shows them. */
export const servers = {
  nginx,
} as const satisfies Record<string, Server>;

export type ServerId = keyof typeof servers;

export const serverIds = Object.keys(servers) as ServerId[];

export const isServerId = (value: string): value is ServerId => value in servers;

export * from './server.ts';
