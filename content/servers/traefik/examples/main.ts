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

/** What Traefik reads once, when it starts. */
export const staticFile = '/etc/traefik/traefik.yml';

/** What it reads again whenever the file changes. */
export const dynamicFile = '/etc/traefik/jenkins.yml';

/** Headers that a client may name in `Connection`, and that Traefik would take away from it. */
const kept = region(
  'headers',
  conf`
    # ${{
      fr: "Ce qu'un client nomme dans Connection est retiré, sauf ces deux-là : la connexion à Jenkins.",
      en: 'What a client names in Connection is removed, except these two: the sign-in to Jenkins.',
    }}
    connection: [Cookie, Authorization]
  `,
);

/**
 * An entry point: what holds for every connection, before a router is chosen.
 *
 * @param trust Who else is trusted about the client.
 */
export const entryPoint = (trust: Conf | false = false): Conf => conf`
  forwardedHeaders:
    ${trust}
    ${kept}
  ${region(
    'transfers',
    conf`
      transport:
        respondingTimeouts:
          # ${{
            fr: 'Pas de durée maximale : la ligne de commande, un plugin envoyé par une ligne lente.',
            en: 'No longest duration: the command line, a plugin sent over a slow line.',
          }}
          readTimeout: 0s
    `,
  )}
  ${region(
    'paths',
    conf`
      http:
        # ${{
          fr: "Rien ne change dans le chemin. Ne suivez pas l'avertissement du journal qui recommande false.",
          en: 'Nothing changes in the path. Do not follow the warning of the log that recommends false.',
        }}
        encodedCharacters:
          allowEncodedSlash: true
          allowEncodedBackSlash: true
          allowEncodedNullCharacter: true
          allowEncodedSemicolon: true
          allowEncodedPercent: true
          allowEncodedQuestionMark: true
          allowEncodedHash: true
        sanitizePath: false
        # ${{
          fr: 'Sans cette ligne, un ; de la chaîne de requête devient &.',
          en: 'Without this line a ; of the query string becomes &.',
        }}
        encodeQuerySemicolons: true
    `,
  )}
`;

/** What the static file says beside the entry points. */
export const provider = conf`
  log:
    # ${{
      fr: 'Un journal que grep et journalctl savent lire.',
      en: 'A log that grep and journalctl can read.',
    }}
    noColor: true

  providers:
    file:
      filename: /etc/traefik/jenkins.yml
`;

const secured = conf`
  entryPoints:
    web:
      address: ":80"
    websecure:
      address: ":${port}"
      ${entryPoint()}

  ${provider}
`;

const plain = conf`
  entryPoints:
    web:
      address: ":${port}"
      ${entryPoint()}

  ${provider}
`;

const tls = conf`tls: {}`;

/**
 * The routers of Jenkins.
 *
 * @param entry Name of the entry point that they listen to.
 * @param behind A further condition on the requests, where a proxy in front ends TLS.
 */
export const routers = (form: Form, entry: Conf, behind: Conf | false = false): Conf => {
  const ours = conf`
    Host(\`${host}\`)
    && HeaderRegexp(\`X-Forwarded-Host\`, \`(?i)^${slot('authority', 'regex')}(:${port})?$\`)
    ${form.underPath && conf`&& PathRegexp(\`^${slot('path', 'regex')}(/|$)\`)`}
    ${behind}
  `;
  const session = form.tls && behind === false && tls;
  const ownPages = region(
    'compression',
    conf`
      # ${{
        fr: "Compressé pour les pages de Jenkins seulement : un autre site n'apprend rien des tailles.",
        en: 'Compressed for pages of Jenkins only: another site learns nothing from sizes.',
      }}
      jenkins-own-pages:
        entryPoints: [${entry}]
        rule: >-
          ${ours}
          && !Method(\`TRACE\`) && Header(\`Sec-Fetch-Site\`, \`same-origin\`)
        middlewares: [jenkins-headers, no-upgrade]
        service: jenkins
        ${session}
    `,
  );
  return conf`
    ${region(
      'routers',
      conf`
        # ${{
          fr: "Host ne compare pas le port : c'est X-Forwarded-Host, écrit par Traefik, qui le contient.",
          en: 'Host does not compare the port: X-Forwarded-Host, which Traefik writes, holds it.',
        }}
        jenkins:
          entryPoints: [${entry}]
          rule: >-
            ${ours}
            && !Method(\`TRACE\`)
          middlewares: ${form.tls ? conf`[jenkins-headers, no-upgrade, no-compression]` : conf`[jenkins-headers, no-upgrade]`}
          service: jenkins
          ${session}
      `,
    )}
    ${form.tls && ownPages}
    ${region(
      'websocket',
      conf`
        # ${{
          fr: "WebSocket : agents et ligne de commande. Aucun autre changement de protocole n'atteint Jenkins.",
          en: 'WebSocket: agents and command line. No other protocol change reaches Jenkins.',
        }}
        jenkins-websocket:
          entryPoints: [${entry}]
          priority: 1000
          rule: >-
            ${ours}
            && Method(\`GET\`) && HeaderRegexp(\`Upgrade\`, \`(?i)^websocket$\`)
          middlewares: [jenkins-headers, websocket]
          service: jenkins
          ${session}
      `,
    )}
  `;
};

const redirectRouter = region(
  'redirect',
  conf`
    to-https:
      entryPoints: [web]
      rule: "Host(\`${host}\`)"
      middlewares: [to-https]
      service: jenkins
  `,
);

/** From HTTP to the public port. */
export const redirectScheme = conf`
  redirectScheme:
    scheme: https
    port: "${port}"
    permanent: true
