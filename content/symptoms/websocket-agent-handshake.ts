import { conf, upstreamHost, upstreamPort, type Conf } from '#conf';
import type { Break, SymptomBreaks } from './break.ts';
import { openWithout } from './pomerium-lines.ts';
import { proxyAuthentication401 } from './proxy-authentication-401.ts';

const symptom = 'websocket-agent-handshake';
const command = 'handshake/agent';

const passes = conf`
  login 200
  no such agent
  HTTP/1.1 101…
`;

/** Jenkins answers, and knows nothing of a protocol change. */
const upgradeLost: Break['tell'] = {
  command,
  broken: conf`
    login 200
    no such agent
    HTTP/1.1 400…
  `,
  fixed: passes,
};

const headersLost: Break['tell'] = {
  command,
  broken: conf`
    login 200
    This endpoint is only for use
    HTTP/1.1 101…
  `,
  fixed: passes,
};

const endpointMissing: Break['tell'] = {
  command,
  broken: conf`
    login 200
    HTTP/1.1 101…
  `,
  fixed: passes,
};

const common = (server: 'apache' | 'nginx' | 'lighttpd' | 'haproxy' | 'squid' | 'caddy') =>
  ({ server, example: server, shape: 'https-host' }) as const;

/** The break of another page, under the cause of this one and with its command. */
const signInBeforeLogin = (id: string): Break => {
  const found = proxyAuthentication401.breaks[id];
  if (found === undefined) throw new Error(`No break “${id}” among those of the proxy’s password.`);
  return {
    ...found,
    cause: 'login-not-open',
    tell: {
      command,
      broken: conf`
        login 401
        HTTP/1.1 401…
      `,
      fixed: passes,
    },
  };
};

const headersRemoved = (
  server: 'apache' | 'nginx' | 'lighttpd' | 'haproxy' | 'squid' | 'caddy',
  from: Conf,
  addition: Conf,
): Break => ({
  ...common(server),
  cause: 'agent-request-headers-removed',
  changes: [
    {
      from,
      to: conf`
        ${from}
        ${addition}
      `,
    },
  ],
  tell: headersLost,
  jenkinsLog: 'incomplete headers: \\[',
});

const upgradeHeaders = conf`
  proxy_http_version 1.1;
  proxy_set_header Upgrade $jenkins_upgrade;
  proxy_set_header Connection $jenkins_connection;
`;

