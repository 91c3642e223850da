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
import { cipherSuites } from '../../cipher-suites.ts';
import { shapes, type Form } from '#settings';

const install = '/etc/nginx/sites-available/jenkins.conf';

/** What Jenkins is told about the scheme when nginx itself speaks to the browser. */
const ownScheme = writes('X-Forwarded-Proto')`proxy_set_header X-Forwarded-Proto $scheme;`;

/** The lines that keep client and Jenkins from disagreeing about the public URL. */
export const headers = (scheme: Conf = ownScheme): Conf =>
  region(
    'headers',
    conf`
    # ${{
      fr: "Ce que Jenkins doit savoir de l'URL publique. Chaque en-tête est écrasé :\nun client ne peut pas en imposer un.",
      en: 'What Jenkins must know about the public URL. Each header is overwritten:\na client cannot impose one.',
    }}
    ${writes('Host')`proxy_set_header Host $http_host;`}
    ${writes('X-Forwarded-Host')`proxy_set_header X-Forwarded-Host $http_host;`}
    ${scheme}
    ${writes('X-Forwarded-For')`proxy_set_header X-Forwarded-For $remote_addr;`}
    # ${{
      fr: "Une valeur vide retire l'en-tête : Jenkins utiliserait aussi ceux-ci.",
      en: 'An empty value removes the header: Jenkins would use these too.',
    }}
    proxy_set_header Forwarded "";
    proxy_set_header X-Forwarded-Port "";
    proxy_set_header X-Forwarded-Server "";
    proxy_set_header X-Proxied-Https "";
    proxy_set_header Proxy-Auth-Cert "";
    proxy_set_header Proxy-Ssl-Id "";
    # ${{
      fr: 'Un plugin prendrait ceux-ci pour une connexion faite par le proxy.',
      en: 'A plugin would take these for a sign-in made by the proxy.',
    }}
    proxy_set_header X-Forwarded-User "";
    proxy_set_header X-Forwarded-Groups "";
    proxy_set_header X-Forwarded-Email "";
    proxy_set_header X-Forwarded-DisplayName "";
    proxy_set_header Remote-User "";
  `,
  );

/** BREACH: what a page of another site asks for is not compressed, see `compression`. */
export const ownPages = region(
  'compression',
  conf`
    # ${{
      fr: "Compressé pour les pages de Jenkins seulement : un autre site n'apprend rien des tailles.",
      en: 'Compressed for pages of Jenkins only: another site learns nothing from sizes.',
    }}
    map $http_sec_fetch_site $jenkins_encoding {
        default '';
        same-origin $http_accept_encoding;
    }
  `,
);

/** Jenkins compresses where the browser may have it; Debian's nginx would do so everywhere. */
export const compression = region(
  'compression',
  conf`
    gzip off;
    proxy_set_header Accept-Encoding $jenkins_encoding;
  `,
);

export const websocket = region(
  'websocket',
  conf`
    # ${{
      fr: 'WebSocket : agents et ligne de commande.',
      en: 'WebSocket: agents and command line.',
    }}
    proxy_http_version 1.1;
    proxy_set_header Upgrade $jenkins_upgrade;
    proxy_set_header Connection $jenkins_connection;
  `,
);

export const transfers = region(
  'transfers',
  conf`
    # ${{
      fr: 'Ni limite de taille ni tampon : plugins, artefacts, console, ligne de commande.',
      en: 'Neither size limit nor buffer: plugins, artifacts, console, command line.',
    }}
    client_max_body_size 0;
    proxy_request_buffering off;
    proxy_buffering off;
    proxy_buffer_size 32k;
    proxy_buffers 8 32k;
    proxy_read_timeout 300s;
    proxy_send_timeout 300s;
  `,
);

const tlsSettings = region(
  'tls',
  conf`
    ssl_certificate ${certificate};
    ssl_certificate_key ${key};
    ssl_protocols TLSv1.2 TLSv1.3;
    ssl_ciphers ${cipherSuites};
    ssl_prefer_server_ciphers on;
    ssl_session_cache shared:jenkins:10m;
    add_header Strict-Transport-Security "max-age=31536000" always;
  `,
);

const redirect = region(
  'redirect',
  conf`
    server {
        listen 80;
        listen [::]:80;
        server_name ${host};
        # ${{
          fr: '308 garde la méthode : un POST reste un POST.',
          en: '308 keeps the method: a POST stays a POST.',
        }}
        return 308 ${slot('origin')}$request_uri;
    }
  `,
);

