import {
  certificate,
  conf,
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
  type ExampleFile,
  type Impossible,
  type Slot,
} from '#conf';
import { pemFiles } from '../../pem-files.ts';
import type { Form } from '#settings';

const prefix = slot('path', 'regex');

const listen = region(
  'tls',
  conf`
    address: ":${port}"
    certificates:
      - cert: ${certificate}
        key: ${key}
    set_response_headers:
      # ${{
        fr: 'Remplace la valeur par défaut, qui engage tous les noms du domaine (includeSubDomains).',
        en: 'Replaces the default value, which commits every name of the domain (includeSubDomains).',
      }}
      Strict-Transport-Security: max-age=31536000
  `,
);

const redirect = region('redirect', conf`http_redirect_addr: ":80"`);

/**
 * Who signs people in, and the secrets of the sessions.
 *
 * @param domain The organization's domain.
 * @param suffix `:8443`, or nothing where people come by port 443.
 */
export const identity = (domain: Slot | Conf, suffix: Slot | false): Conf =>
  region(
    'identity',
    conf`
    # ${{
      fr: 'Le fournisseur OpenID Connect de votre organisation, et le client créé chez lui pour Pomerium.',
      en: 'The OpenID Connect provider of your organization, and the client made there for Pomerium.',
    }}
    idp_provider: oidc
    idp_provider_url: https://accounts.${domain}
    idp_client_id: pomerium
    idp_client_secret_file: /etc/pomerium/idp_client_secret
    # ${{
      fr: 'Un second nom de cette machine, où Pomerium reçoit les personnes à leur retour.',
      en: 'A second name of this machine, where Pomerium receives people on their way back.',
    }}
    authenticate_service_url: https://authenticate.${domain}${suffix}
    shared_secret_file: /etc/pomerium/shared_secret
    cookie_secret_file: /etc/pomerium/cookie_secret
  `,
  );

const paths = region(
  'paths',
  conf`
    # ${{
      fr: 'Pomerium 0.33 refuserait %2F et fusionnerait // : Jenkins utilise les deux.\nLa 0.32 ignore ces options, le note au journal et laisse passer les deux.',
      en: 'From Pomerium 0.33 on, %2F would be refused and // merged: Jenkins uses both.\n0.32 does not know these options, says so in its log and passes both.',
    }}
    path_with_escaped_slashes_action: keep_unchanged
    merge_slashes: false
  `,
);

const names = region(
  'names',
  conf`
    # ${{
      fr: 'Sans cela, un faux port dans Host passe dans les liens de Jenkins.',
      en: 'Without it a false port in Host gets into the links of Jenkins.',
    }}
    runtime_flags:
      match_any_incoming_port: false
  `,
);

const transfers = region(
  'transfers',
  conf`
    # ${{
      fr: "Aucune durée maximale pour une requête : envois de plugins et d'artefacts.",
      en: 'No longest duration of a request: uploads of plugins and artifacts.',
    }}
    timeout_read: 0s
  `,
);

/** What Jenkins would use if a client sent it. */
const removedHeaders = conf`
  remove_request_headers:
    - Forwarded
    - X-Forwarded-For
    - X-Forwarded-Host
    - X-Forwarded-Port
    - X-Forwarded-Server
    - X-Proxied-Https
    - X-Forwarded-Prefix
    - X-Forwarded-User
    - X-Forwarded-Groups
    - X-Forwarded-Email
    - X-Forwarded-DisplayName
    - Remote-User
    - REMOTE_USER
    - X-Real-IP
    - Proxy-Auth-Cert
    - Proxy-Ssl-Id
`;

/** A request that shows what a proxy adds to it: nobody may send one, whoever signed in. */
const noTrace = conf`
  - deny:
      or:
        - http_method:
            is: TRACE
`;

/** What every route says towards Jenkins. */
const towardsJenkins = conf`
  to: http://${upstreamHost}:${upstreamPort}
  ${writes('Host')`preserve_host_header: true`}
  allow_websockets: true
`;

/** The open route, from the line that opens it, and what it is closed to. */
export const opened = conf`
  allow_public_unauthenticated_access: true
  ${towardsJenkins}
  ${removedHeaders}
`;
export const closedToTrace = conf`
  policy:
    ${noTrace}
`;

