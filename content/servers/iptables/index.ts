import type { ServerFolder } from '../server.ts';
import { site } from './examples/main.ts';
import { nftables } from './examples/nftables.ts';
import { iptables as facts } from './facts.ts';
import { iptables as hosting } from './hosting.ts';

export const iptables: ServerFolder = {
  ...facts,
  examples: [site, nftables],
  hosting,
};
