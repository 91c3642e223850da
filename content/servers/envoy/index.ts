import type { ServerFolder } from '../server.ts';
import { bootstrap } from './examples/main.ts';
import { otherPort } from './examples/other-port.ts';
import { secondHop } from './examples/second-hop.ts';
import { envoy as facts } from './facts.ts';
import { envoy as hosting } from './hosting.ts';

export const envoy: ServerFolder = {
  ...facts,
  examples: [bootstrap, otherPort, secondHop],
  hosting,
};
