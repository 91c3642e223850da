import type { Example } from '#conf';
import { otherPort as variant } from '../../variants.ts';
import { site } from './main.ts';

/** The same lines: Caddy takes the port from the address of the site, and Jenkins takes it from `Host`. */
export const otherPort: Example = { ...site, ...variant, id: 'caddy/other-port' };
