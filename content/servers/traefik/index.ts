import type { ServerFolder } from '../server.ts';
import { files } from './examples/main.ts';
import { otherPort } from './examples/other-port.ts';
import { secondHop } from './examples/second-hop.ts';
import { traefik as facts } from './facts.ts';
import { traefik as hosting } from './hosting.ts';

export const traefik: ServerFolder = {
  ...facts,
  examples: [files, otherPort, secondHop],
  hosting,
};
