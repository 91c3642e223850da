import {
  certificate,
  conf,
  host,
  key,
  path,
  port,
  region,
  slot,
  upstreamHost,
  upstreamPort,
  writes,
  type Conf,
  type Example,
} from '#conf';
import { pemFiles } from '../../pem-files.ts';
import { cipherSuites } from '../../cipher-suites.ts';
import { shapes, type Form } from '#settings';

const install = '/etc/squid/squid.conf';

/** Names of its own, and what a proxy of this kind does not need. */
const start = conf`
  # ${{
    fr: "Remplace le fichier du paquet, qui ouvre aussi un proxy sortant sur le port 3128.\nLe nom ci-dessous n'est pas le nom public : sous celui-ci, Squid répondrait lui-même à\n/squid-internal-*.",
    en: 'Replaces the file of the package, which also opens a forward proxy on port 3128.\nThe name below is not the public one: under that name, Squid would answer\n/squid-internal-* by itself.',
  }}
  visible_hostname squid
  pinger_enable off
  # ${{
    fr: 'logrotate, réglé par le paquet, fait tourner les journaux.',
    en: 'logrotate, set up by the package, rotates the logs.',
  }}
  logfile_rotate 0
`;

const plainPort = conf`http_port ${port} accel defaultsite=${host}`;

const tlsPorts = conf`
  http_port 80 accel defaultsite=${host}
  ${region(
    'tls',
    conf`
      https_port ${port} accel defaultsite=${host} \
          tls-cert=${certificate} \
          tls-key=${key} \
          tls-min-version=1.2 options=NO_TICKET,CIPHER_SERVER_PREFERENCE \
          cipher=${cipherSuites}
    `,
  )}
`;

const upstream = region(
  'location',
  conf`
    # ${{
      fr: "originserver : Jenkins, pas un autre cache. login=PASSTHRU transmet Authorization :\njetons d'API et ligne de commande.",
      en: 'originserver: Jenkins, not another cache. login=PASSTHRU passes Authorization on:\nAPI tokens and command line.',
    }}
    cache_peer ${upstreamHost} parent ${upstreamPort} 0 originserver \
        login=PASSTHRU no-digest no-netdb-exchange
  `,
);

const names = ({ tls, underPath }: Form): Conf => conf`
  # ${{
    fr: "Jenkins forme ses liens d'après Host : ni autre nom, ni autre port ne l'atteint. -n : sans\nchercher le nom d'une adresse, dont un client pourrait disposer.",
    en: 'Jenkins builds its links from Host: no other name or port reaches it. -n: without looking\nup the name of an address, which a client may control.',
  }}
  acl jenkins dstdomain -n ${host}
  acl public_port port ${port}
  acl for_proxies method CONNECT TRACE
  # ${{
    fr: 'Squid retirerait les en-têtes que le client nomme dans Connection.',
    en: 'Squid would remove the headers that the client names in Connection.',
  }}
  acl drops_headers req_header Connection -i authorization|cookie|host|forwarded
  ${
    underPath &&
    region('location', conf`acl jenkins_path urlpath_regex ^${slot('path', 'regex')}([/?]|$)`)
  }
  ${tls && conf`acl plain localport 80`}
  ${tls && conf`acl secure localport ${port}`}
`;

const redirect = region(
  'redirect',
  conf`
    # ${{
      fr: '308 garde la méthode ; %>rp est le chemin, chaîne de requête comprise.',
      en: '308 keeps the method; %>rp is the path with its query string.',
    }}
    deny_info 308:${slot('origin')}@Squid{%>rp} plain
    http_access deny jenkins plain
  `,
);

const access = ({ tls, underPath }: Form): Conf => conf`
  http_access deny manager
  http_access deny for_proxies
  http_access deny drops_headers
  ${tls && redirect}
  ${region(
    'location',
    underPath
      ? conf`http_access allow jenkins public_port jenkins_path`
      : conf`http_access allow jenkins public_port`,
  )}
  http_access deny all
  # ${{
    fr: 'Rien en cache : chaque page dépend de qui la demande.',
    en: 'Nothing in the cache: every page depends on who asks for it.',
  }}
  cache deny all
`;

