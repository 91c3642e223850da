import type { Example } from '#conf';
import { otherPort as variant } from '../../variants.ts';
import { balancer } from './main.ts';

/** The same lines: HAProxy takes the port from `bind`, and Jenkins takes it from `Host`. */
export const otherPort: Example = { ...balancer, ...variant, id: 'haproxy/other-port' };
