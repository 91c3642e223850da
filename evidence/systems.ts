/**
 * The systems whose servers are run. `here` are those of the tests' own system, Debian 12; each other
 * has its records in a folder of its own, named as its release (`npm run test:systems`).
 */
export const runSystems = ['here', 'trixie', 'sid'] as const;
export type RunSystem = (typeof runSystems)[number];
