import { serverIds, servers } from '#servers';
import type { Translated } from '../../core/i18n/locales.ts';
import { pastedLines } from './search-lines.ts';
import { typedPhrases } from './search-phrases.ts';
import { symptom, type Row } from './search-row.ts';

/**
 * What a reader types or pastes, and the page that must come first: its slug. Several slugs where
 * any of them answers, a section after `#` where it must be that one.
 */
export interface SearchQuery {
  readonly query: string;
  readonly first: string | readonly string[];
}

/** A word with its third and fourth letters the wrong way round, as fast fingers write it. */
const mistyped = (word: string): string => word.replace(/^(..)(.)(.)/, '$1$3$2');

/** Each server by its name, as its makers write it and as readers do. */
const serverNames: readonly Row[] = serverIds.flatMap((id): Row[] => {
  const { name } = servers[id];
  const typed = name.toLowerCase();
  return [[name, id], [typed, id], ...(typed.length < 5 ? [] : [[mistyped(typed), id] as const])];
});

/** Queries that do not depend on the language: names, directives, status codes, pasted lines. */
const both: readonly Row[] = [
  // Servers, spelt right and wrong
  ...serverNames,
  ['Nginx', 'nginx'],
  ['nignx', 'nginx'],
  ['apahce', 'apache'],
  ['httpd', 'apache'],
  ['ha-proxy', 'haproxy'],
  ['haporxy', 'haproxy'],
  ['lightttpd', 'lighttpd'],
  ['ip tables', 'iptables'],
  ['pomeruim', 'pomerium'],
  ['nginx proxy manager', 'nginx-products'],
  ['synology', 'nginx-products'],
  ['swag linuxserver', 'nginx-products'],
  ['Block Common Exploits', 'nginx-products'],
  ['cloudflare', 'cloudflare'],
  ['cloudflare 524', 'cloudflare'],
  ['cloudflared tunnel', 'cloudflare'],
  ['CF-Access-Client-Id', 'cloudflare'],
  ['application load balancer', 'aws-alb'],
  ['routing.http.preserve_host_header.enabled', 'aws-alb'],
  ['idle_timeout.timeout_seconds', 'aws-alb'],
  ['azure application gateway', 'cloud-load-balancers'],
  ['google cloud load balancer', 'cloud-load-balancers'],
  ['BackendConfig timeoutSec', 'cloud-load-balancers'],
  ['varnish', 'any-other-proxy'],
  ['F5 BIG-IP', 'any-other-proxy'],
  ['kong', 'any-other-proxy'],
  ['istio', ['envoy', 'any-other-proxy']],
  ['cadyfile', 'caddy'],
  ['traeffik', 'traefik'],
  ['docker labels', 'traefik'],
  ['envoi proxy', ['envoy', symptom('upload-413')]],
  ['contour HTTPProxy', ['envoy', 'kubernetes']],
  ['kubernetes', 'kubernetes'],
  ['kuberentes', 'kubernetes'],
  ['k8s', 'kubernetes'],
  ['helm chart', 'kubernetes'],
  ['jenkins helm ingress', 'kubernetes'],
  ['ingress-nginx', 'kubernetes'],
  ['nginx.ingress.kubernetes.io', ['kubernetes', symptom('upload-413'), symptom('timeout-504')]],
  ['use-forwarded-headers', 'kubernetes'],
  ['proxy-body-size', ['kubernetes', symptom('upload-413')]],
  ['proxy-read-timeout', ['kubernetes', symptom('timeout-504')]],
  ['Gateway API HTTPRoute', 'kubernetes'],
  ['controller.jenkinsUrl', 'kubernetes'],
  ['agentListenerServiceType', 'kubernetes'],
  ['openshift route', 'kubernetes'],
  ['haproxy.router.openshift.io/timeout', 'kubernetes'],
  ['projectcontour.io/websocket-routes', 'kubernetes'],
  ['upstream request timeout', ['kubernetes', 'envoy', symptom('timeout-504')]],
  ['default backend - 404', 'kubernetes'],
  ['no available server', ['kubernetes', symptom('bad-gateway')]],

  // Directives and other words of configuration files
  ['proxy_set_header', 'nginx'],
  ['$http_upgrade', 'nginx'],
  ['handle_path', 'caddy'],
  ['header_up', 'caddy'],
  ['client_max_body_size', ['nginx', symptom('upload-413')]],
  ['respondingTimeouts readTimeout', 'traefik'],
  ['allowEncodedSlash', ['traefik', 'apache', symptom('encoded-slash-404')]],
  ['use_remote_address', 'envoy'],
  ['upgrade_configs websocket', 'envoy'],
  ['path_with_escaped_slashes_action', ['envoy', symptom('encoded-slash-404')]],
  ['ProxyPass nocanon', ['apache', symptom('encoded-slash-404')]],
  ['ProxyPassReverse', 'apache'],
  ['AllowEncodedSlashes NoDecode', ['apache', symptom('encoded-slash-404')]],
  ['option forwardfor', 'haproxy'],
  ['timeout tunnel', ['haproxy', 'concepts/limits', symptom('agents-drop-when-idle')]],
  ['websocket nginx', 'nginx#configuration'],
  ['cache_peer', 'squid'],
  ['web.config', 'iis'],
  ['Application Request Routing', 'iis'],
  ['PREROUTING', ['iptables', symptom('local-port-80')]],

  // Messages and pasted lines, one a symptom at least
  ['403 No valid crumb was included in the request', symptom('no-valid-crumb')],
  [
    '2026-11-24 10:12:01.123+0000 [id=45]\tWARNING\thudson.security.csrf.CrumbFilter#doFilter: Found invalid crumb 3fb2a1aa99120cde. If you are calling this URL with a script, please use the API Token instead.',
    symptom('no-valid-crumb'),
  ],
  [
    'WARNING hudson.diagnosis.ReverseProxySetupMonitor#getTestForReverseProxySetup: http://10.0.0.4:8080/manage vs. https://ci.acme.fr/manage',
    symptom('broken-proxy-banner'),
  ],
  [
    'java.io.IOException: https://ci.acme.fr/tcpSlaveAgentListener/ is invalid: 404 Not Found',
    symptom('tcp-agent-unreachable'),
  ],
  [
    'https://ci.acme.fr/ provided port:50000 is not reachable on host ci.acme.fr',
    symptom('tcp-agent-unreachable'),
  ],
  ['CLI handshake failed with status code 403', symptom('cli-fails')],
  [
    'X-CLI-Error: Unexpected request origin (check your reverse proxy settings)',
    symptom('cli-fails'),
  ],
  [
    'SEVERE: Handshake error. io.jenkins.remoting.shaded.jakarta.websocket.DeploymentException: Handshake error.',
    symptom('websocket-agent-handshake'),
  ],
  [
    '2026/11/24 10:12:01 [error] 812#812: *17 client intended to send too large body: 62914560 bytes, client: 10.0.0.7, server: ci.acme.fr, request: "POST /pluginManager/uploadPlugin HTTP/1.1"',
    symptom('upload-413'),
  ],
  ['413 Request Entity Too Large', symptom('upload-413')],
  ['Location: https://jenkins.example.com:80/queue/item/12/', symptom('port-lost-in-redirects')],
  ['location: https://ci.acme.fr:80/queue/item/12/', symptom('port-lost-in-redirects')],
  ['Location: http://jenkins.example.com/queue/item/12/', symptom('redirects-to-http')],
  ['location: http://ci.acme.fr/queue/item/12/', symptom('redirects-to-http')],
  ['Location: http://ci.acme.fr/login', symptom('redirects-to-http')],
  ['413', symptom('upload-413')],
  ['504 Gateway Time-out', symptom('timeout-504')],
  ['504', symptom('timeout-504')],
  [
    '2026/11/24 10:12:01 [error] 812#812: *17 upstream timed out (110: Connection timed out) while reading response header from upstream, client: 10.0.0.7, server: ci.acme.fr, request: "GET /job/a HTTP/1.1", upstream: "http://127.0.0.1:8080/job/a", host: "ci.acme.fr"',
    symptom('timeout-504'),
  ],
  ['502 Bad Gateway', symptom('bad-gateway')],
  [
    '2026/11/24 10:12:01 [error] 812#812: *17 connect() failed (111: Connection refused) while connecting to upstream, client: 10.0.0.7, server: ci.acme.fr',
    symptom('bad-gateway'),
  ],
  [
    '2026/11/24 10:12:01 [error] 812#812: *17 upstream sent too big header while reading response header from upstream, client: 10.0.0.7, server: ci.acme.fr',
    symptom('response-header-too-big'),
  ],
  ['ERR_TOO_MANY_REDIRECTS', symptom('too-many-redirects')],
  [
    '[Tue Nov 24 10:12:01.123456 2026] [proxy:error] [pid 812:tid 140021] [client 10.0.0.7:40000] AH00898: DNS lookup failure for: 127.0.0.1:8080job returned by /job/a',
    symptom('dns-lookup-failure'),
  ],
  [
    'AH10411: Rewritten query string contains control characters or spaces',
    symptom('apache-rewrite-403'),
  ],
  [
    "AH00026: found %2f (encoded '/') in URI path (/job/a%2Fb/), returning 404",
    [symptom('encoded-slash-404'), symptom('broken-proxy-banner')],
  ],
  ['400 Ambiguous URI path separator', symptom('ambiguous-uri')],
  ['400 Invalid SNI', symptom('invalid-sni')],
  ['Invalid h2c upgrade headers', symptom('h2c-upgrade-400')],
  ['PKIX path building failed', symptom('certificate-not-trusted')],
  [
    'unable to find valid certification path to requested target',
    symptom('certificate-not-trusted'),
  ],
  ['javax.net.ssl.trustStore', symptom('certificate-not-trusted')],
  ['Unrecognized option: --httpsPrivateKey', symptom('jenkins-does-not-start')],
  ['JENKINS_ARGS', symptom('jenkins-does-not-start')],
  ['/etc/default/jenkins', symptom('jenkins-does-not-start')],
  ['/etc/sysconfig/jenkins', symptom('jenkins-does-not-start')],
  ['journalctl -u jenkins', symptom('jenkins-does-not-start')],
  ['HTTP Proxy Configuration', symptom('waits-for-the-internet')],
  ['updates.jenkins.io', symptom('waits-for-the-internet')],
  ['swarm client noHttp2', symptom('h2c-upgrade-400')],
  ['header_up Upgrade {>Upgrade}', symptom('h2c-upgrade-400')],
  ["The 'reqrep' directive is not supported anymore since HAProxy 2.1", symptom('outdated-sample')],
  [
    "Mixed Content: The page at 'https://ci.acme.fr/' was loaded over HTTPS, but requested an insecure stylesheet 'http://ci.acme.fr/theme.css'",
    symptom('mixed-content'),
  ],
  [
    `Refused to send form data to 'https://ci.acme.fr/' because it violates the following Content Security Policy directive: "form-action 'self'"`,
    symptom('content-security-policy'),
  ],
  [
    "Refused to apply style from 'https://ci.acme.fr/static/1a2b3c4d/jsbundles/styles.css' because its MIME type ('text/html') is not a supported stylesheet MIME type",
    symptom('missing-styles-under-path'),
  ],
  ['401', symptom('proxy-authentication-401')],
  [
    '2026/11/24 10:12:01 [warn] 812#812: *17 an upstream response is buffered to a temporary file /var/cache/nginx/proxy_temp/1/00/0000000001 while reading upstream, client: 10.0.0.7, server: ci.acme.fr',
    symptom('download-cut'),
  ],
  [
    '2026/11/24 10:12:01 [error] 812#812: *3 upstream prematurely closed connection while reading upstream, client: 10.0.0.7, server: ci.acme.fr, request: "GET /job/big/1/artifact/a.zip HTTP/1.1", upstream: "http://127.0.0.1:8080/job/big/1/artifact/a.zip", host: "ci.acme.fr"',
    symptom('download-cut'),
  ],
  [
    '2026/11/24 10:12:01 [error] 812#812: *3 upstream prematurely closed connection while reading response header from upstream, client: 10.0.0.7, server: ci.acme.fr',
    symptom('bad-gateway'),
  ],
  [
    '[Tue Nov 24 10:12:01.905012 2026] [proxy_http:error] [pid 100:tid 103] [remote 10.0.0.7:42382] AH10415: To be forwarded path contains control characters or spaces',
    symptom('apache-rewrite-403'),
  ],
  [
    '2026-11-24 09:41:07.316+0000 [id=87]\tFINE\th.s.AuthenticationProcessingFilter2#attemptAuthentication: No valid crumb was included in authentication request from 10.0.0.7',
    symptom('login-loop'),
  ],
  [
    'WARNING: build-01 is already connected to this controller. Rejecting this connection.',
    symptom('agents-drop-when-idle'),
  ],
  ['curl: (47) Maximum (5) redirects followed', symptom('too-many-redirects')],
  ['INFO: https://ci.acme.fr/login is not ready: 401', symptom('proxy-authentication-401')],
  ['webhook', symptom('webhook-refused')],
];

