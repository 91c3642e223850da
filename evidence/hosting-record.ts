import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Place } from '../content/hosting/index.ts';
import type { ServerId } from '#servers';
import { locales } from '../core/i18n/locales.ts';
import { hostingFiles } from '../content/servers/published-hosting.ts';

/** What the tests showed of a server that serves this site; written by `tools/record/record-hosting.ts`. */
export interface HostingRecord {
  readonly schema: 2;
  readonly server: string;
  /** `syntax` when the server was not run. */
  readonly level: 'run' | 'syntax';
  /** Version as the server printed it; `null` when it was not run. */
  readonly version: string | null;
  readonly system: string;
  /** Day of the run, `YYYY-MM-DD`. */
  readonly date: string;
  /** Checks that passed, by id; see `content/hosting/checks.ts`. */
  readonly checks: readonly string[];
  /** Checks that the server is declared unable to pass, and did not. */
  readonly impossible: readonly string[];
  /** Hash of each file that was tested, in both languages, by its address below `/hosting/`. */
  readonly files: Readonly<Record<string, string>>;
}

export const hostingRecordPath = (id: string): string =>
  join(process.cwd(), 'content', 'evidence', 'hosting', `${id}.json`);

/** The record of a server if it is about the files that are shown now, otherwise `null`. */
export const hostingRecord = (id: ServerId, place: Place): HostingRecord | null => {
  const path = hostingRecordPath(id);
  if (!existsSync(path)) return null;
  const record = JSON.parse(readFileSync(path, 'utf8')) as HostingRecord;
  const shown = locales.flatMap((locale) => hostingFiles(id, place, locale));
  return shown.every((file) => record.files[file.path] === file.sha256) ? record : null;
};
