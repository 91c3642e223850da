import type { Conf } from '#conf';
import type { ServerId } from '#servers';
import type { Shape } from '#settings';
import type { BrokenLines } from '../servers/broken-lines.ts';
import * as apache from '../servers/apache/idioms.ts';
import * as caddy from '../servers/caddy/idioms.ts';
import * as haproxy from '../servers/haproxy/idioms.ts';
import * as lighttpd from '../servers/lighttpd/idioms.ts';
import * as nginx from '../servers/nginx/idioms.ts';
import * as squid from '../servers/squid/idioms.ts';

/** The main example of a server, in the shape that most broken set-ups are run in. */
export const setUp = <Id extends ServerId, As extends Shape = 'https-host'>(
  server: Id,
  shape?: As,
): { readonly server: Id; readonly example: Id; readonly shape: As | 'https-host' } => ({
  server,
  example: server,
  shape: shape ?? 'https-host',
});

const removals = { apache, caddy, haproxy, lighttpd, nginx, squid } as const;

export type HeaderRemover = keyof typeof removals;

/** A header of the request that a server takes away, by the line that its administrators write. */
export const headerRemoved = (server: HeaderRemover, name: Conf): BrokenLines =>
  removals[server].headerRemoved(name);
