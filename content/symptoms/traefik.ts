import {
  agentPort,
  conf,
  host,
  path,
  slot,
  upstreamHost,
  upstreamPort,
  type Conf,
  type Slot,
} from '#conf';
import { dynamicFile, staticFile } from '../servers/traefik/examples/main.ts';
import type { Break, BrokenLines, SymptomBreaks } from './break.ts';

const common = { server: 'traefik', example: 'traefik', shape: 'https-host' } as const;

/** A line of the static file, and what stands in its place. */
const inStatic = (from: Conf, to: Conf): BrokenLines => ({ file: staticFile, from, to });

/** The same in the file that Traefik reads again. */
const inDynamic = (from: Conf, to: Conf): BrokenLines => ({ file: dynamicFile, from, to });

/** A header of the request that everybody's route changes as well. */
const header = (line: Conf): BrokenLines =>
  inDynamic(
    conf`Forwarded: ""`,
    conf`
      Forwarded: ""
      ${line}
    `,
  );

/** A further middleware for pages, after those of both routers. */
const middleware = (name: Conf, lines: Conf): readonly BrokenLines[] => [
  inDynamic(
    conf`middlewares: [jenkins-headers, no-upgrade, no-compression]`,
    conf`middlewares: [jenkins-headers, no-upgrade, no-compression, ${name}]`,
  ),
  inDynamic(
    conf`middlewares: [jenkins-headers, no-upgrade]`,
    conf`middlewares: [jenkins-headers, no-upgrade, ${name}]`,
  ),
  inDynamic(
    conf`
      to-https:
        redirectScheme:
    `,
    conf`
      ${name}:
        ${lines}
      to-https:
        redirectScheme:
    `,
  ),
];

const publicUrl: Slot = slot('public-url');

const shown = {
  banner: conf`
    HTTP/… 302
    …ocation: ${publicUrl}administrativeMonitor
    HTTP/… 200
  `,
  crumb: conf`
    …et-…ookie: JSESSIONID.…
    header 302
    form 302
  `,
  agent: conf`
    login 200
    no such agent
    HTTP/1.1 101…
  `,
} as const;

/** The connection of an agent is asked for in vain. */
const noUpgrade: NonNullable<Break['tell']> = {
  command: 'handshake/agent',
  broken: conf`
    login 200
    no such agent
    HTTP/1.1 400…
  `,
  fixed: shown.agent,
};

const portOpen = conf`
  HTTP/… 200…
  …: ${agentPort}
  port ${agentPort}: 200, exit 0
`;

