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
  type Rendering,
} from '#conf';
import { pemFiles } from '../../pem-files.ts';
import { shapes, type Form } from '#settings';
import { withTabs } from '../tabs.ts';

const install = '/etc/caddy/Caddyfile';

/** Limits of the server, from the version on that cuts what pauses for a minute. */
const newerLimits = conf`
  read_header 10s
  # ${{
    fr: 'Une minute par défaut : un envoi ou une lecture\nqui marque une pause serait coupé.',
    en: 'One minute by default: an upload or a download\nthat pauses would be cut.',
  }}
  read_body_idle 10m
  write_idle 10m
`;

/** What holds for every site of the file. */
export const globalOptions = ({
  limits = newerLimits,
  more = false,
}: {
  readonly limits?: Conf;
  readonly more?: Conf | false;
} = {}): Conf => conf`
  {
      # ${{
        fr: 'Sinon, quiconque atteint localhost:2019, un build par exemple,\nreconfigure Caddy sans mot de passe.',
        en: 'Otherwise whoever reaches localhost:2019, a build for example,\nreconfigures Caddy without a password.',
      }}
      admin off
      servers {
          protocols h1 h2
          ${more}
          timeouts {
              ${limits}
          }
      }
  }
`;

const tlsSettings = region(
  'tls',
  conf`
    tls ${certificate} ${key}
    header Strict-Transport-Security max-age=31536000
  `,
);

/** What ends at Caddy: it answers in the order `respond`, `reverse_proxy`, whatever their order here. */
export const refused = ({ underPath }: Form): Conf => conf`
  ${region(
    'name',
    conf`
      @other not header_regexp Host (?i)^${slot('authority', 'regex')}(:${port})?$
      respond @other 421
      @refused method CONNECT TRACE
      respond @refused 405
    `,
  )}
  ${
    underPath &&
    region(
      'location',
      conf`
        @outside not path ${path} ${path}/*
        respond @outside 404
      `,
    )
  }
`;

export const headers = region(
  'headers',
  conf`
    # ${{
      fr: 'Jenkins se fierait à ce que le client écrit ici. Ensuite, reverse_proxy\nmet les siens : X-Forwarded-For, X-Forwarded-Host et X-Forwarded-Proto.',
      en: 'Jenkins would trust what the client writes here. Then reverse_proxy sets\nits own: X-Forwarded-For, X-Forwarded-Host and X-Forwarded-Proto.',
    }}
    request_header -X-Forwarded-*
    request_header -Forwarded
    request_header -X-Proxied-Https
    request_header -Proxy-Auth-Cert
    request_header -Proxy-Ssl-Id
    request_header -Remote-User
    request_header -Remote_User
  `,
);

export const websocket = region(
  'websocket',
  conf`
    # ${{
      fr: 'WebSocket passe, aucun autre protocole. Connection peut nommer\ndes en-têtes que Caddy retirerait.',
      en: 'WebSocket passes, no other protocol. Connection can name headers\nthat Caddy would remove.',
    }}
    @plain not {
        header_regexp Upgrade (?i)^websocket$
        header_regexp Connection (?i)upgrade
    }
    request_header @plain -Upgrade
    request_header @plain -Connection
  `,
);

/** Over HTTPS only: elsewhere the browser does not say whose page asks. */
export const compression = region(
  'compression',
  conf`
    # ${{
      fr: 'Jenkins ne compresse que ce que demande une de ses pages (BREACH).',
      en: 'Jenkins compresses only what one of its own pages asks for (BREACH).',
    }}
    @foreign not header Sec-Fetch-Site same-origin
    request_header @foreign -Accept-Encoding
  `,
);

/** The connection to Jenkins; `own` are lines that only one example has. */
export const upstream = (own: Conf | false = false): Conf =>
  region(
    'location',
    conf`
    # ${{
      fr: "Aucun chemin après le port : Caddy l'accepterait et répondrait 502 à tout.",
      en: 'No path after the port: Caddy would accept it, and answer 502 to everything.',
    }}
    ${writes(...(own ? [] : ['X-Forwarded-For', 'X-Forwarded-Proto']), 'X-Forwarded-Host')`reverse_proxy ${upstreamHost}:${upstreamPort} {`}
        ${own}
        transport http {
            # ${{
              fr: 'Jenkins ferme une connexion inactive après 30 s : Caddy le fait avant.',
              en: 'Jenkins closes an idle connection after 30 s: Caddy does it earlier.',
            }}
            keepalive 20s
        }
    }
  `,
  );

const redirect = region(
  'redirect',
  conf`
    http://${host} {
        redir ${slot('origin')}{uri} 308
    }
  `,
);

/** @param addresses Every port on which Caddy listens. */
export const strangers = (addresses: Conf): Conf =>
  region(
    'name',
    conf`
      # ${{
        fr: 'Sans ce site, tout autre nom reçoit une réponse 200 vide.',
        en: 'Without this site, any other name gets an empty answer with the status 200.',
      }}
      ${addresses} {
          respond 421
      }
    `,
  );

const blank = conf`

`;

/** The whole file. */
export const configuration = (form: Form, limits = newerLimits): Conf => conf`
  ${globalOptions({ limits })}

  ${form.tls ? conf`${slot('origin')} {` : conf`http://${host}:${port} {`}
      ${form.tls && tlsSettings}
      ${form.tls && blank}
      ${refused(form)}

      ${headers}

      ${websocket}

      ${form.tls && compression}
      ${form.tls && blank}
      ${upstream()}
  }

  ${form.tls && redirect}
  ${form.tls && blank}
  ${strangers(form.tls ? conf`:80, :${port}` : conf`:${port}`)}
`;

/** A configuration as the one file that Caddy's packages read. */
export const wholeFile = (content: Conf, { tls }: Form): Rendering => ({
  files: [
    { install, mode: '644', language: 'caddyfile', lineEnds: 'lf', content: withTabs(content) },
  ],
  enable: tls
    ? [conf`chgrp caddy ${certificate} ${key}`, conf`chmod 640 ${certificate} ${key}`]
    : [],
  certificates: pemFiles({ tls }),
  upstream: conf`http://${upstreamHost}:${upstreamPort}${path}/`,
});

/** The file of Caddy's packages. */
export const site: Example = {
  id: 'caddy',
  server: 'caddy',
  // `read_body_idle`: https://caddyserver.com/docs/caddyfile/options#timeouts; 2.11.4 refuses it.
  minimum: '2.11.7',
  shapes,
  render: (form) => wholeFile(configuration(form), form),
};
