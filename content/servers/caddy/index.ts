import type { ServerFolder } from '../server.ts';
import { site } from './examples/main.ts';
import { before2117, otherPortBefore2117 } from './examples/before-2-11-7.ts';
import { otherPort } from './examples/other-port.ts';
import { secondHop } from './examples/second-hop.ts';
import { caddy as facts } from './facts.ts';
import { caddy as hosting } from './hosting.ts';

export const caddy: ServerFolder = {
  ...facts,
  examples: [site, before2117, otherPort, otherPortBefore2117, secondHop],
  hosting,
};
