import { conf } from '#conf';
import * as apache from '../servers/apache/idioms.ts';
import * as caddy from '../servers/caddy/idioms.ts';
import * as haproxy from '../servers/haproxy/idioms.ts';
import * as lighttpd from '../servers/lighttpd/idioms.ts';
import * as nginx from '../servers/nginx/idioms.ts';
import * as squid from '../servers/squid/idioms.ts';
import { openWithout } from '../servers/pomerium/idioms.ts';
import { after, before, without } from '../servers/broken-lines.ts';
import type { Break, SymptomBreaks } from './break.ts';
import { headerRemoved, setUp, type HeaderRemover } from './set-up.ts';
import { agentHeadersLost, agentPasses, upgradeLost } from './tells.ts';
import { proxyAuthentication401 } from './proxy-authentication-401.ts';

const symptom = 'websocket-agent-handshake';
const command = 'handshake/agent';

const endpointMissing: Break['tell'] = {
  command,
  broken: conf`
    login 200
    HTTP/1.1 101…
  `,
  fixed: agentPasses,
};

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
      fixed: agentPasses,
    },
  };
};

const headersRemoved = (server: HeaderRemover): Break => ({
  ...setUp(server),
  cause: 'agent-request-headers-removed',
  changes: [headerRemoved(server, conf`Secret-Key`)],
  tell: agentHeadersLost,
  jenkinsLog: 'incomplete headers: \\[',
});

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
      ...setUp('pomerium'),
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
        fixed: agentPasses,
      },
      alsoShows: ['cli-upgrade-not-passed'],
      fails: ['websocket-agent', 'websocket-cli'],
    },
    'pomerium/login-not-open': {
      ...setUp('pomerium'),
      cause: 'login-not-open',
      client: 'open',
      changes: [openWithout.agents],
      tell: {
        command,
        broken: conf`
          login 302
          HTTP/1.1 101…
        `,
        fixed: agentPasses,
      },
      fails: ['websocket-agent'],
    },
    'nginx/upgrade-not-passed': {
      ...setUp('nginx'),
      cause: 'upgrade-not-passed',
      changes: [
        without(conf`
          ${nginx.protocol}
          ${nginx.upgrade}
        `),
      ],
      tell: upgradeLost,
      fails: ['websocket-cli', 'websocket-echo', 'websocket-agent', 'http-1-1-upstream'],
    },
    'nginx/upgrade-not-passed/http-1-0': {
      ...setUp('nginx'),
      cause: 'upgrade-not-passed',
      changes: [without(nginx.protocol)],
      tell: upgradeLost,
    },
    'apache/upgrade-not-passed': {
      ...setUp('apache'),
      cause: 'upgrade-not-passed',
      changes: [apache.upgradeLost],
      tell: upgradeLost,
    },
    'lighttpd/upgrade-not-passed': {
      ...setUp('lighttpd'),
      cause: 'upgrade-not-passed',
      changes: [without(lighttpd.upgrade)],
      tell: upgradeLost,
    },
    'squid/upgrade-not-passed': {
      ...setUp('squid'),
      cause: 'upgrade-not-passed',
      changes: [without(squid.upgrade)],
      tell: upgradeLost,
    },
    'caddy/upgrade-not-passed': {
      ...setUp('caddy'),
      cause: 'upgrade-not-passed',
      changes: [caddy.upgradeLost],
      tell: upgradeLost,
    },
    'nginx/login-not-open': signInBeforeLogin('nginx/machines-not-exempt'),
    'apache/login-not-open': signInBeforeLogin('apache/machines-not-exempt'),
    'haproxy/login-not-open': signInBeforeLogin('haproxy/machines-not-exempt'),
    'nginx/agent-request-headers-removed': headersRemoved('nginx'),
    'apache/agent-request-headers-removed': headersRemoved('apache'),
    'lighttpd/agent-request-headers-removed': headersRemoved('lighttpd'),
    'haproxy/agent-request-headers-removed': headersRemoved('haproxy'),
    'squid/agent-request-headers-removed': headersRemoved('squid'),
    'caddy/agent-request-headers-removed': headersRemoved('caddy'),
    'nginx/endpoint-not-routed': {
      ...setUp('nginx'),
      cause: 'endpoint-not-routed',
      changes: [
        before(
          nginx.location,
          conf`
            location /wsagents/ {
                return 404;
            }
          `,
        ),
      ],
      tell: endpointMissing,
      fails: ['agent-endpoint'],
    },
    'apache/endpoint-not-routed': {
      ...setUp('apache'),
      cause: 'endpoint-not-routed',
      changes: [after(apache.lastHeader, conf`ProxyPass "/wsagents/" "!"`)],
      tell: endpointMissing,
    },
    'haproxy/endpoint-not-routed': {
      ...setUp('haproxy'),
      cause: 'endpoint-not-routed',
      changes: [
        after(haproxy.client, conf`http-request return status 404 if { path_beg /wsagents/ }`),
      ],
      tell: endpointMissing,
    },
    'caddy/endpoint-not-routed': {
      ...setUp('caddy'),
      cause: 'endpoint-not-routed',
      changes: [after(caddy.refused, conf`respond /wsagents/* 404`)],
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
