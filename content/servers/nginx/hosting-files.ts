import { conf, type Conf, type ExampleFile } from '#conf';
import type { Place } from '../../hosting/hosting.ts';
import { cacheMap, compression, errorMap, fileLocations, withoutDefaultSite } from './hosting.ts';
import { host } from '../../hosting/parts.ts';

/** Where nginx listens for the server in front of it, and for nobody else. */
export const filesAddress = conf`127.0.0.1:8081`;

const relativeRedirects = conf`
  # ${{
    fr: "nginx ne connaît pas l'adresse publique : ses redirections restent relatives.",
    en: 'nginx does not know the public address: its redirects stay relative.',
  }}
  absolute_redirect off;
`;

/** For a server in front that compresses and says itself how long an address may be kept. */
const plain = (place: Place): Conf => conf`
  ${errorMap(place)}

  server {
      listen ${filesAddress};
      server_name ${host};
      ${relativeRedirects}
      gzip off;

      ${fileLocations(place)}
  }
`;

/** For a server in front that can do neither. */
const compressed = (place: Place): Conf => conf`
  ${cacheMap(place)}

  ${errorMap(place)}

  server {
      listen ${filesAddress};
      server_name ${host};
      ${relativeRedirects}

      add_header Cache-Control $docs_cache always;

      # ${{
        fr: 'gzip_proxied : sans cette ligne, nginx ne compresse rien pour qui envoie Via.',
        en: 'gzip_proxied: without this line nginx compresses nothing for whoever sends Via.',
      }}
      ${compression}
      gzip_proxied any;

      ${fileLocations(place)}
  }
`;

const file = (content: Conf): ExampleFile => ({
  install: '/etc/nginx/sites-available/docs-files.conf',
  mode: '644',
  language: 'nginx',
  lineEnds: 'lf',
  content,
});

/** The nginx that reads the files, behind another server. */
export const plainFiles = (place: Place): ExampleFile => file(plain(place));

/** The nginx that reads and compresses the files, behind another server. */
export const compressedFiles = (place: Place): ExampleFile => file(compressed(place));

/** Steps that switch it on. */
export const enableFiles: readonly Conf[] = [
  conf`ln -sf /etc/nginx/sites-available/docs-files.conf /etc/nginx/sites-enabled/docs-files.conf`,
  withoutDefaultSite,
];
