/**
 * The systems whose servers are run. `here` are those of the tests' own system, Debian 12; each other
 * has its records in a folder of its own, named as its release (`npm run test:systems`).
 */
export const runSystems = ['here', 'trixie', 'sid'] as const;
export type RunSystem = (typeof runSystems)[number];

/** The release of Debian that each system is, as records name it. */
export const releases = {
  here: 'Debian 12',
  trixie: 'Debian 13',
  sid: 'Debian sid',
} as const satisfies Record<RunSystem, string>;

/**
 * The systems of which the site says that what it shows was run there: a shown example, a shown
 * symptom and a page with commands, without a record of one of them fails `npm test`.
 */
export const claimedSystems = {
  examples: runSystems,
  symptoms: ['here', 'trixie'],
  followed: ['here', 'trixie'],
} as const satisfies Record<string, readonly RunSystem[]>;
