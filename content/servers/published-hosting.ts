import { sha256, toText, withLineEnds, type PublishedFile } from '#conf';
import { sampleSettings } from '#settings';
import { type Place } from '../hosting/index.ts';
import { findHosting } from './index.ts';
import type { Locale } from '../../core/i18n/locales.ts';

/** No value of these files is the reader's, so any settings render them. */
export const hostingSettings = sampleSettings('https-host');

/** The files with which a server serves this site, byte for byte; `path` is below `/hosting/`. */
export const hostingFiles = (id: string, place: Place, locale: Locale): PublishedFile[] =>
  findHosting(id)
    .hosting.render(place)
    .files.map(({ install, mode, language, lineEnds, content }) => {
      const text = withLineEnds(toText(content, hostingSettings, locale), lineEnds);
      const name = install.slice(install.search(/[^/\\]*$/));
      const path = `${locale}/${id}/${place}/${name}`;
      return { install, mode, language, path, text, sha256: sha256(text) };
    });
