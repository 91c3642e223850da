import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';

/** A command that the tests need and the Debian package that brings it. */
export interface Packaged {
  readonly command: string;
  readonly package: string;
  /** What does as well, where the first is missing from the system and its packages. */
  readonly or?: Packaged;
}

/** A program at a path of its own, that Debian does not have. */
export interface Fetched {
  readonly command: string;
  /** Where it comes from, in words. */
  readonly source: string;
  /** Puts it there, after the packages. @throws with the reason. */
  readonly fetch: () => void;
}

export type Needed = Packaged | Fetched;

export const isOnPath = (command: string): boolean =>
  spawnSync('sh', ['-c', `command -v "$1"`, 'sh', command], {
    env: { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` },
  }).status === 0;

const isFetched = (needed: Needed): needed is Fetched => 'fetch' in needed;

const isThere = (needed: Needed): boolean =>
  isOnPath(needed.command) || (!isFetched(needed) && needed.or !== undefined && isThere(needed.or));

export const missing = (needed: readonly Needed[]): Needed[] =>
  needed.filter((each) => !isThere(each));

/** What is needed, in words for a message. */
export const inWords = (needed: Needed): string => {
  if (isFetched(needed)) return `${needed.command} (${needed.source})`;
  const { command, package: from, or } = needed;
  return `${command} (Debian package ${from})${or === undefined ? '' : ` or ${inWords(or)}`}`;
};

/** Whether this system's package sources have a package and all that it depends on. */
const isInstallable = (name: string): boolean =>
  spawnSync('apt-get', ['install', '--simulate', '-qq', '--no-install-recommends', name]).status ===
  0;

/** The package to install; the last one also where no source has any, for apt to say so. */
const packageFor = ({ package: name, or }: Packaged): string =>
  or === undefined || isInstallable(name) ? name : packageFor(or);

/** `root` and `sudo` can install; `null` cannot, and `why` says the reason. */
const rights = (): { prefix: readonly string[] } | { why: string } => {
  if (!isOnPath('apt-get')) return { why: 'this system has no apt-get' };
  if (process.getuid?.() === 0) return { prefix: [] };
  if (spawnSync('sudo', ['-n', 'true']).status === 0) return { prefix: ['sudo', '-n'] };
  return { why: 'installing needs root, or sudo without a password' };
};

/** A policy that keeps packages from starting their servers: the tests start them themselves. */
const policy = '/usr/sbin/policy-rc.d';

/** @returns why apt did not install them, or `null`. */
const installPackages = (lacking: readonly Packaged[]): string | null => {
  if (lacking.length === 0) return null;
  const access = rights();
  if ('why' in access) return access.why;
  const run = (...words: string[]): void => {
    const [command = '', ...arguments_] = [...access.prefix, ...words];
    execFileSync(command, arguments_, {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  };
  const ownPolicy = access.prefix.length === 0 && !existsSync(policy);
  if (ownPolicy) writeFileSync(policy, '#!/bin/sh\nexit 101\n', { mode: 0o755 });
  try {
    run('apt-get', 'update', '-qq');
    const wanted = [...new Set(lacking.map(packageFor))];
    console.log(`Installing ${wanted.join(', ')}…`);
    run('apt-get', 'install', '-y', '-qq', '--no-install-recommends', ...wanted);
    return null;
  } catch {
    return 'apt-get failed: see its message above';
  } finally {
    if (ownPolicy) rmSync(policy);
  }
};

/** @returns why the first that failed did, or `null`. */
const fetchPrograms = (lacking: readonly Fetched[]): string | null => {
  try {
    for (const { fetch } of lacking) fetch();
    return null;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
};

/**
 * Installs what is missing: the distribution's packages, then what comes from elsewhere.
 * Returns `null` when all is there in the end, otherwise why it is not.
 */
export const installMissing = (needed: readonly Needed[]): string | null => {
  const lacking = missing(needed);
  const trouble =
    installPackages(lacking.flatMap((each) => (isFetched(each) ? [] : [each]))) ??
    fetchPrograms(lacking.filter(isFetched));
  if (trouble !== null) return trouble;
  const still = missing(needed);
  return still.length === 0 ? null : `still missing: ${still.map(inWords).join(', ')}`;
};
