import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Certificates } from '../wire/certificates.ts';
import type { Driver } from '../servers/driver.ts';
import { addresses } from './network.ts';
import type { Job } from './job.ts';

/** What is mounted for the present run, in the order of mounting. */
const mounted: string[] = [];

const mount = (path: string, ...arguments_: string[]): void => {
  execFileSync('mount', [...arguments_, path], { stdio: ['ignore', 'ignore', 'inherit'] });
  mounted.push(path);
};

/** A layer over the machine's `/etc`; a copy where the kernel has no overlays to give. */
const ownEtc = (folder: string): void => {
  const upper = join(folder, 'upper');
  const work = join(folder, 'work');
  for (const path of [upper, work]) mkdirSync(path);
  const options = `lowerdir=/etc,upperdir=${upper},workdir=${work}`;
  const overlay = spawnSync('mount', ['-t', 'overlay', '-o', options, 'overlay', '/etc']);
  if (overlay.status === 0) {
    mounted.push('/etc');
    return;
  }
  const copy = join(folder, 'copy');
  execFileSync('cp', ['-a', '/etc', copy]);
  mount('/etc', '--bind', copy);
};

/**
 * Gives this mount namespace an `/etc` of its own, so that files are put at their real paths and
 * nothing of the machine changes, and empty folders where the server writes. What the run before
 * left in them is gone.
 *
 * @param folder Where the lab may write.
 * @param jobs What will run, for the names that lead to the server and elsewhere.
 */
export const renewFolders = (folder: string, driver: Driver, jobs: readonly Job[]): void => {
  for (const path of mounted.splice(0).reverse()) execFileSync('umount', ['-l', path]);
  const layers = mkdtempSync(join(folder, 'run-'));
  mount(layers, '-t', 'tmpfs', 'tmpfs');
  ownEtc(layers);
  for (const path of ['/run', '/var/log']) mount(path, '-t', 'tmpfs', '-o', 'mode=755', 'tmpfs');
  for (const { path, owner } of driver.folders) {
    mkdirSync(path, { recursive: true });
    if (!path.startsWith('/run/') && !path.startsWith('/var/log/'))
      mount(path, '-t', 'tmpfs', 'tmpfs');
    execFileSync('chown', [owner, path]);
  }
  const own = jobs.flatMap(({ settings }) => driver.names?.(settings) ?? []);
  const elsewhere = jobs.flatMap(({ settings }) => driver.companion?.names(settings) ?? []);
  writeFileSync(
    '/etc/hosts',
    [
      '127.0.0.1 localhost',
      '::1 localhost',
      `${addresses.server} ${[...new Set(['jenkins.example.com', ...own])].join(' ')}`,
      ...[...new Set(elsewhere)].map((name) => `${addresses.companion} ${name}`),
      '',
    ].join('\n'),
  );
};

const put = (path: string, text: string, mode: number): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  chmodSync(path, mode);
};

/** Puts the files of an example and its certificates where the example says. */
export const install = ({ files, certificates }: Job, pem: Certificates): void => {
  for (const { path, holds } of certificates) {
    put(path, holds.map((part) => pem[part]).join(''), 0o600);
  }
  for (const { install: path, mode, text } of files) put(path, text, Number.parseInt(mode, 8));
};
