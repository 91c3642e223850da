import { spawnSync } from 'node:child_process';
import { systemsNeeded } from '../tests/systems/needed.ts';
import { installMissing } from './debian-packages.ts';

/**
 * Installs what other releases of Debian need and compiles Pomerium unless it is there, then runs
 * every example and every broken set-up there (`matrix`, `matrix-symptoms`) and whole systems
 * (`systems`), and holds the committed records against them; `npm run record -- --systems` writes
 * these. The given arguments go to the runner, such as `--grep=nginx`.
 */
const trouble = installMissing(systemsNeeded);
if (trouble !== null) {
  console.error(`The systems cannot be run: ${trouble}`);
  process.exit(1);
}
const compiled = spawnSync(process.execPath, ['tools/build-pomerium.ts'], {
  stdio: 'inherit',
});
if (compiled.status !== 0) process.exit(1);
const projects = ['matrix', 'matrix-symptoms', 'systems'];
const { status } = spawnSync(
  'playwright',
  ['test', ...projects.map((name) => `--project=${name}`), ...process.argv.slice(2)],
  { stdio: 'inherit' },
);
process.exitCode = status ?? 1;
const verified = spawnSync(process.execPath, ['tools/record/verify.ts'], { stdio: 'inherit' });
if (verified.status !== 0) process.exitCode = 1;
