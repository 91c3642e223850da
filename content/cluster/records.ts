import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256, toText, type Conf } from '#conf';
import { findCommand } from '#commands';
import { locales } from '#i18n';
import type { Shape } from '#settings';
import { checkIds } from '../contract/index.ts';
import {
  clusterFile,
  clusterSettings,
  clusterShapes,
  findSetUp,
  setUpIds,
  type ClusterShape,
  type SetUpId,
} from './set-ups.ts';

/** What a run showed of the objects of a set-up, in one shape of the public URL. */
export interface ClusterRecord {
  /** Of the files in both languages, of the command that applies them and of the list of rules. */
  readonly hash: string;
  /** Day of the run, `YYYY-MM-DD`. */
  readonly date: string;
  /** Version of the controller. */
  readonly traefik: string;
  readonly checks: Readonly<Record<string, 'passed' | 'impossible' | 'not-applicable'>>;
}

export const clusterRecordsFile = 'content/cluster/records.json';

/** Where a run leaves its records for `npm run test:kubernetes` to collect. */
export const clusterFragments = 'test-results/cluster';

export const clusterRunId = (id: SetUpId, shape: Shape): string => `${id}/${shape}`;

/** Every run that the page may speak of. */
export const clusterRuns: readonly { readonly setUp: SetUpId; readonly shape: ClusterShape }[] =
  setUpIds.flatMap((setUp) => clusterShapes.map((shape) => ({ setUp, shape })));

/** What a record is bound to. */
export const clusterHash = (id: SetUpId, shape: Shape): string => {
  const setUp = findSetUp(id);
  const settings = clusterSettings(shape);
  const { run }: { readonly run: Conf } = findCommand(setUp.apply);
  return sha256(
    JSON.stringify([
      locales.map((locale) =>
        [setUp.values, ...setUp.files].map((file) => clusterFile(file, settings, locale)),
      ),
      toText(run, settings, 'en'),
      Object.keys(setUp.cannot).sort(),
      checkIds.toSorted(),
    ]),
  ).slice(0, 24);
};

/** The committed records, by set-up and shape. */
export const clusterRecords = (): Readonly<Record<string, ClusterRecord>> => {
  const path = join(process.cwd(), clusterRecordsFile);
  return existsSync(path)
    ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, ClusterRecord>)
    : {};
};

/** The record of the objects as they are now, or `null`. */
export const clusterRecord = (id: SetUpId, shape: Shape): ClusterRecord | null => {
  const record = clusterRecords()[clusterRunId(id, shape)];
  return record?.hash === clusterHash(id, shape) ? record : null;
};
