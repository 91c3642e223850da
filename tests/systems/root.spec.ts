import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'playwright/test';
import { prepareRoot } from './root.ts';

test('a root has its release, what was asked to be in it, and a shelf of packages for apt', () => {
  const wanted = { suite: 'trixie', packages: ['sudo'], offered: ['hello'] } as const;
  const root = prepareRoot(wanted);
  expect(readFileSync(join(root, 'etc/os-release'), 'utf8')).toContain('VERSION_CODENAME=trixie');
  const inside = (run: string): string =>
    execFileSync('unshare', ['--net', 'chroot', root, 'sh', '-c', run], {
      encoding: 'utf8',
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
    });
  expect(inside("dpkg-query -W -f '${Status}' sudo")).toBe('install ok installed');
  expect(inside('cat /srv/packages/Packages')).toMatch(/^Package: hello$/m);
  expect(prepareRoot(wanted), 'made once').toBe(root);
});
