import type { Driver } from './driver.ts';
import { nginx } from './nginx.ts';

/** How each server is run. Servers that cannot be run here have none. */
export const drivers: Readonly<Record<string, Driver>> = { nginx };