export const websocketAgentHandshake: SymptomBreaks = {
  causes: {
    'upgrade-not-passed': {
      symptom,
      title: {
        fr: 'Le proxy ne transmet pas le changement de protocole',
        en: 'The proxy does not pass the protocol change on',
      },
    },
    'login-not-open': {
      symptom,
      title: {
        fr: 'La page /login ne répond pas 200 sans authentification',
        en: 'The page /login does not answer 200 without authentication',
      },
    },
    'agent-url-not-final': {
      symptom,
      title: {
        fr: 'L’agent est lancé avec une URL qui redirige',
        en: 'The agent is started with a URL that redirects',
      },
    },
    'agent-request-headers-removed': {
      symptom,
      title: {
        fr: 'Les en-têtes de l’agent sont retirés en chemin',
        en: 'The headers of the agent are removed on the way',
      },
    },
    'endpoint-not-routed': {
      symptom,
      title: {
        fr: 'Les requêtes vers /wsagents/ n’arrivent pas à Jenkins',
        en: 'The path /wsagents/ does not lead to Jenkins',
      },
    },
    'agent-secret-wrong': {
      symptom,
      title: {
        fr: 'Jenkins refuse le nom ou le secret de l’agent',
        en: 'Jenkins refuses the name or the secret of the agent',
      },
    },
  },
  breaks: {
    'pomerium/upgrade-not-passed': {
      server: 'pomerium',
      example: 'pomerium',
      shape: 'https-host',
      cause: 'upgrade-not-passed',
      client: 'open',
      changes: [openWithout.webSockets],
      tell: {
        command,
        broken: conf`
          login 200
          no such agent
          HTTP/1.1 403…
        `,
        fixed: passes,
      },
      alsoShows: ['cli-upgrade-not-passed'],
      fails: ['websocket-agent', 'websocket-cli'],
    },
    'pomerium/login-not-open': {
      server: 'pomerium',
      example: 'pomerium',
      shape: 'https-host',
      cause: 'login-not-open',
      client: 'open',
      changes: [openWithout.agents],
      tell: {
        command,
        broken: conf`
          login 302
          HTTP/1.1 101…
        `,
        fixed: passes,
      },
      fails: ['websocket-agent'],
    },
    'nginx/upgrade-not-passed': {
      ...common('nginx'),
      cause: 'upgrade-not-passed',
      changes: [{ from: upgradeHeaders, to: conf`` }],
      tell: upgradeLost,
      fails: ['websocket-cli', 'websocket-echo', 'websocket-agent', 'http-1-1-upstream'],
    },
    'nginx/upgrade-not-passed/http-1-0': {
      ...common('nginx'),
      cause: 'upgrade-not-passed',
      changes: [{ from: conf`proxy_http_version 1.1;`, to: conf`` }],
      tell: upgradeLost,
    },
    'apache/upgrade-not-passed': {
      ...common('apache'),
      cause: 'upgrade-not-passed',
      changes: [
        {
          from: conf`
            ProxyPass "/" "http://${upstreamHost}:${upstreamPort}/" nocanon upgrade=websocket \
                responsefieldsize=32768 ttl=20 retry=0
          `,
          to: conf`
            ProxyPass "/" "http://${upstreamHost}:${upstreamPort}/" nocanon \
                responsefieldsize=32768 ttl=20 retry=0
          `,
        },
      ],
      tell: upgradeLost,
    },
    'lighttpd/upgrade-not-passed': {
      ...common('lighttpd'),
      cause: 'upgrade-not-passed',
      changes: [{ from: conf`proxy.header = ( "upgrade" => "enable" )`, to: conf`` }],
      tell: upgradeLost,
    },
    'squid/upgrade-not-passed': {
      ...common('squid'),
      cause: 'upgrade-not-passed',
      changes: [
        {
          from: conf`
            http_upgrade_request_protocols websocket allow all
            http_upgrade_request_protocols WebSocket allow all
          `,
          to: conf``,
        },
      ],
      tell: upgradeLost,
    },
    'caddy/upgrade-not-passed': {
      ...common('caddy'),
      cause: 'upgrade-not-passed',
      changes: [{ from: conf`request_header @plain -Upgrade`, to: conf`request_header -Upgrade` }],
      tell: upgradeLost,
    },
    'nginx/login-not-open': signInBeforeLogin('nginx/machines-not-exempt'),
    'apache/login-not-open': signInBeforeLogin('apache/machines-not-exempt'),
    'haproxy/login-not-open': signInBeforeLogin('haproxy/machines-not-exempt'),
    'nginx/agent-request-headers-removed': headersRemoved(
      'nginx',
      conf`proxy_set_header Forwarded "";`,
      conf`proxy_set_header Secret-Key "";`,
    ),
    'apache/agent-request-headers-removed': headersRemoved(
      'apache',
      conf`RequestHeader unset Proxy-Ssl-Id`,
      conf`RequestHeader unset Secret-Key`,
    ),
    'lighttpd/agent-request-headers-removed': headersRemoved(
      'lighttpd',
      conf`"X-Forwarded-Port" => "",`,
      conf`"Secret-Key" => "",`,
    ),
    'haproxy/agent-request-headers-removed': headersRemoved(
      'haproxy',
      conf`http-request set-header X-Forwarded-For %[src]`,
      conf`http-request del-header Secret-Key`,
    ),
    'squid/agent-request-headers-removed': headersRemoved(
      'squid',
      conf`request_header_access Proxy-Ssl-Id deny all`,
      conf`request_header_access Secret-Key deny all`,
    ),
    'caddy/agent-request-headers-removed': headersRemoved(
      'caddy',
      conf`request_header -Forwarded`,
      conf`request_header -Secret-Key`,
    ),
    'nginx/endpoint-not-routed': {
      ...common('nginx'),
      cause: 'endpoint-not-routed',
      changes: [
        {
          from: conf`location / {`,
          to: conf`
            location /wsagents/ {
                return 404;
            }
            location / {
          `,
        },
      ],
      tell: endpointMissing,
      fails: ['agent-endpoint'],
    },
    'apache/endpoint-not-routed': {
      ...common('apache'),
      cause: 'endpoint-not-routed',
      changes: [
        {
          from: conf`RequestHeader unset Proxy-Ssl-Id`,
          to: conf`
            RequestHeader unset Proxy-Ssl-Id
            ProxyPass "/wsagents/" "!"
          `,
        },
      ],
      tell: endpointMissing,
    },
    'haproxy/endpoint-not-routed': {
      ...common('haproxy'),
      cause: 'endpoint-not-routed',
      changes: [
        {
          from: conf`http-request set-header X-Forwarded-For %[src]`,
          to: conf`
            http-request set-header X-Forwarded-For %[src]
            http-request return status 404 if { path_beg /wsagents/ }
          `,
        },
      ],
      tell: endpointMissing,
    },
    'caddy/endpoint-not-routed': {
      ...common('caddy'),
      cause: 'endpoint-not-routed',
      changes: [
        {
          from: conf`respond @refused 405`,
          to: conf`
            respond @refused 405
            respond /wsagents/* 404
          `,
        },
      ],
      tell: endpointMissing,
    },
  },
  reports: [
    {
      server: 'iis',
      cause: 'upgrade-not-passed',
      note: {
        fr: 'La fonctionnalité WebSocket de Windows doit être installée avant ARR\u00A0: Install-WindowsFeature Web-WebSockets.',
        en: 'The WebSocket feature of Windows must be installed before ARR: Install-WindowsFeature Web-WebSockets.',
      },
      source: 'https://learn.microsoft.com/en-us/iis/configuration/system.webserver/websocket',
    },
    {
      cause: 'agent-url-not-final',
      source:
        'https://github.com/jenkinsci/remoting/blob/master/src/main/java/hudson/remoting/Engine.java',
    },
    {
      cause: 'agent-secret-wrong',
      source:
        'https://github.com/jenkinsci/jenkins/blob/master/core/src/main/java/jenkins/agents/WebSocketAgents.java',
    },
  ],
};