/** What happened with Traefik in front of Jenkins, for the causes of the symptoms. */
const breaks: Readonly<Record<string, Break>> = {
  'traefik/slash-refused': {
    ...common,
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
      fixed: shown.banner,
    },
    fails: ['path-encoded-slash', 'path-encoded-url', 'reverse-proxy-check'],
  },
  'traefik/prefix-removed': {
    ...common,
    shape: 'https-path',
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
    tell: {
      command: 'path/prefix',
      broken: conf`
        jenkins 403
        proxy 200
        data-rooturl=""
      `,
      fixed: conf`
        jenkins 200
        proxy 200
        data-rooturl="${path}"
      `,
      side: 'server',
    },
    received: '^GET /login$',
  },
  'traefik/upgrade-not-passed': {
    ...common,
    cause: 'upgrade-not-passed',
    changes: [
      inDynamic(
        conf`middlewares: [jenkins-headers, websocket]`,
        conf`middlewares: [jenkins-headers, no-upgrade]`,
      ),
    ],
    tell: noUpgrade,
    fails: ['websocket-agent', 'websocket-cli'],
  },
  'traefik/agent-request-headers-removed': {
    ...common,
    cause: 'agent-request-headers-removed',
    changes: [header(conf`Secret-Key: ""`)],
    tell: {
      command: 'handshake/agent',
      broken: conf`
        login 200
        This endpoint is only for use
        HTTP/1.1 101…
      `,
      fixed: shown.agent,
    },
    jenkinsLog: 'incomplete headers: \\[',
  },
  'traefik/cli-origin-replaced': {
    ...common,
    cause: 'cli-origin-replaced',
    changes: [header(conf`Origin: ""`)],
    tell: {
      command: 'cli/handshake',
      broken: conf`
        HTTP/1.1 403
        …: Unexpected request origin (check your reverse proxy settings)
      `,
      fixed: conf`HTTP/1.1 101`,
    },
    jenkinsLog: 'Rejecting origin: null; expected was: https://jenkins\\.example\\.com$',
  },
  'traefik/cli-body-buffered': {
    ...common,
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
    ...common,
    cause: 'crumb-header-removed',
    changes: [header(conf`Jenkins-Crumb: ""`)],
    tell: {
      command: 'crumb/round-trip',
      broken: conf`
        …et-…ookie: JSESSIONID.…
        header 403
        form 302
      `,
      fixed: shown.crumb,
    },
    jenkinsLog: 'No valid crumb was included in request for',
  },
  'traefik/answer-takes-too-long': {
    ...common,
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
    tell: {
      command: 'patience/compare',
      side: 'server',
      broken: conf`
        504 … s
        200 … s
      `,
      fixed: conf`
        200 … s
        200 … s
      `,
    },
  },
  'traefik/body-limit': {
    ...common,
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
    ...common,
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
    ...common,
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
    ...common,
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
    ...common,
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
    ...common,
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

/** What shows no symptom of its own: mistakes in the files, and rules of the contract that fail. */
const others: Readonly<Record<string, Break>> = {
  'traefik/unknown-static-key': {
    ...common,
    changes: [inStatic(conf`readTimeout: 0s`, conf`readTimeOuts: 0s`)],
    refused: 'field not found, node: readTimeOuts',
  },
  'traefik/unknown-dynamic-key': {
    ...common,
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
    ...common,
    changes: [inDynamic(conf`&& !Method(\`TRACE\`)`, conf`&& !Method('TRACE')`)],
    log: 'ERR .*illegal rune literal',
    fails: ['login-page'],
  },
  'traefik/unknown-middleware': {
    ...common,
    changes: [
      inDynamic(
        conf`middlewares: [jenkins-headers, no-upgrade, no-compression]`,
        conf`middlewares: [jenkins-header, no-upgrade, no-compression]`,
      ),
    ],
    log: 'ERR .*middleware .{1,2}jenkins-header@file.{1,2} does not exist',
    fails: ['login-page'],
  },
  'traefik/certificate-missing': {
    ...common,
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
    ...common,
    changes: [inDynamic(conf`X-Forwarded-Proto: ${slot('scheme')}`, conf``)],
    tell: { command: 'handshake/agent', broken: shown.agent, fixed: shown.agent },
    received: '^X-Forwarded-Proto: wss$',
  },
  'traefik/fixed-forwarded-port': {
    ...common,
    settings: { port: 8443 },
    changes: [header(conf`X-Forwarded-Port: "443"`)],
    tell: {
      command: 'redirect/address',
      broken: conf`https://${host}/`,
      fixed: conf`${publicUrl}`,
    },
    received: '^X-Forwarded-Port: 443$',
  },
  'traefik/contract/one-minute': {
    ...common,
    changes: [inStatic(conf`readTimeout: 0s`, conf`readTimeout: 60s`)],
    fails: ['http-cli-stays-open'],
  },
  'traefik/contract/everybody-believed': {
    ...common,
    changes: [
      inStatic(
        conf`forwardedHeaders:`,
        conf`
          forwardedHeaders:
            insecure: true
        `,
      ),
      ...[
        conf`Forwarded: ""`,
        conf`X-Proxied-Https: ""`,
        conf`X-Forwarded-User: ""`,
        conf`X-Forwarded-Groups: ""`,
        conf`Remote-User: ""`,
      ].map((line) => inDynamic(line, conf``)),
    ],
    fails: ['forged-x-forwarded-for', 'forged-forwarded', 'identity-headers'],
  },
  'traefik/contract/path-tidied': {
    ...common,
    changes: [inStatic(conf`sanitizePath: false`, conf``)],
    fails: ['path-double-slash'],
  },
  'traefik/contract/percent-refused': {
    ...common,
    changes: [inStatic(conf`allowEncodedPercent: true`, conf`allowEncodedPercent: false`)],
    fails: ['path-double-encoding', 'path-encoded-delimiters'],
  },
  'traefik/contract/any-session': {
    ...common,
    changes: [inDynamic(conf`sniStrict: true`, conf`sniStrict: false`)],
    fails: ['other-sni'],
  },
  'traefik/contract/compressed-for-all': {
    ...common,
    changes: [
      inDynamic(
        conf`middlewares: [jenkins-headers, no-upgrade, no-compression]`,
        conf`middlewares: [jenkins-headers, no-upgrade]`,
      ),
    ],
    fails: ['compression-own-pages'],
  },
  'traefik/contract/connection-believed': {
    ...common,
    changes: [inStatic(conf`connection: [Cookie, Authorization]`, conf``)],
    fails: ['hop-by-hop-headers'],
  },
};

/** Broken set-ups of Traefik; the causes are those of the symptoms. */
export const traefikSetUps: SymptomBreaks = {
  causes: {},
  breaks: { ...breaks, ...others },
  reports: [],
};
