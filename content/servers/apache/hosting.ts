import { conf, type Conf } from '#conf';
import { cipherSuites } from '../cipher-suites.ts';
import type { Hosting, Place } from '../../hosting/hosting.ts';
import {
  basePath,
  chain,
  errorComment,
  folder,
  hashed,
  hashedComment,
  hashedGroup,
  headerLines,
  headersComment,
  host,
  key,
  revalidated,
  textComment,
  twoFiles,
  word,
} from '../../hosting/parts.ts';

const compressed = word(
  'text/html text/css text/javascript text/markdown text/plain text/xml application/javascript application/json application/xml image/svg+xml',
);

const configuration = (place: Place): Conf => conf`
  <VirtualHost *:80>
      ServerName ${host}
      Redirect 308 / https://${host}/
  </VirtualHost>

  <VirtualHost *:443>
      ServerName ${host}

      Protocols h2 http/1.1
      SSLEngine on
      SSLCertificateFile ${chain}
      SSLCertificateKeyFile ${key}
      SSLProtocol -all +TLSv1.2 +TLSv1.3
      SSLCipherSuite ${cipherSuites}

      DocumentRoot ${folder}
      <Directory ${folder}>
          Require all granted
          # ${{ fr: 'Ni liste de dossier, ni .htaccess.', en: 'Neither folder lists nor .htaccess.' }}
          Options None
          AllowOverride None
          DirectoryIndex index.html
      </Directory>

      ${headersComment}
      ${headerLines((name, value) => `Header always set ${name} "${value}"`)}
      Header set Cache-Control "${revalidated}"
      ${hashedComment}
      <LocationMatch "^${basePath(place)}/${hashedGroup}/">
          Header set Cache-Control "${hashed}"
      </LocationMatch>

      # ${{
        fr: 'Brotli pour qui le comprend, sinon gzip. Sans NoChange, un fichier compressé ne serait\njamais reconnu comme inchangé.',
        en: 'Brotli for those who understand it, gzip otherwise. Without NoChange a compressed file\nwould never be found unchanged.',
      }}
      AddOutputFilterByType BROTLI_COMPRESS;DEFLATE ${compressed}
      BrotliAlterETag NoChange
      DeflateAlterETag NoChange

      AddDefaultCharset utf-8
      AddType text/markdown .md
      AddCharset utf-8 .md
      ${textComment}
      <LocationMatch "^${basePath(place)}/(examples|hosting)/.*\.(?!json$)\w+$">
          ForceType text/plain
      </LocationMatch>

      ${errorComment}
      ErrorDocument 403 ${basePath(place)}/404.html
      ErrorDocument 404 ${basePath(place)}/404.html
      <Location ${basePath(place)}/fr/>
          ErrorDocument 404 ${basePath(place)}/fr/404.html
      </Location>
      <Location ${basePath(place)}/en/>
          ErrorDocument 404 ${basePath(place)}/en/404.html
      </Location>
  </VirtualHost>
`;

/** A site file of Debian and Ubuntu. */
export const apache: Hosting = {
  minimum: '2.4.26',
  render: (place) => ({
    files: [
      {
        install: '/etc/apache2/sites-available/docs.conf',
        mode: '644',
        language: 'apache',
        lineEnds: 'lf',
        content: configuration(place),
      },
    ],
    enable: [conf`a2enmod brotli deflate headers http2 ssl`, conf`a2ensite docs`],
    certificates: twoFiles,
  }),
};
