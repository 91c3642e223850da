import type { SymptomBreaks } from './break.ts';
import { addresses } from './contract/addresses.ts';
import { messages } from './contract/messages.ts';
import { paths } from './contract/paths.ts';
import { squidDefaults } from './contract/squid.ts';
import { transfers } from './contract/transfers.ts';

/**
 * Configurations that break rules of the contract in a real server, so that no rule is one that
 * always passes. They have no cause and stand on no page.
 */
export const contractRules: SymptomBreaks = {
  causes: {},
  breaks: { ...addresses, ...paths, ...messages, ...transfers, ...squidDefaults },
  reports: [],
};
