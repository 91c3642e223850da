import { conf, type Conf } from '#conf';
import { cipherSuites } from '../cipher-suites.ts';
import type { Hosting, Place } from './hosting.ts';
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
} from './parts.ts';

const cacheMap = (place: Place): Conf => conf`
  ${hashedComment}
  map $uri $docs_cache {
      default ${revalidated};
      "~^${basePath(place)}/${hashedGroup}/" "${hashed}";
  }
`;

/** The error page of an address; it stands before the server, as every `map` does. */
export const errorMap = (place: Place): Conf => conf`
  ${errorComment}
  map $uri $docs_error {
      default ${basePath(place)}/404.html;
      "~^${basePath(place)}/fr/" ${basePath(place)}/fr/404.html;
      "~^${basePath(place)}/en/" ${basePath(place)}/en/404.html;
  }
`;

/** The files and their types, inside the server. */
export const fileLocations = (place: Place): Conf => conf`
  root ${folder};
  index index.html;
  error_page 403 404 =404 $docs_error;
  server_tokens off;

  charset utf-8;
  charset_types text/css text/markdown text/plain application/javascript;
  location ~ \.md$ {
      types { }
      default_type text/markdown;
  }
  ${textComment}
  location ~ ^${basePath(place)}/(examples|hosting)/.*\.(?!json$)\w+$ {
      types { }
      default_type text/plain;
  }
`;

const configuration = (place: Place): Conf => conf`
  ${cacheMap(place)}

  ${errorMap(place)}

  server {
      listen 80;
      listen [::]:80;
      server_name ${host};
      return 308 https://${host}$request_uri;
  }

  server {
      # ${{
        fr: 'À partir de nginx 1.25.1, la ligne http2 on; remplace le mot http2.',
        en: 'From nginx 1.25.1 on, the line http2 on; replaces the word http2.',
      }}
      listen 443 ssl http2;
      listen [::]:443 ssl http2;
      server_name ${host};

      ssl_certificate ${chain};
      ssl_certificate_key ${key};
      ssl_protocols TLSv1.2 TLSv1.3;
      ssl_ciphers ${cipherSuites};
      ssl_session_cache shared:docs:10m;

      ${headersComment}
      ${headerLines((name, value) => `add_header ${name} "${value}" always;`)}
      add_header Cache-Control $docs_cache always;

      gzip on;
      gzip_vary on;
      gzip_min_length 256;
      gzip_comp_level 6;
      gzip_types text/css text/markdown text/plain application/javascript application/json application/xml image/svg+xml;

      ${fileLocations(place)}
  }
`;

/** The site file of Debian and Ubuntu. */
export const nginx: Hosting = {
  minimum: '1.19.4',
  render: (place) => ({
    files: [
      {
        install: '/etc/nginx/sites-available/docs.conf',
        mode: '644',
        language: 'nginx',
        lineEnds: 'lf',
        content: configuration(place),
      },
    ],
    enable: [conf`ln -sf /etc/nginx/sites-available/docs.conf /etc/nginx/sites-enabled/docs.conf`],
    certificates: twoFiles,
  }),
};
