import type { Place } from '../content/hosting/index.ts';
import type { HostingFile, HostingRecord } from './model.ts';
import { hostingHash } from './run-hash.ts';
import { hostingFileOf } from './store.ts';

/**
 * The record of a server at a place if it is about what is shown now, otherwise `null`.
 *
 * @param hash What is shown now; see `hostingHash`.
 */
export const hostingRecordIn = (
  file: HostingFile | undefined,
  place: Place,
  hash: string,
): HostingRecord | null => {
  const record = file?.places[place];
  return record?.hash === hash ? record : null;
};

/** The same from the committed records. */
export const hostingRecord = (server: string, place: Place): HostingRecord | null =>
  hostingRecordIn(hostingFileOf(server), place, hostingHash(server, place));
