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

/** The bootstrap file, which the container image reads too. */
export const install = '/etc/envoy/envoy.yaml';

const managerType = conf`type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager`;

/**
 * A listener for IPv4 and IPv6.
 *
 * @param chains How its connections are read, and what comes before that.
 */
export const listener = (name: Conf, number: Conf, chains: Conf): Conf => conf`
  - name: ${name}
    address:
      socket_address: { address: "::", ipv4_compat: true, port_value: ${number} }
    ${chains}
`;

/**
 * What reads HTTP on a connection.
 *
 * @param settings Fields of it beside those that every one has.
 * @param answers The routes of its only virtual host, and that host's other fields.
 * @param names The names for which it answers, with their ports.
 */
export const manager = (
  name: Conf,
  settings: Conf | false,
  names: Conf,
  answers: Conf,
): Conf => conf`
  filters:
    - name: envoy.filters.network.http_connection_manager
      typed_config:
        "@type": ${managerType}
        stat_prefix: ${name}
        # ${{
          fr: 'Le temps laissé à un client pour envoyer ses en-têtes. Sans cette ligne : sans fin.',
          en: 'The time left to a client to send its headers. Without this line: no end.',
        }}
        request_headers_timeout: 10s
        ${settings}
        http_filters:
          - name: envoy.filters.http.router
            typed_config:
              "@type": type.googleapis.com/envoy.extensions.filters.http.router.v3.Router
              suppress_envoy_headers: true
        route_config:
          virtual_hosts:
            - name: ${name}
              ${region('name', conf`domains: ${names}`)}
              ${answers}
`;

/** Headers that Jenkins or a plugin of it would believe, whoever wrote them. */
const forged = conf`
  - remove: forwarded
  - remove: x-forwarded-host
  - remove: x-forwarded-port
  - remove: x-forwarded-server
  - remove: x-proxied-https
  - remove: proxy-auth-cert
  - remove: proxy-ssl-id
  - remove: x-forwarded-user
  - remove: x-forwarded-groups
  - remove: x-forwarded-email
  - remove: x-forwarded-displayname
  - remove: remote-user
  - remove: remote_user
`;

/** What is taken as the client's address where Envoy stands at the edge. */
const edge = conf`
  # ${{
    fr: "Envoy écrit X-Forwarded-For et X-Forwarded-Proto d'après la connexion.\nPar défaut (false), il garde ceux du client.",
    en: 'Envoy writes X-Forwarded-For and X-Forwarded-Proto from the connection.\nBy default (false) it keeps those of the client.',
  }}
  ${writes('X-Forwarded-For', 'X-Forwarded-Proto')`use_remote_address: true`}
`;

/**
 * How requests for Jenkins are read before a route is chosen.
 *
 * @param trust Whose word is taken about the client.
 * @param removed Headers that are removed beside those that nobody may send.
 */
export const jenkinsSettings = (
  trust: Conf = edge,
  removed: Conf | false = conf`- remove: x-forwarded-for`,
): Conf => conf`
  ${region('trust', trust)}
  ${region(
    'headers',
    conf`
      early_header_mutation_extensions:
        - name: envoy.http.early_header_mutation.header_mutation
          typed_config:
            "@type": type.googleapis.com/envoy.extensions.http.early_header_mutation.header_mutation.v3.HeaderMutation
            mutations:
              # ${{
                fr: "Jenkins se fierait à ce que le client écrit ici. Retiré avant qu'Envoy n'ajoute le sien.",
                en: 'Jenkins would trust what the client writes here. Removed before Envoy adds its own.',
              }}
              ${removed}
              ${forged}
    `,
  )}
  ${region(
    'paths',
    conf`
      # ${{
        fr: 'Le chemin reste tel quel. Beaucoup de produits fondés sur Envoy changent ces trois valeurs.',
        en: 'The path stays as it is. Many products built on Envoy change these three values.',
      }}
      normalize_path: false
      merge_slashes: false
      path_with_escaped_slashes_action: KEEP_UNCHANGED
    `,
  )}
  ${region(
    'websocket',
    conf`
      # ${{
        fr: 'WebSocket : agents et ligne de commande. Sans cette ligne, 403.',
        en: 'WebSocket: agents and command line. Without this line, 403.',
      }}
      upgrade_configs:
        - upgrade_type: websocket
    `,
  )}
  access_log:
    - name: envoy.access_loggers.stdout
      typed_config:
        "@type": type.googleapis.com/envoy.extensions.access_loggers.stream.v3.StdoutAccessLog
  # ${{
    fr: 'Laisse Server: Jetty aux réponses de Jenkins : on voit qui a répondu.',
    en: 'Leaves Server: Jetty on the answers of Jenkins: it shows who answered.',
  }}
  server_header_transformation: APPEND_IF_ABSENT
`;

