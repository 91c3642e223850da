import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Certificates } from '../certificates.ts';
import type { Driver } from '../drivers/driver.ts';
import { addresses } from './network.ts';
import type { Job } from './job.ts';

const mount = (...arguments_: string[]): void => {
  execFileSync('mount', arguments_, { stdio: ['ignore', 'ignore', 'inherit'] });
};

/**
 * Gives this mount namespace an `/etc` of its own, so that files are put at their real paths and
 * nothing of the machine changes, and empty folders where the server writes.
 */
export const furnish = (folder: string, driver: Driver): void => {
  const etc = join(folder, 'etc');
  execFileSync('cp', ['-a', '/etc', etc]);
  mount('--bind', etc, '/etc');
  for (const path of ['/run', '/var/log']) mount('-t', 'tmpfs', '-o', 'mode=755', 'tmpfs', path);
  for (const { path, owner } of driver.folders) {
    mkdirSync(path, { recursive: true });
    if (!path.startsWith('/run/') && !path.startsWith('/var/log/'))
      mount('-t', 'tmpfs', 'tmpfs', path);
    execFileSync('chown', [owner, path]);
  }
  writeFileSync(
    '/etc/hosts',
    ['127.0.0.1 localhost', '::1 localhost', `${addresses.server} jenkins.example.com`, ''].join(
      '\n',
    ),
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
