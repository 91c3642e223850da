import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exampleShapeId, publishedFiles, type Example } from '../core/conf/index.ts';
import { locales } from '../core/i18n/locales.ts';
import type { Shape } from '../core/settings/index.ts';
import { evidenceOf, joinedEvidence, type Evidence, type ServerRecord } from './record.ts';
import { runSystems, type RunSystem } from './systems.ts';

/** Folder of the records; builds and tests run from the project's root. */
export const recordFolder = join(process.cwd(), 'content', 'evidence');

/** Folder of the records of a system. */
export const folderOf = (system: RunSystem): string =>
  system === 'here' ? recordFolder : join(recordFolder, system);

const readRecords = (folder: string): ReadonlyMap<string, ServerRecord> =>
  new Map(
    (existsSync(folder) ? readdirSync(folder) : [])
      .filter((file) => file.endsWith('.json') && file !== 'symptoms.json')
      .map((file) => JSON.parse(readFileSync(join(folder, file), 'utf8')) as ServerRecord)
      .map((record) => [record.server, record]),
  );

let known: readonly ReadonlyMap<string, ServerRecord>[] | undefined;

/** The records by server id, one map a system; a server without a record is absent. */
export const records = (): readonly ReadonlyMap<string, ServerRecord>[] =>
  (known ??= runSystems.map((system) => readRecords(folderOf(system))));

/** The records of a server, one a system. */
export const recordsOf = (server: string): ServerRecord[] =>
  records().flatMap((ofSystem) => ofSystem.get(server) ?? []);

/** What is proven about the files of a shape in all languages, in every system, or `null`. */
export const evidenceFor = (
  example: Example,
  shape: Shape,
  today = new Date(),
): Evidence | null => {
  const shown = locales.flatMap((locale) => publishedFiles(example, shape, locale));
  const hashes = Object.fromEntries(shown.map(({ path, sha256 }) => [path, sha256]));
  const id = exampleShapeId(example, shape);
  return joinedEvidence(
    recordsOf(example.server).flatMap((record) => evidenceOf(record, id, hashes, today) ?? []),
  );
};
