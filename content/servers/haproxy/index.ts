import type { ServerFolder } from '../server.ts';
import { balancer } from './examples/main.ts';
import { otherPort } from './examples/other-port.ts';
import { secondHop } from './examples/second-hop.ts';
import { haproxy as facts } from './facts.ts';
import { haproxy as hosting } from './hosting.ts';

export const haproxy: ServerFolder = {
  ...facts,
  examples: [balancer, otherPort, secondHop],
  hosting,
};
