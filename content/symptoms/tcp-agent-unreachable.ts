import { agentPort, conf, host, path, upstreamHost, upstreamPort } from '#conf';
import type { SymptomBreaks } from './break.ts';

const symptom = 'tcp-agent-unreachable';
const command = 'agents/tcp-port';

const nginxHost = { server: 'nginx', example: 'nginx', shape: 'https-host' } as const;
const apacheHost = { server: 'apache', example: 'apache', shape: 'https-host' } as const;
const haproxyHost = { server: 'haproxy', example: 'haproxy', shape: 'https-host' } as const;

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
      ...haproxyHost,
      cause: 'agent-port-not-forwarded',
      changes: [
        {
          from: conf`backend jenkins`,
          to: conf`backend jenkins`,
          fixed: conf`
            ${agentsListener}
            backend jenkins
          `,
        },
      ],
      tell: { command, broken: overHttp, fixed: reached },
    },
    'nginx/agent-port-disabled': {
      ...nginxHost,
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
      ...nginxHost,
      cause: 'listener-path-refused',
      changes: [
        {
          from: conf`
            location / {
                # ${{
                  fr: 'Aucun chemin après le nom, pas même / : nginx décoderait %2F.',
                  en: 'No path after the name, not even /: nginx would decode %2F.',
                }}
          `,
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
      ...apacheHost,
      shape: 'https-host',
      cause: 'listener-path-refused',
      changes: [
        {
          from: conf`
            ProxyPass "/" "http://${upstreamHost}:${upstreamPort}/" nocanon upgrade=websocket \
                responsefieldsize=32768 ttl=20 retry=0
          `,
          to: conf`
            ProxyPass "/tcpSlaveAgentListener" "!"
            ProxyPass "/" "http://${upstreamHost}:${upstreamPort}/" nocanon upgrade=websocket \
                responsefieldsize=32768 ttl=20 retry=0
          `,
        },
      ],
      tell: { command, broken: refusedByProxy, fixed: overHttp },
    },
    'haproxy/listener-path-refused': {
      ...haproxyHost,
      cause: 'listener-path-refused',
      changes: [
        {
          from: conf`default_backend jenkins`,
          to: conf`
            http-request return status 404 if { path_beg ${path}/tcpSlaveAgentListener }
            default_backend jenkins
          `,
        },
      ],
      tell: { command, broken: refusedByProxy, fixed: overHttp },
    },
    'nginx/agent-headers-removed': {
      ...nginxHost,
      cause: 'agent-headers-removed',
      changes: [
        {
          from: conf`proxy_http_version 1.1;`,
          to: conf`
            proxy_http_version 1.1;
            proxy_hide_header X-Jenkins-JNLP-Port;
            proxy_hide_header X-Hudson-JNLP-Port;
          `,
        },
      ],
      tell: { command, broken: withoutPort, fixed: overHttp },
    },
    'apache/agent-headers-removed': {
      ...apacheHost,
      cause: 'agent-headers-removed',
      changes: [
        {
          from: conf`ProxyPreserveHost On`,
          to: conf`
            ProxyPreserveHost On
            Header unset X-Jenkins-JNLP-Port
            Header unset X-Hudson-JNLP-Port
          `,
        },
      ],
      tell: { command, broken: withoutPort, fixed: overHttp },
    },
    'haproxy/agent-headers-removed': {
      ...haproxyHost,
      cause: 'agent-headers-removed',
      changes: [
        {
          from: conf`http-request set-header X-Forwarded-For %[src]`,
          to: conf`
            http-request set-header X-Forwarded-For %[src]
            http-response del-header ^x-(jenkins|hudson)- -m reg
          `,
        },
      ],
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
