import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { HostingId, Place } from '../../content/hosting/index.ts';
import { locales } from '../i18n/locales.ts';
import { hostingFiles } from './published.ts';

/** What a run showed of a server that serves this site; written by `scripts/record-hosting.ts`. */
export interface HostingRecord {
  readonly schema: 1;
  readonly server: string;
  readonly version: string;
  readonly system: string;
  /** Day of the run, `YYYY-MM-DD`. */
  readonly date: string;
  readonly checks: readonly string[];
  /** Hash of each file that was run, in both languages, by its address below `/hosting/`. */
  readonly files: Readonly<Record<string, string>>;
}

export const hostingRecordPath = (id: string): string =>
  join(process.cwd(), 'content', 'evidence', 'hosting', `${id}.json`);

/** The record of a server if it is about the files that are shown now, otherwise `null`. */
export const hostingRecord = (id: HostingId, place: Place): HostingRecord | null => {
  const path = hostingRecordPath(id);
  if (!existsSync(path)) return null;
  const record = JSON.parse(readFileSync(path, 'utf8')) as HostingRecord;
  const shown = locales.flatMap((locale) => hostingFiles(id, place, locale));
  return shown.every((file) => record.files[file.path] === file.sha256) ? record : null;
};
