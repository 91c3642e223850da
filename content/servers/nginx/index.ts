import type { ServerFolder } from '../server.ts';
import { site } from './examples/main.ts';
import { before1251, otherPortBefore1251 } from './examples/before-1-25-1.ts';
import { otherPort } from './examples/other-port.ts';
import { secondHop } from './examples/second-hop.ts';
import { nginx as facts } from './facts.ts';
import { nginx as hosting } from './hosting.ts';

export const nginx: ServerFolder = {
  ...facts,
  examples: [site, before1251, otherPort, otherPortBefore1251, secondHop],
  hosting,
};
