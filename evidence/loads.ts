import { join } from 'node:path';
import { findServer, serverIds, type ServerId } from '#servers';
import type { Shape } from '#settings';
import { loadFile, type LoadRecord } from './model.ts';
import { readAs, recordFolder } from './store.ts';
import { linesHash } from './tls-scans.ts';

export const loadPath = join(recordFolder, 'loads.json');

/** The shape in which a server is measured. */
export const measuredShape: Shape = 'https-host';

/** The servers that are measured: iptables passes packets on, and Jenkins itself answers. */
export const measured: readonly ServerId[] = serverIds.filter(
  (id) => findServer(id).evidence === 'run' && id !== 'iptables',
);

/** All measurements that are recorded, also those of files that have changed since. */
export const recordedLoads = (): readonly LoadRecord[] => readAs(loadPath, loadFile) ?? [];

/** The measurements of the files as they are today, in the order of the servers. */
export const loads = (recorded: readonly LoadRecord[] = recordedLoads()): readonly LoadRecord[] =>
  measured.flatMap(
    (id) =>
      recorded.find(
        ({ server, example, hash }) => server === id && hash === linesHash(example, measuredShape),
      ) ?? [],
  );

/** The servers that `npm run measure:load` has still to measure. */
export const loadsMissing = (
  recorded: readonly LoadRecord[] = recordedLoads(),
): readonly ServerId[] => {
  const known = new Set(loads(recorded).map(({ server }) => server));
  return measured.filter((id) => !known.has(id));
};