`;

export const redirect = region(
  'redirect',
  conf`
    # ${{
      fr: '308 garde la méthode : un POST reste un POST.',
      en: '308 keeps the method: a POST stays a POST.',
    }}
    to-https:
      ${redirectScheme}
  `,
);

const noCompression = region(
  'compression',
  conf`
    no-compression:
      headers:
        customRequestHeaders:
          Accept-Encoding: ""
  `,
);

/** What a client sends in vain. */
export const removed = conf`
  # ${{
    fr: "Une valeur vide retire l'en-tête : Jenkins se fierait aussi à ceux-ci. N'ajoutez pas\nX-Forwarded-For : Traefik l'écrit lui-même, et le perdrait.",
    en: 'An empty value removes the header: Jenkins would trust these too. Do not add\nX-Forwarded-For: Traefik writes it itself, and would lose it.',
  }}
  Forwarded: ""
  X-Proxied-Https: ""
  Proxy-Auth-Cert: ""
  Proxy-Ssl-Id: ""
  # ${{
    fr: 'Un plugin prendrait ceux-ci pour une connexion faite par le proxy.',
    en: 'A plugin would take these for a sign-in made by the proxy.',
  }}
  X-Forwarded-User: ""
  X-Forwarded-Groups: ""
  X-Forwarded-Email: ""
  X-Forwarded-DisplayName: ""
  Remote-User: ""
  REMOTE_USER: ""
`;

/**
 * What Jenkins is told, and what it is not.
 *
 * @param secure Over HTTPS, what tells browsers to stay with it.
 */
export const middlewares = (secure: Conf | false): Conf =>
  region(
    'headers',
    conf`
      jenkins-headers:
        headers:
          ${secure}
          customRequestHeaders:
            # ${{
              fr: "Sinon un WebSocket s'annonce en wss, que Jenkins met dans son URL.",
              en: 'Otherwise a WebSocket is announced as wss, which Jenkins puts into its URL.',
            }}
            ${writes('X-Forwarded-Proto')`X-Forwarded-Proto: ${slot('scheme')}`}
            ${removed}
      no-upgrade:
        headers:
          customRequestHeaders:
            Connection: ""
            Upgrade: ""
      ${secure !== false && noCompression}
      websocket:
        headers:
          customRequestHeaders:
            Connection: Upgrade
    `,
  );

export const service = region(
  'location',
  conf`
    services:
      jenkins:
        loadBalancer:
          serversTransport: jenkins
          servers:
            - url: http://${upstreamHost}:${upstreamPort}
    serversTransports:
      jenkins:
        forwardingTimeouts:
          # ${{
            fr: 'Jenkins ferme une connexion inactive après 30 s : Traefik le fait avant.',
            en: 'Jenkins closes an idle connection after 30 s: Traefik does it earlier.',
          }}
          idleConnTimeout: 20s
  `,
);

/** The “intermediate” settings of Mozilla's guide. */
export const cipherSuites = conf`
  cipherSuites:
    - TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256
    - TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256
    - TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384
    - TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384
    - TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256
    - TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256
`;

const certificates = region(
  'tls',
  conf`
    tls:
      certificates:
        - certFile: ${certificate}
          keyFile: ${key}
      options:
        default:
          # ${{
            fr: "Une session TLS pour un autre nom (SNI) n'aboutit pas.",
            en: 'A TLS session for another name (SNI) comes to nothing.',
          }}
          sniStrict: true
          minVersion: VersionTLS12
          ${cipherSuites}
  `,
);

/** Browsers stay with HTTPS for a year, for this name only. */
export const hsts = conf`stsSeconds: 31536000`;

const dynamic = (form: Form): Conf => conf`
  http:
    routers:
      ${routers(form, form.tls ? conf`websecure` : conf`web`)}
      ${form.tls && redirectRouter}
    middlewares:
      ${middlewares(form.tls && hsts)}
      ${form.tls && redirect}
    ${service}
  ${form.tls && certificates}
`;

/** Both files, as the service and the container find them. */
export const twoYamlFiles = (fixed: Conf, changing: Conf, { tls: ends }: Form): Rendering => ({
  files: [
    { install: staticFile, mode: '644', language: 'yaml', lineEnds: 'lf', content: fixed },
    { install: dynamicFile, mode: '644', language: 'yaml', lineEnds: 'lf', content: changing },
  ],
  enable: [],
  certificates: pemFiles({ tls: ends }),
  upstream: conf`http://${upstreamHost}:${upstreamPort}${path}/`,
});

/** The static file and the one of the file provider. */
export const files: Example = {
  id: 'traefik',
  server: 'traefik',
  // `encodedCharacters`: docs/content/migrate/v3.md of traefik/traefik, v3.6.4.
  minimum: '3.6.4',
  shapes,
  render: (form) => twoYamlFiles(form.tls ? secured : plain, dynamic(form), form),
};
