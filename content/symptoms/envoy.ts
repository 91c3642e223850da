import { conf, host, path, port, slot, upstreamPort, type Conf, type Slot } from '#conf';
import type { Break, BrokenLines, SymptomBreaks } from './break.ts';

const common = { server: 'envoy', example: 'envoy', shape: 'https-host' } as const;

/** A line of the file with others below it, at the same depth. */
const after = (line: Conf, added: Conf): BrokenLines => ({
  from: line,
  to: conf`
    ${line}
    ${added}
  `,
});

/** A header of the request that is removed with those that nobody may send. */
const removed = (name: Conf): BrokenLines =>
  after(conf`- remove: forwarded`, conf`- remove: ${name}`);

/** A field of the route to Jenkins. */
const inRoute = (field: Conf): BrokenLines => after(conf`cluster: jenkins`, field);

const noTimeout = conf`timeout: 0s`;
const jettyName = conf`server_header_transformation: APPEND_IF_ABSENT`;

/** A filter that reads requests before the route is taken. */
const filter = (lines: Conf): BrokenLines => ({
  from: conf`
    ${jettyName}
    http_filters:
  `,
  to: conf`
    ${jettyName}
    http_filters:
      ${lines}
  `,
});

/** The filter that collects a request before it passes it on, up to a size in bytes. */
const buffer = (bytes: Conf): BrokenLines =>
  filter(conf`
    - name: envoy.filters.http.buffer
      typed_config:
        "@type": type.googleapis.com/envoy.extensions.filters.http.buffer.v3.Buffer
        max_request_bytes: ${bytes}
  `);

const upgrades: BrokenLines = {
  from: conf`
    upgrade_configs:
      - upgrade_type: websocket
  `,
  to: conf``,
};

const keptSlashes = conf`path_with_escaped_slashes_action: KEEP_UNCHANGED`;
const names = conf`domains: ["${host}", "${host}:${port}"]`;
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
  both: conf`
    proxy 200
    jenkins 200
  `,
} as const;

/** What the command of the warning prints where the second request gets another answer. */
const verdict = (status: Conf, comparison: Conf | false = false): NonNullable<Break['tell']> => ({
  command: 'banner/verdict',
  broken: conf`
    HTTP/… 302
    …ocation: ${publicUrl}administrativeMonitor
    HTTP/… ${status}
    ${comparison}
  `,
  fixed: shown.banner,
});

const impatient: NonNullable<Break['tell']> = {
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
};

