import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';

/** A command that the tests need and the Debian package that brings it. */
export interface Needed {
  readonly command: string;
  readonly package: string;
}

export const isOnPath = (command: string): boolean =>
  spawnSync('sh', ['-c', `command -v "$1"`, 'sh', command], {
    env: { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` },
  }).status === 0;

export const missing = (needed: readonly Needed[]): Needed[] =>
  needed.filter(({ command }) => !isOnPath(command));

/** `root` and `sudo` can install; `null` cannot, and `why` says the reason. */
const rights = (): { prefix: readonly string[] } | { why: string } => {
  if (!isOnPath('apt-get')) return { why: 'this system has no apt-get' };
  if (process.getuid?.() === 0) return { prefix: [] };
  if (spawnSync('sudo', ['-n', 'true']).status === 0) return { prefix: ['sudo', '-n'] };
  return { why: 'installing needs root, or sudo without a password' };
};

/** A policy that keeps packages from starting their servers: the tests start them themselves. */
const policy = '/usr/sbin/policy-rc.d';

/**
 * Installs what is missing from the distribution's packages.
 * Returns `null` when all is there in the end, otherwise why it is not.
 */
export const installMissing = (needed: readonly Needed[]): string | null => {
  const wanted = [...new Set(missing(needed).map((each) => each.package))];
  if (wanted.length === 0) return null;
  const access = rights();
  if ('why' in access) return access.why;
  const run = (...words: string[]): void => {
    const [command = '', ...arguments_] = [...access.prefix, ...words];
    execFileSync(command, arguments_, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  };
  console.log(`Installing ${wanted.join(', ')}…`);
  const ownPolicy = access.prefix.length === 0 && !existsSync(policy);
  if (ownPolicy) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    run('apt-get', 'update', '-qq');
    run('apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...wanted);
  } catch {
    return 'apt-get failed: see its message above';
  } finally {
    if (ownPolicy) rmSync(policy);
  }
  const still = missing(needed);
  return still.length === 0
    ? null
    : `still missing: ${still.map(({ command }) => command).join(', ')}`;
};
