import { join } from 'node:path';
import { findExample, olderForm } from '#examples';
import { exampleSettings, sha256, toText } from '#conf';
import type { ServerId } from '#servers';
import {
  guardIds,
  guards,
  guardedFiles,
  guardShape,
  type GuardId,
} from '../content/servers/guards/index.ts';
import { guardFile, type GuardRecord } from './model.ts';
import { readAs, recordFolder } from './store.ts';

export const guardPath = join(recordFolder, 'guards.json');

/** Every guard of every server, by an id such as `addresses/nginx`. */
export const guardKeys: readonly {
  readonly key: string;
  readonly id: GuardId;
  readonly server: ServerId;
}[] = guardIds.flatMap((id) =>
  (Object.keys(guards[id]) as ServerId[]).map((server) => ({ key: `${id}/${server}`, id, server })),
);

/**
 * The hash that binds a record to the files with a guard, in the form of every version.
 * @throws for a server that has no such guard.
 */
export const guardHash = (id: GuardId, server: ServerId): string => {
  const guard = guards[id][server];
  if (guard === undefined) throw new Error(`No guard “${id}” for ${server}.`);
  const example = findExample(server);
  const settings = exampleSettings(example, guardShape);
  const older = olderForm(example);
  const forms = [example, ...(older === undefined ? [] : [older])];
  return sha256(
    JSON.stringify(
      forms.map((form) =>
        guardedFiles(form, guard).map(({ content }) => toText(content, settings, 'en')),
      ),
    ),
  );
};

let known: Readonly<Record<string, GuardRecord>> | undefined;

/** The record of a guard if it is about the lines of today, otherwise `null`. */
export const guardRecordOf = (id: GuardId, server: ServerId): GuardRecord | null => {
  known ??= readAs(guardPath, guardFile) ?? {};
  const found = known[`${id}/${server}`];
  return found?.hash === guardHash(id, server) ? found : null;
};
