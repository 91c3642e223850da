import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { locales } from '#i18n';
import type { Place } from '../../content/hosting/index.ts';
import type { ServerId } from '#servers';
import { hostingFiles } from '../../content/servers/published-hosting.ts';
import type { HostingRecord } from '../../evidence/hosting-record.ts';

/** Where each test leaves its part of the record; `tools/record/record-hosting.ts` joins them. */
const fragments = 'test-results/hosting';

/** Leaves what a test showed of the files of a server, in both languages, for the record. */
export const leaveFragment = (
  id: ServerId,
  place: Place,
  shown: Pick<HostingRecord, 'level' | 'version' | 'system' | 'checks' | 'impossible'>,
): void => {
  const files = locales.flatMap((locale) => hostingFiles(id, place, locale));
  mkdirSync(fragments, { recursive: true });
  writeFileSync(
    join(fragments, `${id}__${place}.json`),
    JSON.stringify({
      id,
      place,
      ...shown,
      files: Object.fromEntries(files.map(({ path, sha256 }) => [path, sha256])),
    }),
  );
};
