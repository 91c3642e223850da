import type { ServerFolder } from '../server.ts';
import { site } from './examples/main.ts';
import { pomerium as facts } from './facts.ts';
import { pomerium as hosting } from './hosting.ts';

export const pomerium: ServerFolder = {
  ...facts,
  examples: [site],
  hosting,
};
