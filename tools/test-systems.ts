import { spawnSync } from 'node:child_process';
import { systemsNeeded } from '../tests/systems/needed.ts';
import { installMissing } from './debian-packages.ts';

/** Installs what whole systems need, compiles Pomerium unless it is there, then runs the project `systems` with the given arguments. */
const trouble = installMissing(systemsNeeded);
if (trouble !== null) {
  console.error(`The systems cannot be run: ${trouble}`);
  process.exit(1);
}
const compiled = spawnSync(process.execPath, ['tools/build-pomerium.ts'], {
  stdio: 'inherit',
});
if (compiled.status !== 0) process.exit(1);
const { status } = spawnSync(
  'playwright',
  ['test', '--project=systems', ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
const recorded = spawnSync('node', ['tools/record/record-followed.ts'], { stdio: 'inherit' });
process.exitCode = status ?? 1;
if (recorded.status !== 0) process.exitCode = 1;
