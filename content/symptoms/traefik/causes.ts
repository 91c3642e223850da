import { agentPort, conf, host, path, slot, upstreamHost, upstreamPort, type Slot } from '#conf';
import { header, inDynamic, inStatic, middleware } from '../../servers/traefik/idioms.ts';
import { dynamicFile, staticFile } from '../../servers/traefik/examples/main.ts';
import type { Break } from '../break.ts';
import { setUp } from '../set-up.ts';
import {
  agentHeadersLost,
  bannerPasses,
  crumbHeaderLost,
  impatient,
  originLost,
  prefixAgreed,
  prefixRemoved,
  upgradeLost,
} from '../tells.ts';

const publicUrl: Slot = slot('public-url');

const portOpen = conf`
  HTTP/… 200…
  …: ${agentPort}
  port ${agentPort}: 200, exit 0
`;

/** What happened with Traefik in front of Jenkins, for the causes of the symptoms. */
export const ofCauses: Readonly<Record<string, Break>> = {
  'traefik/slash-refused': {
    ...setUp('traefik'),
    cause: 'slash-refused',
    alsoShows: ['encoded-slash-refused'],
    changes: [inStatic(conf`allowEncodedSlash: true`, conf`allowEncodedSlash: false`)],
    tell: {
      command: 'banner/verdict',
      broken: conf`
        HTTP/… 302
        …ocation: ${publicUrl}administrativeMonitor
        HTTP/… 400
      `,
      fixed: bannerPasses,
    },
    fails: ['path-encoded-slash', 'path-encoded-url', 'reverse-proxy-check'],
  },
  'traefik/prefix-removed': {
    ...setUp('traefik', 'https-path'),
    cause: 'prefix-removed',
    changes: middleware(
      conf`strip`,
      conf`
        stripPrefix:
          prefixes: [${path}]
      `,
    ),
    jenkins: { contextPath: '' },
    jenkinsFixed: { contextPath: '/jenkins' },
    tell: { command: 'path/prefix', broken: prefixRemoved, fixed: prefixAgreed, side: 'server' },
    received: '^GET /login$',
  },
  'traefik/upgrade-not-passed': {
    ...setUp('traefik'),
    cause: 'upgrade-not-passed',
    changes: [
      inDynamic(
        conf`middlewares: [jenkins-headers, websocket]`,
        conf`middlewares: [jenkins-headers, no-upgrade]`,
      ),
    ],
    tell: upgradeLost,
    fails: ['websocket-agent', 'websocket-cli'],
  },
  'traefik/agent-request-headers-removed': {
    ...setUp('traefik'),
    cause: 'agent-request-headers-removed',
    changes: [header(conf`Secret-Key: ""`)],
    tell: agentHeadersLost,
    jenkinsLog: 'incomplete headers: \\[',
  },
  'traefik/cli-origin-replaced': {
    ...setUp('traefik'),
    cause: 'cli-origin-replaced',
    changes: [header(conf`Origin: ""`)],
    tell: originLost,
    jenkinsLog: 'Rejecting origin: null; expected was: https://jenkins\\.example\\.com$',
  },
  'traefik/cli-body-buffered': {
    ...setUp('traefik'),
    cause: 'cli-body-buffered',
    changes: middleware(
      conf`buffer`,
      conf`
        buffering:
          memRequestBodyBytes: 1048576
      `,
    ),
    jenkins: { options: { cliWait: 4000 } },
    tell: {
      command: 'cli/http-mode',
      broken: conf`
        nothing before the command
        nothing within 6 s
      `,
      fixed: conf`Authenticated as: anonymous`,
    },
    jenkinsLog: 'HTTP full-duplex channel timeout|No download side found for',
  },
  'traefik/crumb-header-removed': {
    ...setUp('traefik'),
    cause: 'crumb-header-removed',
    changes: [header(conf`Jenkins-Crumb: ""`)],
    tell: crumbHeaderLost,
    jenkinsLog: 'No valid crumb was included in request for',
  },
  'traefik/answer-takes-too-long': {
    ...setUp('traefik'),
    cause: 'answer-takes-too-long',
    changes: [
      inDynamic(
        conf`idleConnTimeout: 20s`,
        conf`
          idleConnTimeout: 20s
          responseHeaderTimeout: 5s
        `,
      ),
    ],
    tell: impatient,
  },
  'traefik/body-limit': {
    ...setUp('traefik'),
    cause: 'body-limit',
    changes: middleware(
      conf`limit`,
      conf`
        buffering:
          maxRequestBodyBytes: 1048576
      `,
    ),
    tell: { command: 'upload/size', broken: conf`413`, fixed: conf`400` },
  },
  'traefik/jenkins-stopped': {
    ...setUp('traefik'),
    cause: 'jenkins-stopped',
    changes: [],
    jenkins: { stopped: true },
    jenkinsFixed: { stopped: false },
    tell: {
      command: 'reach/both',
      broken: conf`
        proxy 502
        jenkins 000
      `,
      fixed: conf`
        proxy 200
        jenkins 200
      `,
      side: 'server',
    },
  },
  'traefik/wrong-address': {
    ...setUp('traefik'),
    cause: 'wrong-address',
    changes: [
      inDynamic(
        conf`- url: http://${upstreamHost}:${upstreamPort}`,
        conf`- url: http://${upstreamHost}:8090`,
      ),
    ],
    tell: {
      command: 'reach/both',
      broken: conf`
        proxy 502
        jenkins 200
      `,
      fixed: conf`
        proxy 200
        jenkins 200
      `,
      side: 'server',
    },
    landing: conf`502 ${publicUrl}login`,
  },
  'traefik/response-collected': {
    ...setUp('traefik'),
    cause: 'response-collected',
    changes: middleware(
      conf`buffer`,
      conf`
        buffering:
          maxResponseBodyBytes: 0
      `,
    ),
    tell: { command: 'events/first', broken: conf``, fixed: conf`event: open` },
    fails: ['server-sent-events', 'response-streaming'],
  },
  'traefik/authorization-forwarded': {
    ...setUp('traefik'),
    cause: 'authorization-forwarded',
    changes: middleware(
      conf`people`,
      conf`
        basicAuth:
          realm: Proxy
          users: ["alice:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ="]
      `,
    ).map((lines, index) =>
      index < 2
        ? { ...lines, fixed: lines.to }
        : {
            ...lines,
            fixed: conf`
              people:
                basicAuth:
                  realm: Proxy
                  users: ["alice:{SHA}5en6G6MezRroT3XKqkdPOmY/BfQ="]
                  removeHeader: true
              to-https:
                redirectScheme:
            `,
          },
    ),
    tell: {
      command: 'sign-in/realm',
      broken: conf`
        HTTP/… 401…
        …: Basic realm="Proxy"
        HTTP/… 401…
        …: Basic realm="Jenkins", charset="UTF-8"
      `,
      fixed: conf`
        HTTP/… 401…
        …: Basic realm="Proxy"
        HTTP/… 200…
      `,
    },
    received: '^[Aa]uthorization: Basic YWxpY2U6c2VjcmV0$',
  },
  'traefik/agent-port-not-forwarded': {
    ...setUp('traefik'),
    cause: 'agent-port-not-forwarded',
    changes: [
      {
        file: staticFile,
        from: conf`websecure:`,
        to: conf`websecure:`,
        fixed: conf`
          agents:
            address: "${host}:${agentPort}"
          websecure:
        `,
      },
      {
        file: dynamicFile,
        from: conf`tls:`,
        to: conf`tls:`,
        fixed: conf`
          tcp:
            routers:
              agents:
                entryPoints: [agents]
                rule: "HostSNI(\`*\`)"
                service: agents
            services:
              agents:
                loadBalancer:
                  servers:
                    - address: ${upstreamHost}:${agentPort}
          tls:
        `,
      },
    ],
    tell: {
      command: 'agents/tcp-port',
      broken: conf`
        HTTP/… 200…
        …: ${agentPort}
        port ${agentPort}: 000, exit 7
      `,
      fixed: portOpen,
    },
  },
};
