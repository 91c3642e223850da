import { existsSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { z } from 'zod';
import { serverIds } from '#servers';
import {
  hostingFile,
  serverRecord,
  symptomRecord,
  type HostingFile,
  type ServerRecord,
  type SymptomObservation,
} from './model.ts';
import type { RunSystem } from './systems.ts';

/** Folder of the records; builds and tests run from the project's root. */
export const recordFolder = join(process.cwd(), 'content', 'evidence');

/** Folder of the records of a system. */
export const folderOf = (system: RunSystem): string =>
  system === 'here' ? recordFolder : join(recordFolder, system);

export const recordPath = (server: string, system: RunSystem): string =>
  join(folderOf(system), `${server}.json`);

export const symptomPath = (system: RunSystem): string => join(folderOf(system), 'symptoms.json');

export const hostingPath = (server: string): string =>
  join(recordFolder, 'hosting', `${server}.json`);

/**
 * Reads a JSON file and holds it against its form; `undefined` when there is no such file.
 *
 * @throws an Error that names the file and each field that is not as it must be.
 */
export const readAs = <Schema extends z.ZodType>(
  path: string,
  schema: Schema,
): z.infer<Schema> | undefined => {
  if (!existsSync(path)) return undefined;
  const name = relative(process.cwd(), path);
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`${name} is no JSON: ${String(error)}`, { cause: error });
  }
  const { data, error } = schema.safeParse(json);
  if (error === undefined) return data;
  const wrong = error.issues.map((issue) => `  ${issue.path.join(' → ')}: ${issue.message}`);
  throw new Error(
    `${name} is not a record of this form; \`npm run record\` writes it anew.\n${wrong.join('\n')}`,
  );
};

const remembered = <Key extends string, Value>(
  read: (key: Key) => Value,
): ((key: Key) => Value) => {
  const known = new Map<Key, Value>();
  return (key) => {
    if (!known.has(key)) known.set(key, read(key));
    return known.get(key) as Value;
  };
};

const serverRecords = remembered(
  (system: RunSystem): ReadonlyMap<string, ServerRecord> =>
    new Map(
      serverIds.flatMap((id) => {
        const record = readAs(recordPath(id, system), serverRecord);
        return record === undefined ? [] : [[id, record] as const];
      }),
    ),
);

/** The record of a server in a system. */
export const recordOf = (server: string, system: RunSystem): ServerRecord | undefined =>
  serverRecords(system).get(server);

/** Observations by id of the break in a system; empty before the first run. */
export const symptomObservations: (
  system: RunSystem,
) => Readonly<Record<string, SymptomObservation>> = remembered(
  (system) => readAs(symptomPath(system), symptomRecord) ?? {},
);

/** The record of how a server serves this site. */
export const hostingFileOf: (server: string) => HostingFile | undefined = remembered((server) =>
  readAs(hostingPath(server), hostingFile),
);
