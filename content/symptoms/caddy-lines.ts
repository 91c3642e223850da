import { conf } from '#conf';
import type { BrokenLines } from './break.ts';

/** Removed where `reverse_proxy` has set its own already: those of Caddy go with those of the client. */
export const caddyOwnHeadersRemoved: BrokenLines = {
  from: conf`transport http {`,
  to: conf`
    header_up -X-Forwarded-*
    transport http {
  `,
};
