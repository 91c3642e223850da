import { conf, key } from '#conf';
import type { Server } from '../server.ts';
import { container, debian } from '../where.ts';
import { agentLines } from './agents.ts';

const docs = (page: string): string => `https://www.envoyproxy.io/docs/envoy/latest/${page}`;
const manager = docs(
  'api-v3/extensions/filters/network/http_connection_manager/v3/http_connection_manager.proto',
);
const routes = docs('api-v3/config/route/v3/route_components.proto');
const listeners = docs('api-v3/config/listener/v3/listener_components.proto');

export const envoy: Server = {
  name: 'Envoy',
  evidence: 'run',
  website: 'https://www.envoyproxy.io/',
  documentation: docs(''),
  packages: [],
  commands: {
    'package-debian': {
      where: debian,
      notRun: true,
      language: 'shellscript',
      run: conf`
        sudo mkdir -p /etc/apt/keyrings
        wget -O- https://apt.envoyproxy.io/signing.key | sudo gpg --dearmor -o /etc/apt/keyrings/envoy-keyring.gpg
        echo "deb [signed-by=/etc/apt/keyrings/envoy-keyring.gpg] https://apt.envoyproxy.io bookworm main" | sudo tee /etc/apt/sources.list.d/envoy.list
        sudo apt update
        sudo apt install envoy
      `,
    },
    'install-binary': {
      language: 'shellscript',
      varies: true,
      notRun: true,
      run: conf`
        curl -fsSLo envoy https://github.com/envoyproxy/envoy/releases/download/v1.40.0/envoy-1.40.0-linux-x86_64
        sudo install -m 755 envoy /usr/local/bin/envoy
      `,
    },
    service: {
      language: 'shellscript',
      notRun: true,
      run: conf`
        id envoy > /dev/null 2>&1 || sudo useradd --system --user-group --no-create-home envoy
        sudo chgrp envoy ${key}
        sudo chmod 640 ${key}
        sudo tee /etc/systemd/system/envoy.service > /dev/null <<'EOF'
        [Unit]
        Description=Envoy
        Wants=network-online.target
        After=network-online.target
        [Service]
        User=envoy
        AmbientCapabilities=CAP_NET_BIND_SERVICE
        LimitNOFILE=65536
        ExecStart=/usr/bin/env envoy -c /etc/envoy/envoy.yaml --log-level warning --file-flush-interval-msec 1000
        Restart=on-failure
        [Install]
        WantedBy=multi-user.target
        EOF
        sudo systemctl daemon-reload
      `,
    },
    enable: {
      language: 'shellscript',
      notRun: true,
      run: conf`
        sudo install -D -m 644 envoy.yaml /etc/envoy/envoy.yaml
        sudo systemctl enable --now envoy
      `,
    },
    'run-container': {
      where: container,
      language: 'shellscript',
      run: conf`
        docker rm --force envoy
        docker run --detach --name envoy --network host --env ENVOY_UID=0 --restart unless-stopped \
          --volume "$PWD:/etc/envoy:ro" \
          --volume /etc/ssl/jenkins:/etc/ssl/jenkins:ro envoyproxy/envoy:v1.40-latest
      `,
    },
    validate: {
      language: 'shellscript',
      run: conf`sudo envoy --mode validate -c /etc/envoy/envoy.yaml --log-level warning`,
      output: conf`configuration '/etc/envoy/envoy.yaml' OK`,
    },
    reload: {
      language: 'shellscript',
      notRun: true,
      run: conf`sudo systemctl restart envoy`,
    },
    agents: {
      language: 'yaml',
      file: '/etc/envoy/envoy.yaml',
      run: agentLines,
    },
    'log-errors': {
      language: 'shellscript',
      varies: true,
      notRun: true,
      run: conf`sudo journalctl -u envoy -n 200 --no-pager | grep -E '\]\[(warning|error|critical)\]|" [45][0-9][0-9] '`,
    },
    undo: {
      language: 'shellscript',
      notRun: true,
      run: conf`
        sudo systemctl disable --now envoy
        sudo rm -r /etc/envoy /etc/systemd/system/envoy.service
        sudo systemctl daemon-reload
      `,
    },
  },
  cannot: {
    'hop-by-hop-headers': {
      reason: {
        fr: 'Un en-tête que le client nomme lui-même dans `Connection`, comme `Cookie`, est retiré de sa requête, et aucun réglage n’y change rien. S’il nomme un en-tête transmis ou `Host`, Envoy répond 400.',
        en: 'A header that the client itself names in `Connection`, such as `Cookie`, is removed from its request, and no setting changes that. Where it names a forwarded header or `Host`, Envoy answers 400.',
      },
      source: 'https://github.com/envoyproxy/envoy/blob/main/source/common/http/utility.cc',
    },
  },
  directives: [
    {
      name: 'address: "::", ipv4_compat: true',
      why: {
        fr: 'Écoute en IPv6 et en IPv4. Avec `0.0.0.0`, rien ne répond en IPv6.',
        en: 'Listens over IPv6 and IPv4. With `0.0.0.0` nothing answers over IPv6.',
      },
      manual: docs('api-v3/config/core/v3/address.proto'),
    },
    {
      name: 'server_names',
      why: {
        fr: 'Aucune session TLS pour un autre nom (SNI), ni sans nom. C’est `tls_inspector` qui le lit.',
        en: 'No TLS session for another name (SNI), nor without one. It is `tls_inspector` that reads it.',
      },
      manual: listeners,
    },
    {
      name: 'alpn_protocols: [h2, http/1.1]',
      why: {
        fr: 'Sans cette ligne, les navigateurs restent en HTTP/1.1. Les versions et suites TLS par défaut, à partir de TLS 1.2, sont gardées.',
        en: 'Without this line browsers stay with HTTP/1.1. The default TLS versions and suites, from TLS 1.2 on, are kept.',
      },
      manual: docs('api-v3/extensions/transport_sockets/tls/v3/tls.proto'),
    },
    {
      name: 'request_headers_timeout: 10s',
      why: {
        fr: 'Ferme une connexion dont les en-têtes n’arrivent pas\u00A0: 408. Par défaut, Envoy l’attend sans fin.',
        en: 'Closes a connection whose headers do not arrive: 408. By default Envoy waits for it without end.',
      },
      manual: manager,
    },
    {
      name: 'use_remote_address: true',
      why: {
        fr: 'Envoy écrit `X-Forwarded-For` et `X-Forwarded-Proto` lui-même. Par défaut, il n’envoie pas d’adresse et transmet ce que le client a écrit.',
        en: 'Envoy writes `X-Forwarded-For` and `X-Forwarded-Proto` itself. By default it sends no address and passes on what the client wrote.',
      },
      manual: manager,
    },
    {
      name: 'early_header_mutation_extensions',
      why: {
        fr: 'Retire ce que le client a envoyé avant qu’Envoy n’ajoute le sien\u00A0: il ajoute son adresse à la liste reçue, et Jenkins lit la première valeur. Dans `request_headers_to_remove`, `x-forwarded-for` retirerait aussi celui d’Envoy.',
        en: 'Removes what the client sent before Envoy adds its own: it appends its address to the list received, and Jenkins reads the first value. In `request_headers_to_remove`, `x-forwarded-for` would remove that of Envoy too.',
      },
      manual: docs(
        'api-v3/extensions/http/early_header_mutation/header_mutation/v3/header_mutation.proto',
      ),
    },
    {
      name: 'normalize_path, merge_slashes, path_with_escaped_slashes_action',
      why: {
        fr: 'Ce sont les valeurs par défaut, écrites parce que la branche `feature%2Flogin` en dépend. `UNESCAPE_AND_FORWARD` et `REJECT_REQUEST` font apparaître l’avertissement de Jenkins.',
        en: 'These are the defaults, written because the branch `feature%2Flogin` depends on them. `UNESCAPE_AND_FORWARD` and `REJECT_REQUEST` bring up the warning of Jenkins.',
      },
      manual: manager,
    },
    {
      name: 'upgrade_configs: websocket',
      why: {
        fr: 'Tout changement de protocole est refusé par défaut\u00A0: 403, corps vide. Celui-ci seul est permis.',
        en: 'Every protocol change is refused by default: 403 with an empty body. This one alone is allowed.',
      },
      manual: docs('intro/arch_overview/http/upgrades'),
    },
    {
      name: 'access_log',
      why: {
        fr: 'Une ligne par requête, avec la raison d’un échec\u00A0: `UT` (délai dépassé), `UF` (Jenkins injoignable), `NR` (aucune route).',
        en: 'A line a request, with the reason of a failure: `UT` (timeout), `UF` (Jenkins not reached), `NR` (no route).',
      },
      manual: docs('configuration/observability/access_log/usage'),
    },
    {
      name: 'server_header_transformation: APPEND_IF_ABSENT',
      why: {
        fr: 'Laisse `Server: Jetty` aux réponses de Jenkins\u202F; seules celles d’Envoy ont `server: envoy`.',
        en: 'Leaves `Server: Jetty` on the responses of Jenkins; only those of Envoy have `server: envoy`.',
      },
      manual: manager,
    },
    {
      name: 'suppress_envoy_headers: true',
      why: {
        fr: 'N’ajoute pas les en-têtes `x-envoy-…` du routeur aux requêtes ni aux réponses.',
        en: 'Adds none of the router’s `x-envoy-…` headers to requests or responses.',
      },
      manual: docs('api-v3/extensions/filters/http/router/v3/router.proto'),
    },
    {
      name: 'domains',
      why: {
        fr: 'Le nom, avec et sans port\u00A0: Envoy compare `Host` en entier. Tout le reste reçoit 404. Avec `["*"]`, deux lignes `Host` arriveraient comme une seule valeur.',
        en: 'The name, with and without the port: Envoy compares the whole of `Host`. All else gets 404. With `["*"]`, two `Host` lines would arrive as one value.',
      },
      manual: routes,
    },
    {
      name: 'direct_response: { status: 405 }',
      why: {
        fr: '`TRACE` s’arrête à Envoy. `CONNECT` n’en passe jamais\u00A0: 404.',
        en: '`TRACE` ends at Envoy. `CONNECT` never passes it: 404.',
      },
      manual: routes,
    },
    {
      name: 'path_separated_prefix: /jenkins',
      why: {
        fr: 'Des segments entiers\u00A0: `/jenkins` et ce qui suit, pas `/jenkinsx`. `prefix: /jenkins/` répondrait 404 à `/jenkins`.',
        en: 'Whole segments: `/jenkins` and what is below it, not `/jenkinsx`. `prefix: /jenkins/` would answer 404 to `/jenkins`.',
      },
      manual: routes,
    },
    {
      name: 'sec-fetch-site, request_headers_to_remove',
      why: {
        fr: 'Jenkins compresse ses pages, et leur taille trahit peu à peu leur contenu à qui peut les faire demander mille fois (BREACH)\u00A0: seule une requête née d’une page de Jenkins garde `Accept-Encoding`.',
        en: 'Jenkins compresses its pages, and their size gives away, bit by bit, what they hold to whoever can have them asked for a thousand times (BREACH): only a request made by a page of Jenkins keeps `Accept-Encoding`.',
      },
      manual: routes,
    },
    {
      name: 'route: &to_jenkins, *to_jenkins',
      why: {
        fr: 'Une ancre YAML\u00A0: la seconde route répète la première.',
        en: 'An anchor of YAML: the second route repeats the first.',
      },
      manual: 'https://yaml.org/spec/1.2.2/#3222-anchors-and-aliases',
    },
    {
      name: 'timeout: 0s',
      why: {
        fr: 'Par défaut, la réponse doit être complète 15\u202Fs après la requête\u00A0: une page lente reçoit 504, un téléchargement est coupé. Le silence reste limité à 5\u202Fmin (`stream_idle_timeout`).',
        en: 'By default the response has to be complete 15 s after the request: a slow page gets 504, a download is cut. Silence stays limited to 5 min (`stream_idle_timeout`).',
      },
      manual: routes,
    },
    {
      name: 'https_redirect, host_redirect, PERMANENT_REDIRECT',
      why: {
        fr: 'Envoie vers HTTPS ce nom seul, sans changer méthode, chemin ni chaîne de requête (308). `port_redirect: 443` écrirait `:443` dans l’adresse.',
        en: 'Sends this name alone to HTTPS without changing method, path or query string (308). `port_redirect: 443` would write `:443` into the address.',
      },
      manual: routes,
    },
    {
      name: 'idle_timeout: 20s',
      why: {
        fr: 'Envoy garde une heure une connexion inactive, Jenkins la ferme à 30\u202Fs\u00A0: un POST partirait dans une connexion qui se ferme (503).',
        en: 'Envoy keeps an idle connection for an hour, Jenkins closes it at 30 s: a POST could leave on a connection that is closing (503).',
      },
      manual: docs('api-v3/config/core/v3/protocol.proto'),
    },
    {
      name: 'max_active_downstream_connections',
      why: {
        fr: 'Sans limite, Envoy avertit à chaque démarrage. Chaque agent WebSocket tient une connexion, et une des 1024 requêtes simultanées permises vers Jenkins.',
        en: 'Without a limit Envoy warns at every start. Each WebSocket agent holds one connection, and one of the 1024 requests that may be open to Jenkins.',
      },
      manual: docs('configuration/best_practices/edge'),
    },
  ],
  facts: {
    uploadLimit: { fr: 'aucune', en: 'none' },
    tls: { fr: 'oui', en: 'yes' },
    http2: { fr: 'oui', en: 'yes' },
    agentPort: { fr: 'oui, par tcp_proxy', en: 'yes, by tcp_proxy' },
    syntaxCheck: { fr: 'envoy --mode validate', en: 'envoy --mode validate' },
  },
};
