import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { exampleShapeId, publishedFiles, type Example } from '../core/conf/index.ts';
import { locales } from '../core/i18n/locales.ts';
import type { Shape } from '../core/settings/index.ts';
import { evidenceOf, type Evidence, type ServerRecord } from './record.ts';

/** Folder of the records; builds and tests run from the project's root. */
export const recordFolder = join(process.cwd(), 'content', 'evidence');

let known: ReadonlyMap<string, ServerRecord> | undefined;

/** The records by server id; a server without a record is absent. */
export const records = (): ReadonlyMap<string, ServerRecord> => {
  if (known !== undefined) return known;
  const files = existsSync(recordFolder) ? readdirSync(recordFolder) : [];
  known = new Map(
    files
      .filter((file) => file.endsWith('.json') && file !== 'symptoms.json')
      .map((file) => JSON.parse(readFileSync(join(recordFolder, file), 'utf8')) as ServerRecord)
      .map((record) => [record.server, record]),
  );
  return known;
};

/** What is proven about the files of a shape in all languages, or `null`. */
export const evidenceFor = (
  example: Example,
  shape: Shape,
  today = new Date(),
): Evidence | null => {
  const shown = locales.flatMap((locale) => publishedFiles(example, shape, locale));
  return evidenceOf(
    records().get(example.server),
    exampleShapeId(example, shape),
    Object.fromEntries(shown.map(({ path, sha256 }) => [path, sha256])),
    today,
  );
};
