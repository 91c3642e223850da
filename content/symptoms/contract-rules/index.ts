import type { SymptomBreaks } from '../break.ts';
import { addresses } from './addresses.ts';
import { hardening } from './hardening.ts';
import { messages } from './messages.ts';
import { paths } from './paths.ts';
import { pomeriumDefaults } from './pomerium.ts';
import { squidDefaults } from './squid.ts';
import { traefikRules } from './traefik.ts';
import { transfers } from './transfers.ts';

/**
 * Configurations that break rules of the contract in a real server, so that no rule is one that
 * always passes. They have no cause and stand on no page.
 */
export const contractRules: SymptomBreaks = {
  causes: {},
  breaks: {
    ...addresses,
    ...paths,
    ...messages,
    ...transfers,
    ...hardening,
    ...pomeriumDefaults,
    ...squidDefaults,
    ...traefikRules,
  },
  reports: [],
};
