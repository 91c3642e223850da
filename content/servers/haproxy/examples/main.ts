import {
  conf,
  host,
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
import { cipherSuites } from '../../cipher-suites.ts';
import { shapes, type Form } from '#settings';

const install = '/etc/haproxy/haproxy.cfg';

/** Certificate, chain and key in one file, as `crt` wants them. */
const pem = conf`/etc/haproxy/certs/jenkins.pem`;

const tlsSettings = region(
  'tls',
  conf`
    ssl-default-bind-options ssl-min-ver TLSv1.2
    ssl-default-bind-ciphers ${cipherSuites}
  `,
);

const transfers = region(
  'transfers',
  conf`
    # ${{
      fr: "Chaque morceau part dès qu'il arrive : le mode HTTP de la ligne de commande en dépend.",
      en: 'Each piece leaves as soon as it comes: the HTTP mode of the command line depends on it.',
    }}
    option http-no-delay
    timeout connect 5s
    timeout http-request 10s
  `,
);

const websocket = region(
  'websocket',
  conf`
    # ${{
      fr: 'Le silence admis. WebSocket passe sans autre réglage : agents et ligne de commande.',
      en: 'The silence allowed. WebSocket passes without another setting: agents and command line.',
    }}
    timeout client 300s
    timeout server 300s
  `,
);

/** The sections before `frontend`, which are those of the process and hold for all its sections. */
export const beginning = ({ tls }: Form): Conf => conf`
  global
      log stdout format raw local0
      user haproxy
      group haproxy
      chroot /var/lib/haproxy
      # ${{
        fr: "La place de 32 ko d'en-têtes de réponse, ce que Jenkins s'autorise.",
        en: 'Room for 32 kB of response headers, which is what Jenkins allows itself.',
      }}
      tune.bufsize 40960
      ${tls && tlsSettings}

  defaults
      mode http
      log global
      option httplog
      ${transfers}
      ${websocket}
`;

const redirect = region(
  'redirect',
  conf`
    # ${{
      fr: '308 garde la méthode : un POST reste un POST.',
      en: '308 keeps the method: a POST stays a POST.',
    }}
    http-request redirect prefix ${slot('origin')} code 308 unless { ssl_fc }
  `,
);

/** The lines that keep client and Jenkins from disagreeing about the public URL. */
export const headers = (scheme: Conf): Conf =>
  region(
    'headers',
    conf`
      # ${{
        fr: "Ce que Jenkins doit savoir de l'URL publique, en plus de Host. Ce qu'un client enverrait\nlui-même est d'abord retiré, car Jenkins s'y fierait.",
        en: 'What Jenkins must know about the public URL, beside Host. What a client may send\nitself is removed first, because Jenkins would use it.',
      }}
      http-request del-header ^(x-forwarded-.*|forwarded|x-proxied-https|proxy-auth-cert|proxy-ssl-id|remote[-_]user)$ -m reg
      ${writes('X-Forwarded-For')`http-request set-header X-Forwarded-For %[src]`}
      ${writes('X-Forwarded-Proto')`http-request set-header X-Forwarded-Proto ${scheme}`}
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
    http-request del-header Accept-Encoding unless { req.hdr(Sec-Fetch-Site) same-origin }
  `,
);

/** Jenkins builds its links from `Host`, so a request for another name ends here. */
export const strangers = region(
  'name',
  conf`
    # ${{
      fr: "Jenkins forme ses liens d'après Host : un autre nom ne l'atteint pas. CONNECT et TRACE\ns'adressent à un proxy ; des changements de protocole, seul WebSocket passe.",
      en: 'Jenkins builds its links from Host: another name does not reach it. CONNECT and TRACE\nare meant for a proxy; of all protocol changes only WebSocket passes.',
    }}
    http-request return status 421 unless { req.fhdr(host) -i -m str ${slot('authority')} ${host}:${port} }
    http-request return status 405 if { method CONNECT TRACE }
    http-request del-header Upgrade unless { req.fhdr(Upgrade) -i -m str websocket } { req.fhdr(Connection) -i -m sub upgrade }
  `,
);

const otherPaths = region(
  'location',
  conf`
    # ${{
      fr: "Le chemin entier : ce qui commence seulement de même n'est pas Jenkins.",
      en: 'The whole path: what only begins alike is not Jenkins.',
    }}
    http-request return status 404 unless { path ${path} } || { path_beg ${path}/ }
  `,
);

/** What is passed to Jenkins: everything, or one path. */
export const location = ({ underPath }: Form): Conf => conf`
  ${underPath && otherPaths}
  ${region('location', conf`default_backend jenkins`)}
`;

export const backend = conf`
  backend jenkins
      # ${{
        fr: 'Jenkins ferme une connexion inactive après 30 s : HAProxy le fait avant.',
        en: 'Jenkins closes an idle connection after 30 s: HAProxy does it earlier.',
      }}
      server jenkins ${upstreamHost}:${upstreamPort} pool-purge-delay 3s
`;

const blank = conf`

`;

const binds = ({ tls }: Form): Conf =>
  tls
    ? conf`
        bind :80,[::]:80 v6only
        bind :${port},[::]:${port} v6only ssl crt ${pem} strict-sni alpn h2,http/1.1
        ${region('tls', conf`http-after-response set-header Strict-Transport-Security max-age=31536000 if { ssl_fc }`)}
      `
    : conf`bind :${port},[::]:${port} v6only`;

const configuration = (form: Form): Conf => conf`
  ${beginning(form)}

  frontend web
      ${binds(form)}

      ${form.tls && redirect}
      ${form.tls && blank}
      ${strangers}

      ${headers(form.tls ? conf`https` : conf`http`)}
      ${form.tls && compression}

      ${location(form)}

  ${backend}
`;

/** A configuration as the one file of the service, which replaces that of the package. */
export const wholeFile = (content: Conf, { tls }: Form): Rendering => ({
  files: [{ install, mode: '644', language: 'haproxy', lineEnds: 'lf', content }],
  enable: [],
  certificates: tls ? [{ path: pem, holds: ['chain', 'key'] }] : [],
  upstream: conf`http://${upstreamHost}:${upstreamPort}${path}/`,
});

/** The file of Debian, Ubuntu, RHEL and Fedora alike. */
export const balancer: Example = {
  id: 'haproxy',
  server: 'haproxy',
  minimum: '2.4',
  shapes,
  render: (form) => wholeFile(configuration(form), form),
};