const french: readonly Row[] = [
  ['Jenkins ne démarre plus après la mise à jour', symptom('jenkins-does-not-start')],
  ['proxy direct', symptom('waits-for-the-internet')],
  ['certificat intermédiaire', symptom('certificate-not-trusted')],
  ['reverse proxy', ['index', symptom('broken-proxy-banner')]],
  ['mandataire inverse', ['index', symptom('broken-proxy-banner')]],
  ['l’URL de Jenkins', ['concepts/root-url', 'nginx#jenkins']],
  ["l'url de jenkins", ['concepts/root-url', 'nginx#jenkins']],
  ['comment Jenkins calcule l’URL', 'concepts/root-url'],
  ['comment configurer nginx', 'nginx'],
  ['La configuration de votre proxy inverse est incorrecte.', symptom('broken-proxy-banner')],
  ['It appears that your reverse proxy set up is broken.', symptom('broken-proxy-banner')],
  ['chemin de contexte', 'concepts/context-path'],
  ['context path', 'concepts/context-path'],
  [
    'L’URL de votre instance ne semble pas comporter le chemin de contexte ("/jenkins").',
    ['concepts/context-path', symptom('broken-proxy-banner'), symptom('missing-styles-under-path')],
  ],
  ['delai expiration', ['concepts/limits', symptom('timeout-504')]],
  ['délais d’expiration', ['concepts/limits', symptom('timeout-504')]],
  ['timeout', ['concepts/limits', symptom('timeout-504')]],
  ['jeton CSRF', symptom('no-valid-crumb')],
  ['agent à connexions entrantes', ['concepts/agents-and-cli', symptom('tcp-agent-unreachable')]],
  ['ligne de commande', ['concepts/agents-and-cli', symptom('cli-fails')]],
  ['boucle de redirection', symptom('too-many-redirects')],
  ['l’envoi d’un fichier est refusé', symptom('upload-413')],
  ['contenu mixte', symptom('mixed-content')],
  ['barre oblique encodée', [symptom('encoded-slash-404'), symptom('ambiguous-uri')]],
  ['redirections vers http au lieu de https', symptom('redirects-to-http')],
  ['sécuriser', 'concepts/security'],
  ['les agents se déconnectent', symptom('agents-drop-when-idle')],
  ['le port disparaît dans les redirections', symptom('port-lost-in-redirects')],
  ['page sans feuille de style', symptom('missing-styles-under-path')],
  ['la page de connexion revient', symptom('login-loop')],
  ['événements en retard', symptom('events-arrive-late')],
  ['téléchargement interrompu', symptom('download-cut')],
  ['cache partagé', symptom('shared-cache')],
  ['agents dans un cluster kubernetes', 'kubernetes'],
  ['remplacer ingress-nginx', 'kubernetes'],
];

