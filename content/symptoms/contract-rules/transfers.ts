import { agentPort, conf, host, upstreamHost, upstreamPort } from '#conf';
import * as haproxy from '../../servers/haproxy/idioms.ts';
import * as nginx from '../../servers/nginx/idioms.ts';
import { without } from '../../servers/broken-lines.ts';
import type { Break } from '../break.ts';
import { setUp } from '../set-up.ts';
import { wrong } from './wrong.ts';

/** Rules on what takes long: streams, silences, uploads, idle connections. */
export const transfers: Readonly<Record<string, Break>> = {
  'nginx/contract/uploads-collected': wrong(
    'nginx',
    'https-host',
    [without(conf`proxy_request_buffering off;`)],
    ['http-cli', 'request-streaming'],
  ),
  'nginx/contract/slow-responses': wrong(
    'nginx',
    'https-host',
    // nginx keeps to a rate only where it buffers.
    [{ from: nginx.unbuffered, to: conf`limit_rate 200;` }],
    [
      'http-cli',
      'http-cli-download',
      'response-streaming',
      'compressed-streaming',
      'server-sent-events',
    ],
  ),
  'nginx/contract/impatience': wrong(
    'nginx',
    'https-host',
    [
      { from: conf`keepalive_timeout 20s;`, to: conf`keepalive_timeout 60s;` },
      { from: nginx.patience, to: conf`proxy_read_timeout 5s;` },
      {
        from: nginx.unbuffered,
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
      'nginx',
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
    ...setUp('haproxy'),
    forwardsAgents: true,
    changes: [
      {
        from: haproxy.backend,
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
