import { spawnSync } from 'node:child_process';
import { drivers } from './index.ts';

const known = new Map<string, string | null>();

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
    env: { ...process.env, PATH: `${process.env['PATH'] ?? ''}:/usr/sbin:/sbin` },
  });
  const version = driver.versionPattern.exec(`${stdout}${stderr}`)?.[1] ?? null;
  known.set(key, version);
  return version;
};