/** Which addresses are those of Jenkins. */
export const ours = ({ underPath }: Form): Conf =>
  underPath ? conf`path_separated_prefix: ${path}` : conf`prefix: /`;

/** The action of a route to Jenkins, which further routes may repeat by its name in YAML. */
const toJenkins = (anchor: Conf | false): Conf =>
  region(
    'location',
    conf`
      ${anchor === false ? conf`route:` : conf`route: ${anchor}`}
        cluster: jenkins
        # ${{
          fr: 'Par défaut, une réponse doit être complète au bout de 15 s.',
          en: 'By default a response has to be complete after 15 s.',
        }}
        timeout: 0s
    `,
  );

/**
 * The routes to Jenkins, and what ends at Envoy.
 *
 * @param tls Whether browsers come over HTTPS.
 * @param condition A further header of the requests that are meant.
 */
export const routes = (form: Form, condition: Conf | false = false): Conf => {
  const ownPages = region(
    'compression',
    conf`
      # ${{
        fr: 'Jenkins ne compresse que ce que demande une de ses pages (BREACH).',
        en: 'Jenkins compresses only what one of its own pages asks for (BREACH).',
      }}
      - match:
          ${ours(form)}
          headers:
            - name: sec-fetch-site
              string_match: { exact: same-origin }
            ${condition}
        ${toJenkins(conf`&to_jenkins`)}
    `,
  );
  return conf`
    - match:
        prefix: /
        headers:
          - name: ":method"
            string_match: { exact: TRACE }
      direct_response: { status: 405 }
    ${form.tls && ownPages}
    - match:
        ${ours(form)}
        ${
          condition !== false &&
          conf`
            headers:
              ${condition}
          `
        }
      ${form.tls && region('compression', conf`request_headers_to_remove: [accept-encoding]`)}
      ${form.tls ? region('location', conf`route: *to_jenkins`) : toJenkins(false)}
  `;
};

/** Browsers stay with HTTPS for a year, for this name only. */
export const hsts = conf`
  response_headers_to_add:
    - header: { key: strict-transport-security, value: max-age=31536000 }
      append_action: OVERWRITE_IF_EXISTS_OR_ADD
`;

/**
 * The answer to plain HTTP.
 *
 * @param authority The public name, with its port where that is not the default one.
 */
const redirectLines = (authority: Conf): Conf =>
  region(
    'redirect',
    conf`
      redirect:
        https_redirect: true
        host_redirect: "${authority}"
        # ${{
          fr: '308 : un POST reste un POST. Par défaut, 301.',
          en: '308: a POST stays a POST. By default, 301.',
        }}
        response_code: PERMANENT_REDIRECT
    `,
  );

/** The answer to plain HTTP, for Jenkins. */
export const redirect = redirectLines(conf`${slot('authority')}`);

/** The answers of port 80, for one name only. */
export const redirectTo = (name: Conf, authority: Conf): Conf =>
  manager(
    conf`to_https`,
    false,
    conf`["${name}", "${name}:80"]`,
    conf`
      routes:
        - match: { prefix: / }
          ${redirectLines(authority)}
    `,
  );

