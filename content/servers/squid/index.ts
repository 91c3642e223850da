import type { ServerFolder } from '../server.ts';
import { site } from './examples/main.ts';
import { squid as facts } from './facts.ts';
import { squid as hosting } from './hosting.ts';

export const squid: ServerFolder = {
  ...facts,
  examples: [site],
  hosting,
};
