import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * Installs the npm packages when `node_modules` does not hold what the lock file says. Plain
 * JavaScript for any Node: it runs before the project's own Node is there.
 */
const stamp = 'node_modules/.installed-lock';
const lock = createHash('sha256').update(readFileSync('package-lock.json')).digest('hex');
const installed = existsSync(stamp) && readFileSync(stamp, 'utf8') === lock;

if (!installed) {
  console.log('Installing the npm packages…');
  try {
    execFileSync('npm', ['ci', '--loglevel=error'], { stdio: 'inherit' });
  } catch {
    console.error('The npm packages could not be installed: see the message of npm above.');
    process.exit(1);
  }
  writeFileSync(stamp, lock);
}
