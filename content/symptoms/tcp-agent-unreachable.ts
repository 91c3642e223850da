import { agentPort, conf, host, path, upstreamHost } from '#conf';
import * as apache from '../servers/apache/idioms.ts';
import * as haproxy from '../servers/haproxy/idioms.ts';
import * as nginx from '../servers/nginx/idioms.ts';
import { after, before } from '../servers/broken-lines.ts';
import type { SymptomBreaks } from './break.ts';
import { setUp } from './set-up.ts';

const symptom = 'tcp-agent-unreachable';
const command = 'agents/tcp-port';

/** What the command prints when only the second half of the way is missing, or open. */
const announced = (last: ReturnType<typeof conf>): ReturnType<typeof conf> => conf`
  HTTP/… 200…
  …: ${agentPort}
  ${last}
`;

const unreachable = conf`port ${agentPort}: 000, exit 7`;
const reached = announced(conf`port ${agentPort}: 200, exit 0`);
/** The examples carry HTTP only, so that a healthy answer over HTTP is all that can be seen. */
const overHttp = announced(unreachable);

const refusedByProxy = conf`
  HTTP/… 404…
  ${unreachable}
`;

const withoutPort = conf`
  HTTP/… 200…
  ${unreachable}
`;

const agentsListener = conf`
  listen agents
      mode tcp
      option tcplog
      # ${{
        fr: 'Remoting se tait pendant cinq minutes.',
        en: 'Remoting is silent for five minutes.',
      }}
      timeout client 15m
      timeout server 15m
      bind ${host}:${agentPort}
      server jenkins ${upstreamHost}:${agentPort}
`;

export const tcpAgentUnreachable: SymptomBreaks = {
  causes: {
    'agent-port-not-forwarded': {
      symptom,
      title: {
        fr: 'Personne ne transmet le port des agents',
        en: 'Nobody passes the agent port on',
      },
    },
    'agent-port-disabled': {
      symptom,
      title: {
        fr: 'Le port TCP des agents est désactivé dans Jenkins',
        en: 'The TCP port for agents is disabled in Jenkins',
      },
    },
    'listener-path-refused': {
      symptom,
      title: {
        fr: 'Le proxy ne transmet pas /tcpSlaveAgentListener/',
        en: 'The proxy does not pass /tcpSlaveAgentListener/ on',
      },
    },
    'agent-headers-removed': {
      symptom,
      title: {
        fr: 'Le proxy retire les en-têtes X-Jenkins-…',
        en: 'The proxy removes the X-Jenkins-… headers',
      },
    },
    'agent-url-redirected': {
      symptom,
      title: {
        fr: 'L’agent a reçu une URL en http, que le proxy redirige',
        en: 'The agent was given an http URL, which the proxy redirects',
      },
    },
  },
  breaks: {
    'haproxy/agent-port-not-forwarded': {
      ...setUp('haproxy'),
      cause: 'agent-port-not-forwarded',
      changes: [
        {
          from: haproxy.backend,
          to: haproxy.backend,
          fixed: conf`
            ${agentsListener}
            backend jenkins
          `,
        },
      ],
      tell: { command, broken: overHttp, fixed: reached },
    },
    'nginx/agent-port-disabled': {
      ...setUp('nginx'),
      cause: 'agent-port-disabled',
      changes: [],
      jenkins: { options: { agentPort: null } },
      tell: {
        command,
        broken: conf`
          HTTP/… 404…
          …-…enkins: …
          ${unreachable}
        `,
        fixed: overHttp,
      },
    },
    'nginx/listener-path-refused': {
      ...setUp('nginx'),
      cause: 'listener-path-refused',
      changes: [
        {
          from: nginx.locationExplained,
          to: conf`
            location /tcpSlaveAgentListener {
                return 404;
            }

            location / {
          `,
        },
      ],
      tell: { command, broken: refusedByProxy, fixed: overHttp },
    },
    'apache/listener-path-refused': {
      ...setUp('apache', 'https-host'),
      cause: 'listener-path-refused',
      changes: [before(apache.pass, conf`ProxyPass "/tcpSlaveAgentListener" "!"`)],
      tell: { command, broken: refusedByProxy, fixed: overHttp },
    },
    'haproxy/listener-path-refused': {
      ...setUp('haproxy'),
      cause: 'listener-path-refused',
      changes: [
        before(
          haproxy.toBackend,
          conf`http-request return status 404 if { path_beg ${path}/tcpSlaveAgentListener }`,
        ),
      ],
      tell: { command, broken: refusedByProxy, fixed: overHttp },
    },
    'nginx/agent-headers-removed': {
      ...setUp('nginx'),
      cause: 'agent-headers-removed',
      changes: [
        after(
          nginx.protocol,
          conf`
            proxy_hide_header X-Jenkins-JNLP-Port;
            proxy_hide_header X-Hudson-JNLP-Port;
          `,
        ),
      ],
      tell: { command, broken: withoutPort, fixed: overHttp },
    },
    'apache/agent-headers-removed': {
      ...setUp('apache'),
      cause: 'agent-headers-removed',
      changes: [
        after(
          apache.preserveHost,
          conf`
            Header unset X-Jenkins-JNLP-Port
            Header unset X-Hudson-JNLP-Port
          `,
        ),
      ],
      tell: { command, broken: withoutPort, fixed: overHttp },
    },
    'haproxy/agent-headers-removed': {
      ...setUp('haproxy'),
      cause: 'agent-headers-removed',
      changes: [after(haproxy.client, conf`http-response del-header ^x-(jenkins|hudson)- -m reg`)],
      tell: { command, broken: withoutPort, fixed: overHttp },
    },
  },
  reports: [
    {
      server: 'nginx',
      cause: 'agent-port-not-forwarded',
      changes: [
        {
          from: conf``,
          to: conf`
            # ${{
              fr: 'À la fin de /etc/nginx/nginx.conf, hors de http { }. Module stream : paquet\nlibnginx-mod-stream. 15 minutes : Remoting se tait pendant cinq.',
              en: 'At the end of /etc/nginx/nginx.conf, outside http { }. Module stream: package\nlibnginx-mod-stream. 15 minutes: Remoting is silent for five.',
            }}
            stream {
                server {
                    listen ${agentPort};
                    proxy_pass ${upstreamHost}:${agentPort};
                    proxy_timeout 15m;
                }
            }
          `,
        },
      ],
      note: {
        fr: 'Si Jenkins tourne sur une autre machine que nginx\u00A0:',
        en: 'If Jenkins runs on another machine than nginx:',
      },
      source: 'https://nginx.org/en/docs/stream/ngx_stream_proxy_module.html',
    },
    {
      cause: 'agent-url-redirected',
      source:
        'https://github.com/jenkinsci/remoting/blob/master/src/main/java/org/jenkinsci/remoting/engine/JnlpAgentEndpointResolver.java',
    },
  ],
};
