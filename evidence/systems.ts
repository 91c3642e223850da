/**
 * The systems whose servers are run. `here` are those of the tests' own system, Debian 12; each other
 * has its records in a folder of its own, named as its release (`npm run test:systems`).
 */
export const runSystems = ['here', 'trixie', 'sid'] as const;
export type RunSystem = (typeof runSystems)[number];

/**
 * The systems of which the site says that what it shows was run there: a shown example, and a shown
 * symptom, without a record of one of them fails `npm test`.
 */
export const claimedSystems = {
  examples: runSystems,
  symptoms: ['here', 'trixie'],
} as const satisfies Record<string, readonly RunSystem[]>;
