import type { Example } from '#conf';
import { otherPort as variant } from '../../variants.ts';
import { files } from './main.ts';

/** The same lines: the port stands at the entry point, and in what Jenkins is told. */
export const otherPort: Example = { ...files, ...variant, id: 'traefik/other-port' };
