import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import {
  hasPomerium,
  pomeriumBinary,
  pomeriumCache,
  pomeriumFolder,
  pomeriumVersion,
} from '../../servers/pomerium/binary/index.ts';

/** Where the machine finds the repository that its makers' script would add to apt. */
export const repositoryInside = '/opt/pomerium-repository';

const version = pomeriumVersion.slice(1);

/** What `.goreleaser.yaml` of Pomerium says about its packages for Debian. */
const control = `Package: pomerium
Version: 1:${version}-1
Architecture: ${process.arch === 'arm64' ? 'arm64' : 'amd64'}
Depends: libsystemd0
Maintainer: Pomerium <info@pomerium.com>
Homepage: https://www.pomerium.com
Description: Identity Aware Proxy
`;

/** Where the package has Envoy, which that of its makers has inside of the program. */
const envoyInside = '/usr/lib/pomerium/envoy';

/**
 * The program with another place of Envoy. Go keeps the length of a text beside it, so that the new
 * one is as long: several slashes in a path are one.
 * @throws when the program does not name the old place, or the new one is longer.
 */
const withEnvoyAt = (program: Buffer, old: string): Buffer => {
  const wanted = Buffer.from(old);
  const surplus = wanted.length - envoyInside.length;
  const name = '/envoy';
  const given = Buffer.from(
    `${envoyInside.slice(0, -name.length)}${'/'.repeat(Math.max(surplus, 0))}${name}`,
  );
  let at = program.indexOf(wanted);
  if (at === -1 || surplus < 0) throw new Error(`Pomerium does not look for Envoy at ${old}.`);
  for (; at !== -1; at = program.indexOf(wanted, at)) given.copy(program, at);
  return program;
};

/**
 * A repository with Pomerium's package: the files, the unit and the scripts with which its makers
 * package it (`ospkg/` of its module), and the program that was compiled here. Made once.
 *
 * @returns the folder of the repository.
 * @throws when Pomerium was not compiled: `npm run build:pomerium`.
 */
export const pomeriumRepository = (): string => {
  if (!hasPomerium()) throw new Error('Pomerium is not compiled here: npm run build:pomerium.');
  const repository = join(pomeriumFolder(), 'repository');
  if (existsSync(repository)) return repository;
  const module = join(
    pomeriumCache(),
    'modules/github.com/pomerium',
    `pomerium@${pomeriumVersion}`,
    'ospkg',
  );
  const made = mkdtempSync(join(pomeriumFolder(), 'package-'));
  const root = join(made, 'pomerium');
  const add = (path: string, text: string | Buffer, mode = 0o644): void => {
    mkdirSync(join(root, path, '..'), { recursive: true });
    writeFileSync(join(root, path), text);
    chmodSync(join(root, path), mode);
  };
  const ofPackage = (name: string): Buffer => readFileSync(join(module, name));
  add('DEBIAN/control', control);
  add('DEBIAN/conffiles', '/etc/pomerium/config.yaml\n');
  add('DEBIAN/preinst', ofPackage('preinstall.sh'), 0o755);
  add('DEBIAN/postinst', ofPackage('postinstall.sh'), 0o755);
  add('usr/lib/systemd/system/pomerium.service', ofPackage('pomerium.service'));
  cpSync(join(module, 'conf/config.yaml'), join(root, 'etc/pomerium/config.yaml'), {
    recursive: true,
  });
  chmodSync(join(root, 'etc/pomerium/config.yaml'), 0o644);
  const envoy = join(pomeriumFolder(), 'envoy');
  add('usr/sbin/pomerium', withEnvoyAt(readFileSync(pomeriumBinary()), envoy), 0o755);
  add(envoyInside, readFileSync(envoy), 0o755);
  execFileSync('dpkg-deb', ['--root-owner-group', '-Znone', '--build', root, made], {
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  execFileSync('rm', ['-r', root]);
  const packages = execFileSync('apt-ftparchive', ['packages', '.'], { cwd: made });
  writeFileSync(join(made, 'Packages'), packages);
  chmodSync(made, 0o755);
  renameSync(made, repository);
  return repository;
};
