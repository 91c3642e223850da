import { conf, type Conf, type ExampleFile } from '#conf';
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
} from '../../hosting/parts.ts';

/** How long an address may be kept; it stands before the server. */
export const cacheMap = (place: Place): Conf => conf`
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

/** Compression and its limits, inside the server. */
export const compression = conf`
  gzip on;
  gzip_vary on;
  gzip_min_length 256;
  gzip_comp_level 6;
  gzip_types text/css text/markdown text/plain application/javascript application/json application/xml image/svg+xml;
`;

/** Ports on which nginx listens itself; others need something in front that owns 80 and 443. */
interface Ports {
  readonly http: Conf;
  readonly https: Conf;
}

const standardPorts: Ports = { http: conf`80`, https: conf`443` };

const site = (place: Place, ports: Ports): Conf => conf`
  ${cacheMap(place)}

  ${errorMap(place)}

  server {
      listen ${ports.http};
      listen [::]:${ports.http};
      server_name ${host};
      return 308 https://${host}$request_uri;
  }

  server {
      # ${{
        fr: 'À partir de nginx 1.25.1, ôtez le mot http2 des deux lignes et ajoutez\nhttp2 on; en dessous. Sinon, nginx -t avertit.',
        en: 'From nginx 1.25.1 on, take the word http2 out of both lines and add\nhttp2 on; below them. Otherwise nginx -t warns.',
      }}
      listen ${ports.https} ssl http2;
      listen [::]:${ports.https} ssl http2;
      server_name ${host};
      ${
        ports !== standardPorts &&
        conf`
          # ${{
            fr: "Le port d'ici n'est pas le port public : les redirections restent relatives.",
            en: 'The port here is not the public one: redirects stay relative.',
          }}
          absolute_redirect off;
        `
      }

      ssl_certificate ${chain};
      ssl_certificate_key ${key};
      ssl_protocols TLSv1.2 TLSv1.3;
      ssl_ciphers ${cipherSuites};
      ssl_session_cache shared:docs:10m;

      ${headersComment}
      ${headerLines((name, value) => `add_header ${name} "${value}" always;`)}
      add_header Cache-Control $docs_cache always;

      ${compression}

      ${fileLocations(place)}
  }
`;

/** The whole site with TLS, as a file of Debian and Ubuntu. */
export const siteFile = (place: Place, ports: Ports = standardPorts): ExampleFile => ({
  install: '/etc/nginx/sites-available/docs.conf',
  mode: '644',
  language: 'nginx',
  lineEnds: 'lf',
  content: site(place, ports),
});

/** The step that switches it on. */
export const enableSite = conf`ln -sf /etc/nginx/sites-available/docs.conf /etc/nginx/sites-enabled/docs.conf`;

/** The site of the package listens on port 80, which another server owns. */
export const withoutDefaultSite = conf`rm -f /etc/nginx/sites-enabled/default`;

export const nginx: Hosting = {
  minimum: '1.15.3',
  render: (place) => ({
    files: [siteFile(place)],
    enable: [enableSite],
    certificates: twoFiles,
  }),
};