/** What happened with Envoy in front of Jenkins, for the causes of the symptoms. */
const breaks: Readonly<Record<string, Break>> = {
  'envoy/answer-takes-too-long': {
    ...common,
    cause: 'answer-takes-too-long',
    changes: [{ from: noTimeout, to: conf`timeout: 5s` }],
    tell: impatient,
    log: '" 504 UT ',
  },
  'envoy/answer-takes-too-long/idle-limit': {
    ...common,
    cause: 'answer-takes-too-long',
    changes: [after(jettyName, conf`stream_idle_timeout: 5s`)],
    tell: impatient,
    log: '" 504 SI ',
  },
  'envoy/upgrade-not-passed': {
    ...common,
    cause: 'upgrade-not-passed',
    alsoShows: ['cli-upgrade-not-passed'],
    changes: [upgrades],
    tell: {
      command: 'handshake/agent',
      broken: conf`
        login 200
        no such agent
        HTTP/1.1 403…
      `,
      fixed: shown.agent,
    },
    log: '"GET /cli/ws HTTP/1\\.1" 403 - ',
    fails: ['websocket-agent', 'websocket-cli'],
  },
  'envoy/slash-refused': {
    ...common,
    cause: 'slash-refused',
    alsoShows: ['encoded-slash-refused'],
    changes: [{ from: keptSlashes, to: conf`path_with_escaped_slashes_action: REJECT_REQUEST` }],
    tell: verdict(conf`400`),
    fails: ['path-encoded-slash', 'path-encoded-url', 'reverse-proxy-check'],
  },
  'envoy/slash-decoded': {
    ...common,
    cause: 'slash-decoded',
    alsoShows: ['encoded-slash-decoded'],
    changes: [
      { from: keptSlashes, to: conf`path_with_escaped_slashes_action: UNESCAPE_AND_FORWARD` },
    ],
    tell: verdict(conf`404`, conf`${slot('origin')}/manage vs. ${slot('scheme')}:`),
    fails: ['path-encoded-slash', 'reverse-proxy-check'],
  },
  'envoy/host-not-passed': {
    ...common,
    cause: 'host-not-passed',
    changes: [inRoute(conf`host_rewrite_literal: 127.0.0.1:8080`)],
    tell: verdict(conf`404`, conf`https://127.0.0.1:8080/manage vs. ${publicUrl}manage/`),
    received: '^host: 127\\.0\\.0\\.1:8080$',
  },
  'envoy/port-not-passed': {
    ...common,
    cause: 'port-not-passed',
    settings: { port: 8443 },
    changes: [after(jettyName, conf`strip_any_host_port: true`)],
    tell: verdict(conf`404`, conf`https://${host}/manage vs. ${publicUrl}manage/`),
    received: '^host: jenkins\\.example\\.com$',
  },
  'envoy/fixed-forwarded-port': {
    ...common,
    cause: 'fixed-forwarded-port',
    settings: { port: 8443 },
    changes: [
      {
        from: conf`request_headers_to_remove: [accept-encoding]`,
        to: conf`
          request_headers_to_remove: [accept-encoding]
          request_headers_to_add:
            - header: { key: x-forwarded-port, value: "443" }
        `,
      },
    ],
    tell: {
      command: 'redirect/address',
      broken: conf`https://${host}/`,
      fixed: conf`${publicUrl}`,
    },
    received: '^x-forwarded-port: 443$',
  },
  'envoy/prefix-removed': {
    ...common,
    shape: 'https-path',
    cause: 'prefix-removed',
    changes: [
      inRoute(conf`
        regex_rewrite:
          pattern: { regex: "^${path}/?" }
          substitution: /
      `),
    ],
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
  'envoy/agent-request-headers-removed': {
    ...common,
    cause: 'agent-request-headers-removed',
    changes: [removed(conf`secret-key`)],
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
  'envoy/cli-origin-replaced': {
    ...common,
    cause: 'cli-origin-replaced',
    changes: [removed(conf`origin`)],
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
  'envoy/cli-body-buffered': {
    ...common,
    cause: 'cli-body-buffered',
    changes: [buffer(conf`10485760`)],
    jenkins: { options: { cliWait: 4000 } },
    tell: {
      command: 'cli/http-mode',
      broken: conf`nothing within 6 s`,
      fixed: conf`Authenticated as: anonymous`,
    },
    jenkinsLog: 'HTTP full-duplex channel timeout|No download side found for',
  },
  'envoy/crumb-header-removed': {
    ...common,
    cause: 'crumb-header-removed',
    changes: [removed(conf`jenkins-crumb`)],
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
  'envoy/body-limit': {
    ...common,
    cause: 'body-limit',
    changes: [buffer(conf`1048576`)],
    tell: { command: 'upload/size', broken: conf`413`, fixed: conf`400` },
  },
  'envoy/jenkins-stopped': {
    ...common,
    cause: 'jenkins-stopped',
    changes: [],
    jenkins: { stopped: true },
    jenkinsFixed: { stopped: false },
    tell: {
      command: 'reach/both',
      broken: conf`
        proxy 503
        jenkins 000
      `,
      fixed: shown.both,
      side: 'server',
    },
    log: '" 503 [A-Z,]*UF',
  },
  'envoy/wrong-address': {
    ...common,
    cause: 'wrong-address',
    changes: [
      {
        from: conf`socket_address: { address: ${slot('upstream-host')}, port_value: ${upstreamPort} }`,
        to: conf`socket_address: { address: ${slot('upstream-host')}, port_value: 8090 }`,
      },
    ],
    tell: {
      command: 'reach/both',
      broken: conf`
        proxy 503
        jenkins 200
      `,
      fixed: shown.both,
      side: 'server',
    },
    log: '" 503 [A-Z,]*UF',
  },
  'envoy/two-hops-redirect': {
    ...common,
    example: 'envoy/second-hop',
    cause: 'two-hops-redirect',
    changes: [{ from: conf`xff_num_trusted_hops: 1`, to: conf`` }],
    tell: {
      command: 'redirect/chain',
      broken: conf`
        6 …ocation: ${publicUrl}login
        1 308
      `,
      fixed: conf`1 200`,
    },
  },
};

/** What shows no symptom of its own: mistakes in the file, and rules of the contract that fail. */
const others: Readonly<Record<string, Break>> = {
  'envoy/unknown-field': {
    ...common,
    changes: [{ from: noTimeout, to: conf`timeouts: 0s` }],
    refused: "no such\\s+field:\\s+'timeouts'",
  },
  'envoy/certificate-missing': {
    ...common,
    changes: [
      {
        from: conf`- certificate_chain: { filename: ${slot('certificate')} }`,
        to: conf`- certificate_chain: { filename: /etc/ssl/jenkins/missing.pem }`,
      },
    ],
    refused: 'missing\\.pem',
  },
  'envoy/name-without-port': {
    ...common,
    settings: { port: 8443 },
    changes: [{ from: names, to: conf`domains: ["${host}"]` }],
    log: '" 404 NR ',
    fails: ['login-page'],
  },
  'envoy/contract/any-name': {
    ...common,
    changes: [{ from: names, to: conf`domains: ["*"]` }],
    fails: ['other-host', 'odd-host'],
  },
  'envoy/contract/no-address': {
    ...common,
    changes: [{ from: conf`use_remote_address: true`, to: conf`use_remote_address: false` }],
    fails: ['client-address', 'forged-x-forwarded-proto'],
  },
  'envoy/contract/address-appended': {
    ...common,
    changes: [{ from: conf`- remove: x-forwarded-for`, to: conf`` }],
    fails: ['forged-x-forwarded-for'],
  },
  'envoy/contract/address-removed-late': {
    ...common,
    changes: [
      {
        from: names,
        to: conf`
          ${names}
          request_headers_to_remove: [x-forwarded-for]
        `,
      },
    ],
    fails: ['client-address'],
  },
  'envoy/contract/forged-believed': {
    ...common,
    changes: [
      conf`- remove: forwarded`,
      conf`- remove: x-forwarded-host`,
      conf`- remove: x-proxied-https`,
      conf`- remove: x-forwarded-user`,
    ].map((from): BrokenLines => ({ from, to: conf`` })),
    fails: ['forged-forwarded', 'forged-x-forwarded-host', 'identity-headers'],
  },
  'envoy/contract/any-session': {
    ...common,
    changes: [
      {
        from: conf`- filter_chain_match: { server_names: ["${host}"] }`,
        to: conf`- name: jenkins`,
      },
    ],
    fails: ['other-sni'],
  },
  'envoy/contract/ipv4-only': {
    ...common,
    changes: [
      {
        from: conf`socket_address: { address: "::", ipv4_compat: true, port_value: ${port} }`,
        to: conf`socket_address: { address: 0.0.0.0, port_value: ${port} }`,
      },
    ],
    fails: ['ipv6'],
  },
  'envoy/contract/compressed-for-all': {
    ...common,
    changes: [{ from: conf`request_headers_to_remove: [accept-encoding]`, to: conf`` }],
    fails: ['compression-own-pages'],
  },
  'envoy/contract/slashes-merged': {
    ...common,
    changes: [{ from: conf`merge_slashes: false`, to: conf`merge_slashes: true` }],
    fails: ['path-double-slash'],
  },
  'envoy/contract/moved': {
    ...common,
    changes: [{ from: conf`response_code: PERMANENT_REDIRECT`, to: conf`` }],
    fails: ['https-redirect-method'],
  },
  'envoy/contract/half-a-segment': {
    ...common,
    shape: 'https-path',
    changes: [
      {
        from: conf`
          - match:
              path_separated_prefix: ${path}
            request_headers_to_remove: [accept-encoding]
        `,
        to: conf`
          - match:
              prefix: ${path}
            request_headers_to_remove: [accept-encoding]
        `,
      },
    ],
    fails: ['path-whole-segment'],
  },
  'envoy/contract/other-method': {
    ...common,
    changes: [
      {
        from: conf`
          - name: ":method"
            string_match: { exact: TRACE }
        `,
        to: conf`
          - name: ":method"
            string_match: { exact: OPTIONS }
        `,
      },
    ],
    fails: ['connect-and-trace', 'methods'],
  },
};

/** Broken set-ups of Envoy; the causes are those of the symptoms. */
export const envoySetUps: SymptomBreaks = {
  causes: {},
  breaks: { ...breaks, ...others },
  reports: [],
};
