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
import { defaultPort } from './ports.ts';

const install = '/etc/apache2/sites-available/jenkins.conf';

/** Where Jenkins is, without the path. */
const upstream = conf`http://${upstreamHost}:${upstreamPort}`;

/** The lines that keep client and Jenkins from disagreeing about the public URL. */
export const headers = (scheme: Conf): Conf =>
  region(
    'headers',
    conf`
      # ${{
        fr: "Ce que Jenkins doit savoir de l'URL publique. Apache ajoute X-Forwarded-For et\nX-Forwarded-Host lui-même, à la suite de ce qu'un client aurait envoyé : d'où unset.",
        en: 'What Jenkins must know about the public URL. Apache adds X-Forwarded-For and\nX-Forwarded-Host itself, after what a client may have sent: hence unset.',
      }}
      ${writes('Host')`ProxyPreserveHost On`}
      ${writes('X-Forwarded-Proto')`RequestHeader set X-Forwarded-Proto ${scheme}`}
      RequestHeader unset X-Forwarded-For
      RequestHeader unset X-Forwarded-Host
      RequestHeader unset X-Forwarded-Server
      # ${{
        fr: 'Jenkins utiliserait aussi ceux-ci.',
        en: 'Jenkins would use these too.',
      }}
      RequestHeader unset Forwarded
      RequestHeader unset X-Forwarded-Port
      RequestHeader unset X-Proxied-Https
      RequestHeader unset Proxy-Auth-Cert
      RequestHeader unset Proxy-Ssl-Id
      # ${{
        fr: 'Un plugin prendrait ceux-ci pour une connexion faite par le proxy.',
        en: 'A plugin would take these for a sign-in made by the proxy.',
      }}
      RequestHeader unset X-Forwarded-User
      RequestHeader unset X-Forwarded-Groups
      RequestHeader unset X-Forwarded-Email
      RequestHeader unset X-Forwarded-DisplayName
      RequestHeader unset Remote-User
      RequestHeader unset REMOTE_USER
      # ${{
        fr: "Apache retire les en-têtes que le client nomme dans Connection, même ceux d'ici ; et de\ntous les changements de protocole, seul WebSocket passe.",
        en: 'Apache removes the headers that the client names in Connection, even those of this file;\nand of all protocol changes only WebSocket passes.',
      }}
      RequestHeader set Connection close "expr=%{HTTP:Connection} !~ /^(close|keep-alive|(keep-alive, *)?upgrade)?$/i"
      RequestHeader unset Upgrade "expr=%{HTTP:Upgrade} !~ /^websocket$/i"
    `,
  );

/** BREACH: a page of another site could tell a secret from the size of compressed answers. */
export const compression = region(
  'compression',
  conf`
    # ${{
      fr: "Compressé pour les pages de Jenkins seulement : un autre site n'apprend rien des tailles.",
      en: 'Compressed for pages of Jenkins only: another site learns nothing from sizes.',
    }}
    RequestHeader unset Accept-Encoding "expr=%{HTTP:Sec-Fetch-Site} != 'same-origin'"
  `,
);

export const transfers = region(
  'transfers',
  conf`
    # ${{
      fr: 'Ni débit minimal, ni attente du corps entier :\nplugins, artefacts, console, ligne de commande.',
      en: 'Neither a minimum rate nor waiting for the whole body:\nplugins, artifacts, console, command line.',
    }}
    RequestReadTimeout body=0
    SetEnv proxy-prefetch-nonblocking 1
    ProxyTimeout 300
  `,
);

const tlsSettings = region(
  'tls',
  conf`
    Protocols h2 http/1.1
    SSLEngine on
    SSLCertificateFile ${certificate}
    SSLCertificateKeyFile ${key}
    SSLProtocol -all +TLSv1.2 +TLSv1.3
    SSLCipherSuite ${cipherSuites}
    SSLHonorCipherOrder On
    Header always set Strict-Transport-Security "max-age=31536000"
  `,
);

/**
 * The last two lines of the redirect to HTTPS. The condition holds for every request line, also
 * for one that names a whole URL, so that nothing gets past the redirect.
 */
export const redirectRule = conf`
  RewriteCond %{THE_REQUEST} "^\S+ (?:\w+://[^/ ?]*)?(/[^ ?]*)?"
  RewriteRule ^ ${slot('origin')}%1 [NE,R=308,L]
`;

/**
 * Jenkins builds its links from `Host`, so a request for another name ends here; so do the methods
 * that are meant for a proxy. The name in TLS (SNI) counts where Apache itself ends TLS.
 */