/** The answers of port 80, for the name of Jenkins. */
export const redirectHost = redirectTo(conf`${host}`, conf`${slot('authority')}`);

const tls = region(
  'tls',
  conf`
    transport_socket:
      name: envoy.transport_sockets.tls
      typed_config:
        "@type": type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext
        common_tls_context:
          alpn_protocols: [h2, http/1.1]
          tls_certificates:
            - certificate_chain: { filename: ${certificate} }
              private_key: { filename: ${key} }
  `,
);

const sni = region(
  'tls',
  conf`
    listener_filters:
      - name: envoy.filters.listener.tls_inspector
        typed_config:
          "@type": type.googleapis.com/envoy.extensions.filters.listener.tls_inspector.v3.TlsInspector
  `,
);

/** Where Jenkins is, and how long connections to it are kept. */
export const upstream = conf`
  clusters:
    - name: jenkins
      ${region(
        'location',
        conf`
          load_assignment:
            cluster_name: jenkins
            endpoints:
              - lb_endpoints:
                  - endpoint:
                      address:
                        socket_address: { address: ${upstreamHost}, port_value: ${upstreamPort} }
        `,
      )}
      typed_extension_protocol_options:
        envoy.extensions.upstreams.http.v3.HttpProtocolOptions:
          "@type": type.googleapis.com/envoy.extensions.upstreams.http.v3.HttpProtocolOptions
          explicit_http_config:
            http_protocol_options: {}
          common_http_protocol_options:
            # ${{
              fr: 'Jenkins ferme une connexion inactive après 30 s, Envoy après 1 h sans cette ligne.',
              en: 'Jenkins closes an idle connection after 30 s, Envoy after 1 h without this line.',
            }}
            idle_timeout: 20s
`;

/** How many clients at most: without this Envoy warns when it starts. */
export const connections = conf`
  overload_manager:
    resource_monitors:
      - name: envoy.resource_monitors.global_downstream_max_connections
        typed_config:
          "@type": type.googleapis.com/envoy.extensions.resource_monitors.downstream_connections.v3.DownstreamConnectionsConfig
          max_active_downstream_connections: 10000
`;

/**
 * @param names The names with their ports that may reach Jenkins; a port that is the scheme's own
 * may be written or not.
 */
export const configuration = (form: Form, names: Conf): Conf => {
  const answers = conf`
    ${form.tls && region('tls', hsts)}
    routes:
      ${routes(form)}
  `;
  const secured = conf`
    ${listener(
      conf`http`,
      conf`80`,
      conf`
        filter_chains:
          - name: to_https
            ${redirectHost}
      `,
    )}
  `;
  const chain = manager(conf`jenkins`, jenkinsSettings(), names, answers);
  const chains = form.tls
    ? conf`
        ${sni}
        filter_chains:
          # ${{
            fr: "Une session TLS pour un autre nom (SNI) n'aboutit pas.",
            en: 'A TLS session for another name (SNI) comes to nothing.',
          }}
          - filter_chain_match: { server_names: ["${host}"] }
            ${tls}
            ${chain}
      `
    : conf`
        filter_chains:
          - name: jenkins
            ${chain}
      `;
  return conf`
    static_resources:
      listeners:
        ${listener(form.tls ? conf`https` : conf`http`, conf`${port}`, chains)}
        ${form.tls && secured}
      ${upstream}
    ${connections}
  `;
};

/** The whole file at its place. */
export const wholeFile = (content: Conf, { tls: ends }: Form): Rendering => ({
  files: [{ install, mode: '644', language: 'yaml', lineEnds: 'lf', content }],
  enable: [],
  certificates: pemFiles({ tls: ends }),
  upstream: conf`http://${upstreamHost}:${upstreamPort}${path}/`,
});

/** One bootstrap file with everything in it. */
export const bootstrap: Example = {
  id: 'envoy',
  server: 'envoy',
  // The only version that was run.
  minimum: '1.40.0',
  shapes,
  render: (form) => wholeFile(configuration(form, conf`["${host}", "${host}:${port}"]`), form),
};
