import type { ServerFolder } from '../server.ts';
import { site } from './examples/main.ts';
import { lighttpd as facts } from './facts.ts';
import { lighttpd as hosting } from './hosting.ts';

export const lighttpd: ServerFolder = {
  ...facts,
  examples: [site],
  hosting,
};
