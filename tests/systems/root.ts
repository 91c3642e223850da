import { execFileSync, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { releases, type RunSystem } from '#evidence';
import { cacheFolder } from '../wire/cache-folder.ts';

/** The releases of Debian that the site names, by the code names that their sources have. */
export const suites = {
  bookworm: releases.here,
  trixie: releases.trixie,
  sid: releases.sid,
} as const;
export type Suite = keyof typeof suites;

/**
 * The release of a code name.
 * @throws for a name that is none; the message lists the known ones.
 */
export const suiteNamed = (name: string): Suite => {
  if (name in suites) return name as Suite;
  throw new Error(`No release “${name}”; releases: ${Object.keys(suites).join(', ')}.`);
};

/** What the title of a test begins with: nothing on the system of this machine. */
export const titleOf = (suite?: Suite): string => (suite === undefined ? '' : `${suites[suite]}: `);

/** The name under which records have a release: `here` for the system of this machine. */
export const systemOf = (suite?: Suite): RunSystem =>
  suite === undefined || suite === 'bookworm' ? 'here' : suite;

/** A root file system of Debian. */
export interface WantedRoot {
  readonly suite: Suite;
  /** Packages that are installed in it, with what they depend on and nothing that they recommend. */
  readonly packages: readonly string[];
  /**
   * Packages that are not installed, but that `apt update` and `apt install` find on it without any
   * network, with what they depend on and recommend: its only source is then a folder of its own.
   */
  readonly offered?: readonly string[];
}

/** Changed with whatever else this module puts into a root, so that prepared ones are made anew. */
const version = 1;

/** Where a root lists the packages that it offers. */
export const shelf = '/srv/packages';

const asked = (command: string, ...words: string[]): string =>
  execFileSync(command, words, { encoding: 'utf8' });

/** Apt's answers to `apt-config dump` that say how this machine reaches its sources. */
const reaching = /^Acquire::(?:https?|ftp|Retries|Check-Valid-Until|Check-Date|ForceIPv[46])\b/;

const aptOptions = (): string =>
  asked('apt-config', 'dump')
    .split('\n')
    .filter((line) => reaching.test(line) && !line.endsWith(' "";'))
    .join('\n');

/**
 * This machine's own sources of Debian with its release replaced by another: a mirror, a proxy or a
 * local copy that is configured here is used for the roots as well.
 * @throws when apt has no source of the release that runs here.
 */
const sources = (suite: Suite): string[] => {
  const own = /^VERSION_CODENAME=(\w+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1] ?? '';
  const parts = suite === 'sid' ? [''] : ['', '-updates', '-security'];
  const rows = asked(
    'apt-get',
    'indextargets',
    '--format',
    '$(CREATED_BY)|$(REPO_URI)|$(RELEASE)|$(COMPONENT)',
  )
    .split('\n')
    .map((line) => line.split('|'));
  const lines = rows.flatMap(([from, uri = '', release = '', component = '']) => {
    const part = parts.find((each) => release === `${own}${each}`);
    return from === 'Packages' && part !== undefined
      ? [`deb ${uri} ${suite}${part} ${component}`]
      : [];
  });
  if (lines.length > 0) return [...new Set(lines)];
  throw new Error(
    `No root of ${suites[suite]} can be made: apt has no source of “${own}”, the release that runs here (apt-get indextargets).`,
  );
};

/**
 * What mmdebstrap runs once the packages are there. Each offered package is fetched on its own,
 * since some exclude each other.
 */
const shelve = (offered: readonly string[]): string => `
  set -e
  rm -f "$1"/var/cache/apt/archives/*.deb
  mkdir -p "$1${shelf}"
  for name in ${offered.join(' ')}; do
    chroot "$1" apt-get install --download-only --yes -o APT::Install-Recommends=true "$name"
  done
  mv "$1"/var/cache/apt/archives/*.deb "$1${shelf}/"
  cd "$1${shelf}"
  apt-ftparchive packages . > Packages
  rm -rf "$1"/etc/apt/sources.list.d/* "$1"/etc/apt/apt.conf.d/99mmdebstrap "$1"/var/lib/apt/lists/*
  echo 'deb [trusted=yes] file:${shelf} ./' > "$1/etc/apt/sources.list"
`;

/**
 * Makes a root file system of Debian, or finds the one made before: a folder in the cache, named
 * by its release and the packages. It is never written to afterwards; put an overlay upon it.
 *
 * The first time takes one to three minutes and says so. A root stays as it was made: remove the
 * folder to get the versions of today.
 *
 * @returns The absolute path of the root.
 * @throws when mmdebstrap is missing or fails, with its last words.
 */
export const prepareRoot = ({ suite, packages, offered = [] }: WantedRoot): string => {
  const names = [...new Set(packages)].sort();
  const onShelf = [...new Set(offered)].sort();
  const name = createHash('sha256')
    .update(JSON.stringify([version, suite, names, onShelf]))
    .digest('hex')
    .slice(0, 12);
  const folder = join(cacheFolder(), 'roots');
  const root = join(folder, `${suite}-${name}`);
  if (existsSync(root)) return root;
  mkdirSync(folder, { recursive: true });
  const started = Date.now();
  console.log(
    `Preparing ${suites[suite]} with ${[...names, ...onShelf].join(', ')}: one to three minutes, once. It is kept in ${root}.`,
  );
  const options = `${root}.apt`;
  const hook = `${root}.sh`;
  writeFileSync(options, aptOptions());
  writeFileSync(hook, `#!/bin/sh\n${shelve(onShelf)}`, { mode: 0o755 });
  const words = [
    '--mode=root',
    '--variant=important',
    '--format=directory',
    `--include=${names.join(',')}`,
    `--aptopt=${options}`,
    ...(onShelf.length === 0 ? [] : [`--customize-hook=${hook} "$1"`]),
    suite,
    `${root}.partial`,
    ...sources(suite),
  ];
  // Two runs may want the same root: the second waits for the first, and finds it made.
  const made = spawnSync(
    'flock',
    [
      `${root}.lock`,
      'sh',
      '-c',
      'root="$1"; shift; [ -d "$root" ] && exit 0; rm -rf "$root.partial"; mmdebstrap "$@" && mv "$root.partial" "$root"',
      'sh',
      root,
      ...words,
    ],
    { encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'], env: environment() },
  );
  if (made.status !== 0) {
    const last = made.stderr.trim().split('\n').slice(-15).join('\n');
    throw new Error(
      `${suites[suite]} could not be prepared (mmdebstrap, status ${made.status}):\n${last}`,
    );
  }
  console.log(`${suites[suite]} prepared in ${Math.round((Date.now() - started) / 1000)} s.`);
  return root;
};

const environment = (): NodeJS.ProcessEnv => ({
  ...process.env,
  DEBIAN_FRONTEND: 'noninteractive',
  LC_ALL: 'C.UTF-8',
  PATH: '/usr/sbin:/usr/bin:/sbin:/bin',
  TMPDIR: '/tmp',
});