export const nameRule = ({ tls }: Pick<Form, 'tls'>): Conf =>
  tls
    ? conf`Require expr "%{HTTP_HOST} =~ /^${slot('authority', 'regex')}(:${port})?$/i && %{SSL:SSL_TLS_SNI} == '${host}' && %{REQUEST_METHOD} != 'CONNECT'"`
    : conf`Require expr "%{HTTP_HOST} =~ /^${slot('authority', 'regex')}(:${port})?$/i && %{REQUEST_METHOD} != 'CONNECT'"`;

/** That rule, for the whole site. */
export const ownName = (form: Pick<Form, 'tls'>): Conf =>
  region(
    'name',
    conf`
      # ${{
        fr: "Jenkins forme ses liens d'après Host : un autre nom ne l'atteint pas.",
        en: 'Jenkins builds its links from Host: another name does not reach it.',
      }}
      TraceEnable Off
      <Location "/">
          ${nameRule(form)}
      </Location>
    `,
  );

/** Debian allows 150 requests at once; a client that is slow, and each WebSocket, holds one. */
export const places = region(
  'places',
  conf`
    # ${{
      fr: 'Un client lent occupe une place, un agent WebSocket aussi : Debian en prévoit 150.',
      en: 'A slow client holds a place, and so does a WebSocket agent: Debian provides 150.',
    }}
    <IfModule mpm_event_module>
        MaxRequestWorkers 400
    </IfModule>
  `,
);

const redirect = region(
  'redirect',
  conf`
    <VirtualHost *:80>
        ServerName ${host}
        # ${{
          fr: "Le chemin vient de la ligne de requête, que rien n'a encore décodée.\n308 garde la méthode : un POST reste un POST.",
          en: 'The path comes from the request line, which nothing has decoded yet.\n308 keeps the method: a POST stays a POST.',
        }}
        AllowEncodedSlashes NoDecode
        RewriteEngine On
        ${redirectRule}
    </VirtualHost>
  `,
);

export const location = region(
  'location',
  conf`
    # ${{
      fr: 'Avec nocanon plus bas : %2F et les autres signes arrivent tels quels.',
      en: 'With nocanon below: %2F and other signs arrive as they are.',
    }}
    AllowEncodedSlashes NoDecode
  `,
);

/** What mod_proxy adds by itself: https://httpd.apache.org/docs/2.4/mod/mod_proxy.html#x-headers */
export const ownHeaders = writes('X-Forwarded-For', 'X-Forwarded-Host', 'X-Forwarded-Server');

/** The beginning of `ProxyPass`, for a host of its own or for a path. */
export const proxyPass = ({ underPath }: Form): Conf =>
  underPath ? conf`ProxyPass "${path}" "${upstream}${path}"` : conf`ProxyPass "/" "${upstream}/"`;

export const websocket = (form: Form): Conf =>
  region(
    'websocket',
    conf`
      # ${{
        fr: 'upgrade : WebSocket, agents et ligne de commande. ttl : Jenkins ferme une connexion\ninactive après 30 s, Apache ne la reprend plus après 20 s.',
        en: 'upgrade: WebSocket, agents and command line. ttl: Jenkins closes an idle connection\nafter 30 s, Apache does not take it up again after 20 s.',
      }}
      ${ownHeaders`
        ${proxyPass(form)} nocanon upgrade=websocket \
            responsefieldsize=32768 ttl=20 retry=0
      `}
    `,
  );

const blank = conf`

`;

/** The virtual hosts around the lines that pass requests on. */
export const around = (form: Form, passing: Conf): Conf => conf`
  ${places}

  ${form.tls && redirect}
  ${form.tls && blank}
  <VirtualHost *:${port}>
      ServerName ${host}
      ${ownName(form)}

      ${form.tls && tlsSettings}
      ${form.tls && blank}
      ${headers(form.tls ? conf`https` : conf`http`)}
      ${form.tls && compression}

      ${transfers}

      ${location}

      ${passing}
  </VirtualHost>
`;

export const configuration = (form: Form): Conf => around(form, websocket(form));

/** The modules that the lines above need. */
export const modules = ({ tls }: Form): Conf =>
  tls
    ? conf`a2enmod proxy proxy_http headers rewrite ssl http2`
    : conf`a2enmod proxy proxy_http headers`;

/** A configuration as a site file of Debian and Ubuntu. */
export const siteFile = (content: Conf, { tls }: Form, enableModules: Conf): Rendering => ({
  files: [{ install, mode: '644', language: 'apache', lineEnds: 'lf', content }],
  enable: [enableModules, conf`a2ensite jenkins`],
  certificates: pemFiles({ tls }),
  upstream: conf`${upstream}${path}/`,
});

/** The site file of Debian and Ubuntu; the same text serves `conf.d` elsewhere. */
export const site: Example = {
  id: 'apache',
  server: 'apache',
  minimum: '2.4.47',
  shapes,
  // Debian's ports.conf has the default ports; for another, Apache must be told to listen.
  ports: defaultPort,
  render: (form) => siteFile(configuration(form), form, modules(form)),
};
