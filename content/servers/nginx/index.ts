import type { ServerFolder } from '../server.ts';
import { site } from './examples/main.ts';
import { otherPort } from './examples/other-port.ts';
import { secondHop } from './examples/second-hop.ts';
import { nginx as facts } from './facts.ts';
import { nginx as hosting } from './hosting.ts';

export const nginx: ServerFolder = {
  ...facts,
  examples: [site, otherPort, secondHop],
  hosting,
};
