import { testSymptoms } from '../symptoms.ts';

// Debian 12 is what `npm run test:proxies` runs.
testSymptoms('trixie');
