import {
  conf,
  host,
  port,
  region,
  slot,
  upstreamHost,
  upstreamPort,
  writes,
  path,
  type Conf,
  type Example,
} from '#conf';
import { pemFiles } from '../../pem-files.ts';
import { cipherSuites } from '../../cipher-suites.ts';
import { shapes, type Form } from '#settings';

const install = '/etc/lighttpd/conf-available/50-jenkins.conf';

const modules = ({ tls }: Form): Conf =>
  tls
    ? conf`server.modules += ( "mod_redirect", "mod_setenv", "mod_proxy", "mod_openssl" )`
    : conf`server.modules += ( "mod_setenv", "mod_proxy" )`;

/** The path that Jenkins gets is the path that the browser sent. */
const unchangedPath = region(
  'location',
  conf`
    # ${{
      fr: 'Le chemin parvient à Jenkins tel quel : sans cela, lighttpd décode %2F et fusionne //.\nCe réglage vaut pour tous les sites de ce lighttpd.',
      en: 'The path reaches Jenkins as it is: without this, lighttpd decodes %2F and merges //.\nThis setting holds for every site of this lighttpd.',
    }}
    server.http-parseopts := ( "url-normalize" => "disable" )
  `,
);

const tlsSettings = region(
  'tls',
  conf`
    ssl.pemfile = "${slot('certificate', 'quoted')}"
    ssl.privkey = "${slot('key', 'quoted')}"
    ssl.openssl.ssl-conf-cmd = (
        "MinProtocol" => "TLSv1.2",
        "CipherString" => "${cipherSuites}",
        "Options" => "ServerPreference"
    )
    # ${{
      fr: "Une session TLS ouverte pour un autre nom doit présenter un certificat client, et aucun\nne convient : elle s'arrête là.",
      en: 'A TLS session opened for another name has to show a certificate of the client, and none\nis accepted: it ends there.',
    }}
    ssl.verifyclient.activate = "enable"
    ssl.verifyclient.depth = 0
    ssl.verifyclient.ca-file = "${slot('certificate', 'quoted')}"
    $HTTP["host"] == "${host}" {
        ssl.verifyclient.activate = "disable"
    }

    $SERVER["socket"] == ":${port}" {
        ssl.engine = "enable"
    }
    $SERVER["socket"] == "[::]:${port}" {
        ssl.engine = "enable"
    }
  `,
);

const sockets = conf`
  $SERVER["socket"] == ":${port}" {
  }
  $SERVER["socket"] == "[::]:${port}" {
  }
`;

const redirect = region(
  'redirect',
  conf`
    $HTTP["scheme"] == "http" {
        $HTTP["host"] == "${host}" {
            # ${{
              fr: '308 garde la méthode : un POST reste un POST.',
              en: '308 keeps the method: a POST stays a POST.',
            }}
            url.redirect = ( "" => "${slot('origin')}\${url.path}\${qsa}" )
            url.redirect-code = 308
        }
    }
  `,
);

const hsts = region(
  'tls',
  conf`
    $HTTP["scheme"] == "https" {
        setenv.set-response-header = ( "Strict-Transport-Security" => "max-age=31536000" )
    }
  `,
);

/** What mod_proxy does not set itself, a client could impose. */
const headers = region(
  'headers',
  conf`
    # ${{
      fr: "Une valeur vide retire l'en-tête du client, que Jenkins utiliserait. mod_proxy écrit\nensuite X-Forwarded-For, X-Forwarded-Proto et X-Forwarded-Host ; il transmet Host.",
      en: 'An empty value removes the header of the client, which Jenkins would use. mod_proxy\nthen writes X-Forwarded-For, X-Forwarded-Proto and X-Forwarded-Host; it passes Host on.',
    }}
    setenv.set-request-header = (
        "X-Forwarded-For" => "",
        "Forwarded" => "",
        "X-Forwarded-Port" => "",
        "X-Forwarded-Server" => "",
        "X-Proxied-Https" => "",
        "Proxy-Auth-Cert" => "",
        "Proxy-Ssl-Id" => "",
        "X-Forwarded-User" => "",
        "X-Forwarded-Groups" => "",
        "X-Forwarded-Email" => "",
        "X-Forwarded-DisplayName" => "",
        "Remote-User" => "",
        "REMOTE_USER" => ""
    )
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
    $REQUEST_HEADER["Sec-Fetch-Site"] != "same-origin" {
        setenv.set-request-header += ( "Accept-Encoding" => "" )
    }
  `,
);

