import type { Example } from '#conf';
import { otherPort as variant } from '../../variants.ts';
import { site } from './main.ts';

/** The same lines: nginx takes the port from `listen`, and Jenkins takes it from `Host`. */
export const otherPort: Example = { ...site, ...variant, id: 'nginx/other-port' };
