import type { ServerFolder } from '../server.ts';
import { site } from './examples/main.ts';
import { iis as facts } from './facts.ts';
import { iis as hosting } from './hosting.ts';

export const iis: ServerFolder = {
  ...facts,
  examples: [site],
  hosting,
};
