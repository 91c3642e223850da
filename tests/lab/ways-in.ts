import type { LabCommand } from './job.ts';
import { addresses } from './network.ts';

/**
 * Every way by which a request reaches the server of the lab, as the side that asks and the address
 * in a URL: from elsewhere and from the machine itself, over both families of addresses.
 */
export const waysIn: readonly (readonly [LabCommand['side'], string])[] = [
  ['client', addresses.server],
  ['client', `[${addresses.server6}]`],
  ['server', '127.0.0.1'],
  ['server', '[::1]'],
  ['server', addresses.server],
  ['server', `[${addresses.server6}]`],
];