const headers = ({ tls }: Form): Conf =>
  region(
    'headers',
    conf`
      # ${{
        fr: "L'adresse que Squid a vue, seule. Les autres en-têtes du client sont retirés : Jenkins\ns'y fierait.",
        en: 'The address that Squid saw, alone. The other headers of the client are removed: Jenkins\nwould use them.',
      }}
      ${writes('X-Forwarded-For')`forwarded_for truncate`}
      request_header_access X-Forwarded-Host deny all
      request_header_access X-Forwarded-Proto deny all
      request_header_access X-Forwarded-Port deny all
      request_header_access X-Forwarded-Server deny all
      request_header_access Forwarded deny all
      request_header_access X-Proxied-Https deny all
      request_header_access Proxy-Auth-Cert deny all
      request_header_access Proxy-Ssl-Id deny all
      # ${{
        fr: 'Un plugin prendrait ceux-ci pour une connexion faite par le proxy.',
        en: 'A plugin would take these for a sign-in made by the proxy.',
      }}
      request_header_access X-Forwarded-User deny all
      request_header_access X-Forwarded-Groups deny all
      request_header_access X-Forwarded-Email deny all
      request_header_access X-Forwarded-DisplayName deny all
      request_header_access Remote-User deny all
      request_header_access REMOTE_USER deny all
      ${tls && writes('X-Forwarded-Proto')`request_header_add X-Forwarded-Proto https secure`}
    `,
  );

/** BREACH: a page of another site could tell a secret from the size of compressed answers. */
const compression = region(
  'compression',
  conf`
    # ${{
      fr: "Compressé pour les pages de Jenkins seulement : un autre site n'apprend rien des tailles.",
      en: 'Compressed for pages of Jenkins only: another site learns nothing from sizes.',
    }}
    acl own_page req_header Sec-Fetch-Site ^same-origin$
    request_header_access Accept-Encoding allow own_page
    request_header_access Accept-Encoding deny all
  `,
);

const hsts = region(
  'tls',
  conf`reply_header_add Strict-Transport-Security "max-age=31536000" secure`,
);

const websocket = region(
  'websocket',
  conf`
    # ${{
      fr: 'WebSocket : agents et ligne de commande. La casse compte, les clients utilisent les deux.',
      en: 'WebSocket: agents and command line. The case counts, and clients use both.',
    }}
    http_upgrade_request_protocols websocket allow all
    http_upgrade_request_protocols WebSocket allow all
  `,
);

const transfers = region(
  'transfers',
  conf`
    # ${{
      fr: 'Un jour par défaut : les agents WebSocket seraient coupés chaque jour.',
      en: 'One day by default: WebSocket agents would be cut every day.',
    }}
    client_lifetime 365 days
    # ${{
      fr: 'Un client lent occupe une place : cinq minutes par défaut pour des en-têtes.',
      en: 'A slow client holds a place: five minutes by default for headers.',
    }}
    request_timeout 30 seconds
    request_start_timeout 30 seconds
    # ${{
      fr: "Quand ce tampon est plein, Squid 5.7 coupe la connexion de l'envoi.",
      en: 'When this buffer is full, Squid 5.7 cuts the connection of the upload.',
    }}
    client_request_buffer_max_size 100 MB
    # ${{
      fr: 'Jenkins ferme une connexion inactive après 30 s : Squid le fait avant.',
      en: 'Jenkins closes an idle connection after 30 s: Squid does it earlier.',
    }}
    server_idle_pconn_timeout 20 seconds
  `,
);

const configuration = (form: Form): Conf => conf`
  ${start}

  ${form.tls ? tlsPorts : plainPort}

  ${upstream}

  ${names(form)}

  ${access(form)}

  ${headers(form)}
  ${form.tls && compression}
  ${form.tls && hsts}

  ${websocket}

  ${transfers}
`;

/** The whole `squid.conf`, so that nothing of the packaged forward proxy stays. */
export const site: Example = {
  id: 'squid',
  server: 'squid',
  minimum: '5.1',
  shapes,
  render: (form) => ({
    files: [
      { install, mode: '644', language: 'squid', lineEnds: 'lf', content: configuration(form) },
    ],
    enable: [],
    certificates: pemFiles(form),
    upstream: conf`http://${upstreamHost}:${upstreamPort}${path}/`,
  }),
};
