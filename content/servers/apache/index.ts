import type { ServerFolder } from '../server.ts';
import { before2447 } from './examples/before-2-4-47.ts';
import { site } from './examples/main.ts';
import { otherPort } from './examples/other-port.ts';
import { secondHop } from './examples/second-hop.ts';
import { apache as facts } from './facts.ts';
import { apache as hosting } from './hosting.ts';

export const apache: ServerFolder = {
  ...facts,
  examples: [site, before2447, otherPort, secondHop],
  hosting,
};
