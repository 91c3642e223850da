import { hostingHash, leaveFragment, today, type HostingRecord } from '#evidence';
import { locales } from '#i18n';
import type { ServerId } from '#servers';
import type { Place } from '../../content/hosting/index.ts';
import { hostingFiles } from '../../content/servers/published-hosting.ts';

/** Leaves what a test showed of the files of a server, in both languages, for the record. */
export const leaveHosting = (
  server: ServerId,
  place: Place,
  shown: Pick<HostingRecord, 'level' | 'version' | 'system' | 'checks' | 'impossible'>,
): void => {
  const files = locales.flatMap((locale) => hostingFiles(server, place, locale));
  leaveFragment('hosting', `${server}/${place}`, {
    server,
    place,
    record: {
      ...shown,
      hash: hostingHash(server, place),
      date: today(),
      files: Object.fromEntries(files.map(({ path, sha256 }) => [path, sha256])),
    },
  });
};
