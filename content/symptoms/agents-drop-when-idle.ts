import { agentPort, conf, host, upstreamHost } from '#conf';
import * as haproxy from '../servers/haproxy/idioms.ts';
import * as nginx from '../servers/nginx/idioms.ts';
import type { SymptomBreaks } from './break.ts';
import { setUp } from './set-up.ts';

const symptom = 'agents-drop-when-idle';
const command = 'agents/silence';

/** Ten seconds of silence, where Jenkins is silent for 15 s at first and for 30 s afterwards. */
const cut = conf`101, open for 1… s`;
const held = conf`101, open for 50.… s`;

const agents = (limit: ReturnType<typeof conf>): ReturnType<typeof conf> => conf`
  listen agents
      mode tcp
      option tcplog
      ${limit}
      bind ${host}:${agentPort}
      server jenkins ${upstreamHost}:${agentPort}

  backend jenkins
`;

export const agentsDropWhenIdle: SymptomBreaks = {
  causes: {
    'websocket-idle-limit': {
      symptom,
      title: {
        fr: 'Le proxy coupe un WebSocket silencieux',
        en: 'The proxy cuts a silent WebSocket',
      },
    },
    'tcp-idle-limit': {
      symptom,
      title: {
        fr: 'Un saut coupe une connexion TCP silencieuse',
        en: 'A hop cuts a silent TCP connection',
      },
    },
    'idle-limit-elsewhere': {
      symptom,
      title: {
        fr: 'Un répartiteur de charge placé devant coupe plus tôt',
        en: 'A load balancer in front cuts earlier',
      },
    },
  },
  breaks: {
    'nginx/websocket-idle-limit': {
      ...setUp('nginx'),
      cause: 'websocket-idle-limit',
      changes: [{ from: nginx.patience, to: conf`proxy_read_timeout 10s;` }],
      tell: { command, broken: cut, fixed: held },
    },
    'nginx/websocket-idle-limit/log-level': {
      ...setUp('nginx'),
      cause: 'websocket-idle-limit',
      changes: [
        {
          from: nginx.patience,
          to: conf`
            error_log /var/log/nginx/error.log info;
            proxy_read_timeout 10s;
          `,
        },
      ],
      tell: { command, broken: cut, fixed: held },
      log: 'timed out.* while proxying upgraded connection',
    },
    'haproxy/websocket-idle-limit': {
      ...setUp('haproxy'),
      cause: 'websocket-idle-limit',
      changes: [
        {
          from: conf`
            timeout client 300s
            timeout server 300s
          `,
          to: conf`
            timeout client 10s
            timeout server 10s
          `,
        },
      ],
      tell: { command, broken: cut, fixed: held },
      log: ' 101 .* [cs]D-- .*/wsecho/',
    },
    'haproxy/tcp-idle-limit': {
      ...setUp('haproxy'),
      cause: 'tcp-idle-limit',
      changes: [
        {
          from: haproxy.backend,
          to: agents(conf`
            timeout client 20s
            timeout server 20s
          `),
          fixed: agents(conf`
            timeout client 15m
            timeout server 15m
          `),
        },
      ],
      jenkins: { options: { agentPing: 40_000 } },
      tell: {
        command: 'agents/tcp-silence',
        broken: conf`open for 2… s`,
        fixed: conf`open for 5… s`,
      },
      log: ' [cs]D .*agents|agents .* [cs]D ',
    },
  },
  reports: [
    {
      cause: 'tcp-idle-limit',
      server: 'nginx',
      changes: [{ from: conf`proxy_timeout 60s;`, to: conf`proxy_timeout 15m;` }],
      source: 'https://nginx.org/en/docs/stream/ngx_stream_proxy_module.html#proxy_timeout',
    },
    {
      cause: 'idle-limit-elsewhere',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html',
    },
  ],
};