/** Programs cannot sign in at an identity provider: Jenkins' own credentials protect these paths. */
const machines = (nested: boolean): Conf =>
  region(
    'machines',
    conf`
      # ${{
        fr: 'Sans connexion Pomerium : agents, ligne de commande, webhooks, surveillance. Jenkins\nvérifie lui-même leurs secrets et leurs jetons. Un allow ici ne fermerait rien.',
        en: 'Without a Pomerium sign-in: agents, command line, webhooks, monitoring. Jenkins\nchecks their secrets and tokens itself. An allow here would close nothing.',
      }}
      - from: ${slot('origin')}
        regex: '^${nested && prefix}/(?:login|wsagents/|cli/ws|tcpSlaveAgentListener/|jnlpJars/[\w.-]+|github-webhook/|health/|content-security-policy-reporting-endpoint/[\w.:=-]+)$'
        ${opened}
        ${closedToTrace}
    `,
  );

const people = (nested: boolean): Conf =>
  region(
    'location',
    conf`
      - from: ${slot('origin')}
        ${nested && conf`regex: '^${prefix}(?:/.*)?$'`}
        ${towardsJenkins}
        # ${{
          fr: 'Jenkins utiliserait ces en-têtes. Pomerium ne peut pas remplacer X-Forwarded-For : retiré.',
          en: 'Jenkins would use these headers. Pomerium cannot replace X-Forwarded-For: removed.',
        }}
        ${removedHeaders}
        # ${{
          fr: "Les comptes de votre organisation, et personne d'autre.",
          en: 'The accounts of your organization, and nobody else.',
        }}
        policy:
          ${noTrace}
          - allow:
              or:
                - domain:
                    is: ${slot('domain')}
    `,
  );

const configuration = ({ underPath }: Form): Conf => conf`
  ${listen}
  ${redirect}

  ${identity(slot('domain'), slot('port-suffix'))}

  ${names}

  ${paths}

  ${transfers}

  routes:
    ${machines(underPath)}

    ${people(underPath)}
`;

const secret = (name: 'shared_secret' | 'cookie_secret'): Conf => {
  const file = name === 'shared_secret' ? conf`shared_secret` : conf`cookie_secret`;
  return conf`test -s /etc/pomerium/${file} || openssl rand -base64 32 | tr -d '\n' > /etc/pomerium/${file}`;
};

const httpsOnly: Impossible = {
  reason: {
    fr: 'Pomerium n’a que des routes en HTTPS\u00A0: une route `http://` est signalée dans son journal et servie en HTTPS.',
    en: 'Pomerium has HTTPS routes only: an `http://` route is reported in its log and served over HTTPS.',
  },
  source: 'https://github.com/pomerium/pomerium/blob/main/config/policy.go',
};

/** The service does not run as root; ports 80 and 443 need this. */
export const portsFile: ExampleFile = {
  install: '/etc/systemd/system/pomerium.service.d/ports.conf',
  mode: '644',
  language: 'systemd',
  lineEnds: 'lf',
  content: conf`
    [Service]
    AmbientCapabilities=CAP_NET_BIND_SERVICE
  `,
};

/** `config.yaml` of the packages; Pomerium serves HTTPS only. */
export const site: Example = {
  id: 'pomerium',
  server: 'pomerium',
  minimum: '0.32.0',
  shapes: ['https-host', 'https-path'],
  impossible: {
    'http-host': httpsOnly,
    'http-path': httpsOnly,
  },
  render: (form) => ({
    files: [
      {
        install: '/etc/pomerium/config.yaml',
        mode: '640',
        language: 'yaml',
        lineEnds: 'lf',
        content: configuration(form),
      },
      portsFile,
    ],
    enable: [
      secret('shared_secret'),
      secret('cookie_secret'),
      conf`printf %s secret-of-the-client > /etc/pomerium/idp_client_secret`,
      conf`chmod 640 /etc/pomerium/shared_secret /etc/pomerium/cookie_secret /etc/pomerium/idp_client_secret ${key}`,
      conf`chgrp pomerium /etc/pomerium/config.yaml /etc/pomerium/shared_secret /etc/pomerium/cookie_secret /etc/pomerium/idp_client_secret ${key}`,
    ],
    certificates: pemFiles({ tls: true }),
    upstream: conf`http://${upstreamHost}:${upstreamPort}${path}/`,
  }),
};
