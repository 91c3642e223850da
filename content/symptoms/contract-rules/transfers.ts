import { agentPort, conf, host, upstreamHost, upstreamPort } from '#conf';
import type { Break } from '../break.ts';
import { without, wrong } from './nginx.ts';

/** Rules on what takes long: streams, silences, uploads, idle connections. */
export const transfers: Readonly<Record<string, Break>> = {
  'nginx/contract/uploads-collected': wrong(
    'https-host',
    [without(conf`proxy_request_buffering off;`)],
    ['http-cli', 'request-streaming'],
  ),
  'nginx/contract/slow-responses': wrong(
    'https-host',
    // nginx keeps to a rate only where it buffers.
    [{ from: conf`proxy_buffering off;`, to: conf`limit_rate 200;` }],
    [
      'http-cli',
      'http-cli-download',
      'response-streaming',
      'compressed-streaming',
      'server-sent-events',
    ],
  ),
  'nginx/contract/impatience': wrong(
    'https-host',
    [
      { from: conf`keepalive_timeout 20s;`, to: conf`keepalive_timeout 60s;` },
      { from: conf`proxy_read_timeout 300s;`, to: conf`proxy_read_timeout 5s;` },
      {
        from: conf`proxy_buffering off;`,
        to: conf`
          client_body_timeout 2s;
          limit_rate 500k;
        `,
      },
    ],
    [
      'websocket-agent-stays-open',
      'websocket-cli-stays-open',
      'http-cli-stays-open',
      'response-silence',
      'stream-silence',
      'big-download',
      'slow-upload',
      'idle-upstream-connections',
    ],
  ),
  'nginx/contract/closed-unnoticed': {
    ...wrong(
      'https-host',
      [
        // With two requests a connection, none is used again after the moment that matters.
        { from: conf`keepalive 16;`, to: conf`keepalive 32;` },
        {
          from: conf`keepalive_timeout 20s;`,
          to: conf`
            keepalive_timeout 60s;
            keepalive_requests 2;
          `,
        },
      ],
      ['idle-connection-race'],
    ),
    // On one machine nginx notices within a millisecond that Jenkins has closed a connection. A
    // packet filter in between that loses the notice makes that moment long enough to be hit.
    prepare: conf`iptables -A INPUT -i lo -p tcp --sport ${upstreamPort} --tcp-flags FIN FIN -j DROP`,
  },
  'haproxy/contract/agent-port-as-http': {
    server: 'haproxy',
    example: 'haproxy',
    shape: 'https-host',
    forwardsAgents: true,
    changes: [
      {
        from: conf`backend jenkins`,
        to: conf`
          listen agents
              bind ${host}:${agentPort}
              server jenkins ${upstreamHost}:${agentPort}

          backend jenkins
        `,
        fixed: conf`
          listen agents
              mode tcp
              bind ${host}:${agentPort}
              server jenkins ${upstreamHost}:${agentPort}

          backend jenkins
        `,
      },
    ],
    fails: ['agent-port'],
  },
};