const ownHost = region(
  'location',
  conf`
    location / {
        # ${{
          fr: 'Aucun chemin après le nom, pas même / : nginx décoderait %2F.',
          en: 'No path after the name, not even /: nginx would decode %2F.',
        }}
        proxy_pass http://jenkins;
    }
  `,
);

const underPath = region(
  'location',
  conf`
    location = ${path} {
        proxy_pass http://jenkins;
    }

    location ^~ ${path}/ {
        # ${{
          fr: 'Aucun chemin après le nom, pas même / : nginx décoderait %2F.',
          en: 'No path after the name, not even /: nginx would decode %2F.',
        }}
        proxy_pass http://jenkins;
    }

    location / {
        return 404;
    }
  `,
);

const blank = conf`

`;

/** Jenkins builds its links from `Host`, so a request for another name ends here. */
export const ownName = region(
  'name',
  conf`
    # ${{
      fr: "Jenkins forme ses liens d'après Host : un autre nom ne l'atteint pas.",
      en: 'Jenkins builds its links from Host: another name does not reach it.',
    }}
    if ($http_host !~* ^${slot('authority', 'regex')}(:${port})?$) {
        return 421;
    }
  `,
);

const ownSession = region(
  'name',
  conf`
    if ($ssl_server_name != $host) {
        return 421;
    }
  `,
);

/** What stands before the servers: the connection to Jenkins. */
export const connections = conf`
  # ${{
    fr: 'WebSocket passe, aucun autre protocole : h2c contournerait les en-têtes ci-dessous.',
    en: 'WebSocket passes, no other protocol: h2c would get around the headers below.',
  }}
  map $http_upgrade $jenkins_upgrade {
      default '';
      ~*^websocket$ websocket;
  }
  map $http_upgrade $jenkins_connection {
      default '';
      ~*^websocket$ upgrade;
  }

  upstream jenkins {
      server ${upstreamHost}:${upstreamPort};
      # ${{
        fr: 'Jenkins ferme une connexion inactive après 30 s : nginx le fait avant.',
        en: 'Jenkins closes an idle connection after 30 s: nginx does it earlier.',
      }}
      keepalive 16;
      keepalive_timeout 20s;
  }
`;

/** What is passed to Jenkins: everything, or one path. */
export const location = ({ underPath: nested }: Form): Conf => (nested ? underPath : ownHost);

/** How nginx listens with TLS, from the version on in which `http2` is a directive of its own. */
const listenTls = region(
  'listen',
  conf`
    listen ${port} ssl;
    listen [::]:${port} ssl;
    http2 on;
  `,
);

const listenPlain = conf`
  listen ${port};
  listen [::]:${port};
`;

/**
 * The whole file.
 *
 * @param tlsListen The lines with which nginx listens over TLS; they depend on its version.
 */
export const configuration = (form: Form, tlsListen: Conf = listenTls): Conf => conf`
  ${connections}

  ${form.tls && ownPages}
  ${form.tls && blank}
  ${form.tls && redirect}
  ${form.tls && blank}
  server {
      ${form.tls ? tlsListen : listenPlain}
      server_name ${host};
      ${ownName}
      ${form.tls && ownSession}

      ${form.tls && tlsSettings}
      ${form.tls && blank}
      ${headers()}
      ${form.tls && compression}

      ${websocket}

      ${transfers}

      ${location(form)}
  }
`;

/** A configuration as the site file of Debian and Ubuntu, enabled by a link. */
export const siteFile = (content: Conf, { tls }: Form): Rendering => ({
  files: [{ install, mode: '644', language: 'nginx', lineEnds: 'lf', content }],
  enable: [
    conf`ln -sf /etc/nginx/sites-available/jenkins.conf /etc/nginx/sites-enabled/jenkins.conf`,
  ],
  certificates: pemFiles({ tls }),
  upstream: conf`http://${upstreamHost}:${upstreamPort}${path}/`,
});

/** The site file of Debian and Ubuntu; the same text serves `conf.d` elsewhere. */
export const site: Example = {
  id: 'nginx',
  server: 'nginx',
  // `http2` as a directive of its own: https://nginx.org/en/docs/http/ngx_http_v2_module.html#http2
  minimum: '1.25.1',
  shapes,
  render: (form) => siteFile(configuration(form), form),
};
