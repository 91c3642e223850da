import { testConformity } from '../conformity.ts';

// Debian 12 is what `npm run test:proxies` runs.
for (const suite of ['trixie', 'sid'] as const) testConformity(suite);
