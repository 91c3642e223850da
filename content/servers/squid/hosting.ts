import { conf, type Conf } from '#conf';
import { cipherSuites } from '../cipher-suites.ts';
import type { Hosting, Place } from '../../hosting/hosting.ts';
import { compressedFiles, enableFiles } from '../nginx/hosting-files.ts';
import {
  basePath,
  chain,
  hashedGroup,
  headerLines,
  headersComment,
  host,
  key,
  twoFiles,
} from '../../hosting/parts.ts';

/** A value as Squid reads it between double quotes, where `%` begins a format code. */
const quoted = (value: string): string =>
  `"${value.replace(/["\\]/g, '\\$&').replaceAll('%', '%%')}"`;

const configuration = (place: Place): Conf => conf`
  # ${{
    fr: 'Remplace le fichier du paquet, qui ouvre aussi un proxy sortant sur le port 3128.',
    en: 'Replaces the file of the package, which also opens a forward proxy on port 3128.',
  }}
  visible_hostname squid
  pinger_enable off
  logfile_rotate 0

  http_port 80 accel defaultsite=${host}
  https_port 443 accel defaultsite=${host} \
      tls-cert=${chain} \
      tls-key=${key} \
      tls-min-version=1.2 options=NO_TICKET \
      cipher=${cipherSuites}

  # ${{
    fr: 'nginx lit et compresse les fichiers.',
    en: 'nginx reads and compresses the files.',
  }}
  cache_peer 127.0.0.1 parent 8081 0 originserver no-digest no-netdb-exchange

  acl docs dstdomain ${host}
  acl plain localport 80

  http_access deny manager
  # ${{
    fr: '%>rp est le chemin, chaîne de requête comprise.',
    en: '%>rp is the path with its query string.',
  }}
  deny_info 308:https://${host}@Squid{%>rp} plain
  http_access deny docs plain
  http_access allow docs
  http_access deny all

  # ${{
    fr: "Garder ce qui ne change jamais, et cela seulement : d'une page gardée, Squid perdrait l'ETag\nfaible de nginx, et le navigateur recevrait toujours la page entière.",
    en: 'Keep what never changes, and nothing else: of a page that it keeps, Squid would lose the weak\nETag of nginx, and the browser would always get the whole page.',
  }}
  acl hashed urlpath_regex ^${basePath(place)}/${hashedGroup}/
  cache allow hashed
  cache deny all

  ${headersComment}
  ${headerLines((name, value) => `reply_header_add ${name} ${quoted(value)} all`)}
`;

/** Squid reads no files: it does TLS, headers and caching in front of nginx. */
export const squid: Hosting = {
  minimum: '5.1',
  intro: [
    {
      fr: 'Squid ne lit pas de fichiers et ne compresse pas. Il se charge de TLS, des en-têtes et d’un cache\u202F; nginx lit et compresse les fichiers sur l’adresse de bouclage. Squid ne garde que les fichiers à empreinte.',
      en: 'Squid reads no files and does not compress. It does TLS, headers and caching; nginx reads and compresses the files on the loopback address. Squid keeps hashed files only.',
    },
  ],
  behind: 'nginx',
  packages: ['nginx'],
  cannot: {
    http2: {
      reason: {
        fr: 'Squid ne parle pas HTTP/2\u00A0: le navigateur utilise HTTP/1.1.',
        en: 'Squid does not speak HTTP/2: the browser uses HTTP/1.1.',
      },
      source: 'https://wiki.squid-cache.org/Features/HTTP2',
    },
  },
  render: (place) => ({
    files: [
      {
        install: '/etc/squid/squid.conf',
        mode: '644',
        language: 'squid',
        lineEnds: 'lf',
        content: configuration(place),
      },
      compressedFiles(place),
    ],
    enable: enableFiles,
    certificates: twoFiles,
  }),
};
