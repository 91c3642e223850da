import { conf, host, slot, upstreamHost, upstreamPort } from '#conf';
import { header, inDynamic, inStatic, pageMiddlewares } from '../../servers/traefik/idioms.ts';
import type { Break } from '../break.ts';
import { setUp } from '../set-up.ts';
import { agentPasses } from '../tells.ts';

/** What shows no symptom of its own: mistakes in the files, and what they lead to. */
export const mistakes: Readonly<Record<string, Break>> = {
  'traefik/unknown-static-key': {
    ...setUp('traefik'),
    changes: [inStatic(conf`readTimeout: 0s`, conf`readTimeOuts: 0s`)],
    refused: 'field not found, node: readTimeOuts',
  },
  'traefik/unknown-dynamic-key': {
    ...setUp('traefik'),
    changes: [
      inDynamic(
        conf`
          servers:
            - url: http://${upstreamHost}:${upstreamPort}
        `,
        conf`
          server:
            - url: http://${upstreamHost}:${upstreamPort}
        `,
      ),
    ],
    log: 'ERR .*field not found, node: server',
    fails: ['login-page'],
  },
  'traefik/single-quotes': {
    ...setUp('traefik'),
    changes: [inDynamic(conf`&& !Method(\`TRACE\`)`, conf`&& !Method('TRACE')`)],
    log: 'ERR .*illegal rune literal',
    fails: ['login-page'],
  },
  'traefik/unknown-middleware': {
    ...setUp('traefik'),
    changes: [
      inDynamic(pageMiddlewares, conf`middlewares: [jenkins-header, no-upgrade, no-compression]`),
    ],
    log: 'ERR .*middleware .{1,2}jenkins-header@file.{1,2} does not exist',
    fails: ['login-page'],
  },
  'traefik/certificate-missing': {
    ...setUp('traefik'),
    changes: [
      inDynamic(
        conf`- certFile: ${slot('certificate')}`,
        conf`- certFile: /etc/ssl/jenkins/missing.pem`,
      ),
    ],
    log: 'ERR .*failed to find any PEM data in certificate input',
    fails: ['login-page'],
  },
  'traefik/websocket-scheme': {
    ...setUp('traefik'),
    changes: [inDynamic(conf`X-Forwarded-Proto: ${slot('scheme')}`, conf``)],
    tell: { command: 'handshake/agent', broken: agentPasses, fixed: agentPasses },
    received: '^X-Forwarded-Proto: wss$',
  },
  'traefik/fixed-forwarded-port': {
    ...setUp('traefik'),
    settings: { port: 8443 },
    changes: [header(conf`X-Forwarded-Port: "443"`)],
    tell: {
      command: 'redirect/address',
      broken: conf`https://${host}/`,
      fixed: conf`${slot('public-url')}`,
    },
    received: '^X-Forwarded-Port: 443$',
  },
};
