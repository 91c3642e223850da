import { conf, host, path, port, slot, upstreamPort, type Conf, type Slot } from '#conf';
import { after, without } from '../servers/broken-lines.ts';
import {
  buffer,
  headerRemoved,
  inRoute,
  jettyName,
  keptSlashes,
  names,
  noTimeout,
  upgradeRemoved,
} from '../servers/envoy/idioms.ts';
import type { Break, SymptomBreaks } from './break.ts';
import { setUp } from './set-up.ts';
import {
  agentHeadersLost,
  agentPasses,
  bannerPasses,
  crumbHeaderLost,
  impatient,
  originLost,
  prefixAgreed,
  prefixRemoved,
} from './tells.ts';

const publicUrl: Slot = slot('public-url');

const bothReached = conf`
  proxy 200
  jenkins 200
`;

/** What the command of the warning prints where the second request gets another answer. */
const verdict = (status: Conf, comparison: Conf | false = false): NonNullable<Break['tell']> => ({
  command: 'banner/verdict',
  broken: conf`
    HTTP/… 302
    …ocation: ${publicUrl}administrativeMonitor
    HTTP/… ${status}
    ${comparison}
  `,
  fixed: bannerPasses,
});

/** What happened with Envoy in front of Jenkins, for the causes of the symptoms. */
const breaks: Readonly<Record<string, Break>> = {
  'envoy/answer-takes-too-long': {
    ...setUp('envoy'),
    cause: 'answer-takes-too-long',
    changes: [{ from: noTimeout, to: conf`timeout: 5s` }],
    tell: impatient,
    log: '" 504 UT ',
  },
  'envoy/answer-takes-too-long/idle-limit': {
    ...setUp('envoy'),
    cause: 'answer-takes-too-long',
    changes: [after(jettyName, conf`stream_idle_timeout: 5s`)],
    tell: impatient,
    log: '" 504 SI ',
  },
  'envoy/upgrade-not-passed': {
    ...setUp('envoy'),
    cause: 'upgrade-not-passed',
    alsoShows: ['cli-upgrade-not-passed'],
    changes: [upgradeRemoved],
    tell: {
      command: 'handshake/agent',
      broken: conf`
        login 200
        no such agent
        HTTP/1.1 403…
      `,
      fixed: agentPasses,
    },
    log: '"GET /cli/ws HTTP/1\\.1" 403 - ',
    fails: ['websocket-agent', 'websocket-cli'],
  },
  'envoy/slash-refused': {
    ...setUp('envoy'),
    cause: 'slash-refused',
    alsoShows: ['encoded-slash-refused'],
    changes: [{ from: keptSlashes, to: conf`path_with_escaped_slashes_action: REJECT_REQUEST` }],
    tell: verdict(conf`400`),
    fails: ['path-encoded-slash', 'path-encoded-url', 'reverse-proxy-check'],
  },
  'envoy/slash-decoded': {
    ...setUp('envoy'),
    cause: 'slash-decoded',
    alsoShows: ['encoded-slash-decoded'],
    changes: [
      { from: keptSlashes, to: conf`path_with_escaped_slashes_action: UNESCAPE_AND_FORWARD` },
    ],
    tell: verdict(conf`404`, conf`${slot('origin')}/manage vs. ${slot('scheme')}:`),
    fails: ['path-encoded-slash', 'reverse-proxy-check'],
  },
  'envoy/host-not-passed': {
    ...setUp('envoy'),
    cause: 'host-not-passed',
    changes: [inRoute(conf`host_rewrite_literal: 127.0.0.1:8080`)],
    tell: verdict(conf`404`, conf`https://127.0.0.1:8080/manage vs. ${publicUrl}manage/`),
    received: '^host: 127\\.0\\.0\\.1:8080$',
  },
  'envoy/port-not-passed': {
    ...setUp('envoy'),
    cause: 'port-not-passed',
    settings: { port: 8443 },
    changes: [after(jettyName, conf`strip_any_host_port: true`)],
    tell: verdict(conf`404`, conf`https://${host}/manage vs. ${publicUrl}manage/`),
    received: '^host: jenkins\\.example\\.com$',
  },
  'envoy/fixed-forwarded-port': {
    ...setUp('envoy'),
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
    ...setUp('envoy', 'https-path'),
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
    tell: { command: 'path/prefix', broken: prefixRemoved, fixed: prefixAgreed, side: 'server' },
    received: '^GET /login$',
  },
  'envoy/agent-request-headers-removed': {
    ...setUp('envoy'),
    cause: 'agent-request-headers-removed',
    changes: [headerRemoved(conf`secret-key`)],
    tell: agentHeadersLost,
    jenkinsLog: 'incomplete headers: \\[',
  },
  'envoy/cli-origin-replaced': {
    ...setUp('envoy'),
    cause: 'cli-origin-replaced',
    changes: [headerRemoved(conf`origin`)],
    tell: originLost,
    jenkinsLog: 'Rejecting origin: null; expected was: https://jenkins\\.example\\.com$',
  },
  'envoy/cli-body-buffered': {
    ...setUp('envoy'),
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
    ...setUp('envoy'),
    cause: 'crumb-header-removed',
    changes: [headerRemoved(conf`jenkins-crumb`)],
    tell: crumbHeaderLost,
    jenkinsLog: 'No valid crumb was included in request for',
  },
  'envoy/body-limit': {
    ...setUp('envoy'),
    cause: 'body-limit',
    changes: [buffer(conf`1048576`)],
    tell: { command: 'upload/size', broken: conf`413`, fixed: conf`400` },
  },
  'envoy/jenkins-stopped': {
    ...setUp('envoy'),
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
      fixed: bothReached,
      side: 'server',
    },
    log: '" 503 [A-Z,]*UF',
  },
  'envoy/wrong-address': {
    ...setUp('envoy'),
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
      fixed: bothReached,
      side: 'server',
    },
    log: '" 503 [A-Z,]*UF',
  },
  'envoy/two-hops-redirect': {
    ...setUp('envoy'),
    example: 'envoy/second-hop',
    cause: 'two-hops-redirect',
    changes: [without(conf`xff_num_trusted_hops: 1`)],
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
    ...setUp('envoy'),
    changes: [{ from: noTimeout, to: conf`timeouts: 0s` }],
    refused: "no such\\s+field:\\s+'timeouts'",
  },
  'envoy/certificate-missing': {
    ...setUp('envoy'),
    changes: [
      {
        from: conf`- certificate_chain: { filename: ${slot('certificate')} }`,
        to: conf`- certificate_chain: { filename: /etc/ssl/jenkins/missing.pem }`,
      },
    ],
    refused: 'missing\\.pem',
  },
  'envoy/name-without-port': {
    ...setUp('envoy'),
    settings: { port: 8443 },
    changes: [{ from: names, to: conf`domains: ["${host}"]` }],
    log: '" 404 NR ',
    fails: ['login-page'],
  },
  'envoy/contract/any-name': {
    ...setUp('envoy'),
    changes: [{ from: names, to: conf`domains: ["*"]` }],
    fails: ['other-host', 'odd-host'],
  },
  'envoy/contract/no-address': {
    ...setUp('envoy'),
    changes: [{ from: conf`use_remote_address: true`, to: conf`use_remote_address: false` }],
    fails: ['client-address', 'forged-x-forwarded-proto'],
  },
  'envoy/contract/address-appended': {
    ...setUp('envoy'),
    changes: [without(conf`- remove: x-forwarded-for`)],
    fails: ['forged-x-forwarded-for'],
  },
  'envoy/contract/address-removed-late': {
    ...setUp('envoy'),
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
    ...setUp('envoy'),
    changes: [
      conf`- remove: forwarded`,
      conf`- remove: x-forwarded-host`,
      conf`- remove: x-proxied-https`,
      conf`- remove: x-forwarded-user`,
    ].map(without),
    fails: ['forged-forwarded', 'forged-x-forwarded-host', 'identity-headers'],
  },
  'envoy/contract/any-session': {
    ...setUp('envoy'),
    changes: [
      {
        from: conf`- filter_chain_match: { server_names: ["${host}"] }`,
        to: conf`- name: jenkins`,
      },
    ],
    fails: ['other-sni'],
  },
  'envoy/contract/ipv4-only': {
    ...setUp('envoy'),
    changes: [
      {
        from: conf`socket_address: { address: "::", ipv4_compat: true, port_value: ${port} }`,
        to: conf`socket_address: { address: 0.0.0.0, port_value: ${port} }`,
      },
    ],
    fails: ['ipv6'],
  },
  'envoy/contract/compressed-for-all': {
    ...setUp('envoy'),
    changes: [without(conf`request_headers_to_remove: [accept-encoding]`)],
    fails: ['compression-own-pages'],
  },
  'envoy/contract/slashes-merged': {
    ...setUp('envoy'),
    changes: [{ from: conf`merge_slashes: false`, to: conf`merge_slashes: true` }],
    fails: ['path-double-slash'],
  },
  'envoy/contract/moved': {
    ...setUp('envoy'),
    changes: [without(conf`response_code: PERMANENT_REDIRECT`)],
    fails: ['https-redirect-method'],
  },
  'envoy/contract/half-a-segment': {
    ...setUp('envoy', 'https-path'),
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
    ...setUp('envoy'),
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