const websocket = region(
  'websocket',
  conf`
    # ${{
      fr: 'WebSocket : agents et ligne de commande. Aucun autre protocole ne passe.',
      en: 'WebSocket: agents and command line. No other protocol passes.',
    }}
    $REQUEST_HEADER["Upgrade"] =~ "^(?i)websocket$" {
        $REQUEST_HEADER["Connection"] =~ "(?i)upgrade" {
            proxy.header = ( "upgrade" => "enable" )
        }
    }
  `,
);

const transfers = region(
  'transfers',
  conf`
    # ${{
      fr: 'Ni tampon ni attente de la fin : plugins, artefacts, console, ligne de commande.',
      en: 'Neither buffer nor waiting for the end: plugins, artifacts, console, command line.',
    }}
    server.stream-request-body = 2
    server.stream-response-body = 2
    server.max-read-idle = 300
    # ${{
      fr: 'Le fichier principal refuse les chemins en ~ ou .inc : Jenkins peut en avoir.',
      en: 'The main file refuses paths that end in ~ or .inc: Jenkins may have some.',
    }}
    url.access-deny = ()
  `,
);

const upstream = region(
  'location',
  conf`
    ${writes('X-Forwarded-For', 'X-Forwarded-Proto', 'X-Forwarded-Host')`proxy.server = ( "" => ( ( "host" => "${slot('upstream-host', 'quoted')}", "port" => ${upstreamPort} ) ) )`}
  `,
);

const methods = region(
  'name',
  conf`
    $HTTP["request-method"] =~ "^(CONNECT|TRACE)$" {
        url.access-deny = ( "" )
    }
  `,
);

const toJenkins = ({ tls }: Form): Conf => conf`
  ${headers}
  ${tls && compression}

  ${websocket}

  ${transfers}
  ${methods}

  ${upstream}
`;

/** Whole segments: `/jenkins` and what is below it, not `/jenkinsx`. */
const underPath = (form: Form): Conf => conf`
  ${region('location', conf`$HTTP["url"] =~ "^${slot('path', 'regex')}(/|$)" {`)}
      ${toJenkins(form)}
  ${region('location', conf`}`)}
`;

const blank = conf`

`;

const ownName = region(
  'name',
  conf`
    # ${{
      fr: "Jenkins forme ses liens d'après Host : ni autre nom, ni autre port ne l'atteint.",
      en: 'Jenkins builds its links from Host: no other name or port reaches it.',
    }}
    $HTTP["host"] =~ "^${slot('authority', 'regex')}(:${port})?$" {
  `,
);

const configuration = (form: Form): Conf => conf`
  ${modules(form)}

  ${unchangedPath}

  ${form.tls ? tlsSettings : sockets}

  ${form.tls && redirect}
  ${form.tls && blank}
  ${ownName}
      ${form.tls && hsts}
      ${form.tls && blank}
      ${form.underPath ? underPath(form) : toJenkins(form)}
  }
`;

/** A file of Debian's `conf-available`, enabled by a link; elsewhere the main file includes it. */
export const site: Example = {
  id: 'lighttpd',
  server: 'lighttpd',
  minimum: '1.4.60',
  shapes,
  render: (form) => ({
    files: [
      { install, mode: '644', language: 'lighttpd', lineEnds: 'lf', content: configuration(form) },
    ],
    enable: [
      conf`ln -sf /etc/lighttpd/conf-available/50-jenkins.conf /etc/lighttpd/conf-enabled/50-jenkins.conf`,
    ],
    certificates: pemFiles(form),
    upstream: conf`http://${upstreamHost}:${upstreamPort}${path}/`,
  }),
};