const english: readonly Row[] = [
  ['jenkins does not start after upgrade', symptom('jenkins-does-not-start')],
  ['forward proxy', symptom('waits-for-the-internet')],
  ['intermediate certificate missing', symptom('certificate-not-trusted')],
  ['reverse proxy', ['index', symptom('broken-proxy-banner')]],
  ['jenkins url', ['concepts/root-url', 'nginx#jenkins']],
  ['how does Jenkins compute its URL', 'concepts/root-url'],
  ['how do I set up nginx', 'nginx'],
  ['It appears that your reverse proxy set up is broken.', symptom('broken-proxy-banner')],
  ['La configuration de votre proxy inverse est incorrecte.', symptom('broken-proxy-banner')],
  ['context path', 'concepts/context-path'],
  ['sub-path', ['concepts/context-path', symptom('missing-styles-under-path')]],
  [
    'Your configured root URL does not contain the contextPath ("/jenkins").',
    ['concepts/context-path', symptom('broken-proxy-banner'), symptom('missing-styles-under-path')],
  ],
  ['timeout', ['concepts/limits', symptom('timeout-504')]],
  ['timeouts and sizes', 'concepts/limits'],
  ['CSRF token', symptom('no-valid-crumb')],
  ['inbound agents', ['concepts/agents-and-cli', symptom('tcp-agent-unreachable')]],
  ['command line', ['concepts/agents-and-cli', symptom('cli-fails')]],
  ['redirect loop', symptom('too-many-redirects')],
  ['upload refused', symptom('upload-413')],
  ['mixed content', symptom('mixed-content')],
  ['%2F encoded slash', [symptom('encoded-slash-404'), symptom('ambiguous-uri')]],
  ['http instead of https', symptom('redirects-to-http')],
  ['securing', 'concepts/security'],
  ['agents disconnect', symptom('agents-drop-when-idle')],
  ['port lost in redirects', symptom('port-lost-in-redirects')],
  ['page without style sheets', symptom('missing-styles-under-path')],
  ['login page again', symptom('login-loop')],
  ['events arrive late', symptom('events-arrive-late')],
  ['download cut', symptom('download-cut')],
  ['shared cache', symptom('shared-cache')],
  ['agents in a kubernetes cluster', 'kubernetes'],
  ['replace ingress-nginx', 'kubernetes'],
];

const asQueries = (rows: readonly Row[]): SearchQuery[] =>
  rows.map(([query, first]) => ({ query, first }));

/** The acceptance list of the search; grow it with the pages. */
export const searchQueries: Translated<readonly SearchQuery[]> = {
  fr: asQueries([...both, ...pastedLines, ...french, ...typedPhrases.fr]),
  en: asQueries([...both, ...pastedLines, ...english, ...typedPhrases.en]),
};
