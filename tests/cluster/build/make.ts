import { spawnSync } from 'node:child_process';
import { cpSync, copyFileSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  gatewayApiVersion,
  hasKubernetes,
  kubernetesCache,
  kubernetesFolder,
  kubernetesVersion,
} from './index.ts';

/** Of the module of the Gateway API, as the checksum database has it. */
const gatewayApiSum = 'h1:lKpJa5bGlraC/QeACvCpsHLdmO6y0iKfzVl6gzaFEYc=';

/** @throws with the last words of Go when it fails. */
const go = (cwd: string, ...words: readonly string[]): string => {
  const { status, stdout, stderr, error } = spawnSync('go', words, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 1 << 26,
    env: {
      ...process.env,
      GOTOOLCHAIN: 'local',
      GOMODCACHE: join(kubernetesCache(), 'modules'),
      GOCACHE: join(kubernetesCache(), 'compiled'),
      GOFLAGS: '-modcacherw -buildvcs=false',
      CGO_ENABLED: '0',
    },
  });
  if (status === 0) return stdout;
  const last = `${stdout ?? ''}${stderr ?? ''}`.trim().split('\n').slice(-15).join('\n');
  throw new Error(`go ${words.slice(0, 2).join(' ')} failed.\n${error?.message ?? last}`);
};

const variables = (version: string): string => {
  const [major = '', minor = ''] = version.split('.');
  const of = 'k8s.io/component-base/version';
  return `-s -w -X ${of}.gitVersion=v${version} -X ${of}.gitMajor=${major} -X ${of}.gitMinor=${minor}`;
};

/**
 * Makes the programs in a folder of the cache, or finds them made.
 *
 * @throws when Go 1.26 is not here or a download is another than known.
 */
export const makeKubernetes = (): void => {
  if (hasKubernetes()) return;
  const target = kubernetesFolder();
  console.log(
    `Compiling the API server of Kubernetes ${kubernetesVersion} from its Go modules, once: about ten minutes on two cores, 90 MB to download. It is kept in ${target}.`,
  );
  const made = `${target}.partial`;
  rmSync(made, { recursive: true, force: true });
  mkdirSync(made, { recursive: true });
  const source = join(made, 'source');
  mkdirSync(source);
  const module = `sigs.k8s.io/gateway-api@v${gatewayApiVersion}`;
  const { Dir, Sum } = JSON.parse(go(made, 'mod', 'download', '-json', module)) as {
    readonly Dir: string;
    readonly Sum: string;
  };
  if (Sum !== gatewayApiSum) throw new Error(`${module} has the hash ${Sum}.`);
  cpSync(join(Dir, 'config', 'crd', 'standard'), join(made, 'gateway-api'), { recursive: true });
  for (const name of ['go.mod', 'go.sum'])
    copyFileSync(join(import.meta.dirname, name), join(source, name));
  for (const program of ['kubectl', 'kube-apiserver']) {
    go(
      source,
      ...['build', '-trimpath', '-ldflags', variables(kubernetesVersion)],
      ...['-o', join(made, program), `k8s.io/kubernetes/cmd/${program}`],
    );
  }
  rmSync(source, { recursive: true });
  renameSync(made, target);
};
