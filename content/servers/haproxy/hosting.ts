import { conf, type Conf } from '#conf';
import { cipherSuites } from '../cipher-suites.ts';
import type { Hosting, Place } from '../../hosting/hosting.ts';
import { enableFiles, filesAddress, plainFiles } from '../nginx/hosting-files.ts';
import {
  basePath,
  hashed,
  hashedComment,
  hashedGroup,
  headerLines,
  headersComment,
  host,
  revalidated,
} from '../../hosting/parts.ts';

/** Certificate, chain and key in one file, as `crt` wants them. */
const pem = conf`/etc/haproxy/certs/docs.pem`;

/** A value as HAProxy reads it between double quotes. */
const quoted = (value: string): string => `"${value.replace(/["\\%]/g, '\\$&')}"`;

const front = (place: Place): Conf => conf`
  global
      log stdout format raw local0
      user haproxy
      group haproxy
      chroot /var/lib/haproxy
      ssl-default-bind-options ssl-min-ver TLSv1.2
      ssl-default-bind-ciphers ${cipherSuites}

  defaults
      mode http
      log global
      option httplog
      timeout connect 5s
      timeout client 30s
      timeout server 30s
      timeout http-request 10s

  frontend web
      bind :80,[::]:80 v6only
      bind :443,[::]:443 v6only ssl crt ${pem} alpn h2,http/1.1
      http-request redirect prefix https://${host} code 308 unless { ssl_fc }

      # ${{
        fr: 'HAProxy compresse en gzip, pas en Brotli.',
        en: 'HAProxy compresses with gzip, not with Brotli.',
      }}
      compression algo gzip
      compression type text/html text/css text/markdown text/plain application/javascript application/json text/xml image/svg+xml

      ${headersComment}
      ${headerLines((name, value) => `http-after-response set-header ${name} ${quoted(value)}`)}
      ${hashedComment}
      http-request set-var(txn.path) path
      acl hashed var(txn.path) -m reg ^${basePath(place)}/${hashedGroup}/
      http-after-response set-header Cache-Control ${revalidated}
      http-after-response set-header Cache-Control "${hashed}" if hashed { status 200 304 }

      default_backend files

  backend files
      server files ${filesAddress}
`;

/** HAProxy reads no files: it does TLS, compression and headers in front of nginx. */
export const haproxy: Hosting = {
  minimum: '2.4',
  intro: [
    {
      fr: 'HAProxy ne lit pas de fichiers. Il se charge de TLS, des en-têtes et de la compression\u202F; nginx lit les fichiers sur l’adresse de bouclage.',
      en: 'HAProxy reads no files. It does TLS, headers and compression; nginx reads the files on the loopback address.',
    },
  ],
  behind: 'nginx',
  packages: ['nginx'],
  render: (place) => ({
    files: [
      {
        install: '/etc/haproxy/haproxy.cfg',
        mode: '644',
        language: 'haproxy',
        lineEnds: 'lf',
        content: front(place),
      },
      plainFiles(place),
    ],
    enable: enableFiles,
    certificates: [{ path: pem, holds: ['chain', 'key'] }],
  }),
};
