import { expect, test } from 'playwright/test';
import { applied, check, type Report } from '../../checker/check.ts';
import { vocabulary } from '../../checker/from-content/vocabulary.ts';

const words = vocabulary();

const judge = (text: string): Report =>
  check({ files: [{ name: 'file', text }], locale: 'en' }, words);

const foundIn = (report: Report): string[] =>
  report.findings.flatMap(({ setUps }) => setUps).toSorted();

/** A configuration as the first steps of Envoy's manual have it, with Jenkins behind it. */
const firstSteps = (routes: string, fields = ''): string => `static_resources:
  listeners:
  - address:
      socket_address:
        address: 0.0.0.0
        port_value: 10000
    filter_chains:
    - filters:
      - name: envoy.filters.network.http_connection_manager
        typed_config:
          "@type": type.googleapis.com/envoy.extensions.filters.network.http_connection_manager.v3.HttpConnectionManager
          stat_prefix: ingress_http
${fields}          http_filters:
          - name: envoy.filters.http.router
          route_config:
            name: local_route
            virtual_hosts:
            - name: local_service
              domains: ["*"]
              routes:
${routes}  clusters:
  - name: jenkins
    load_assignment:
      cluster_name: jenkins
      endpoints:
      - lb_endpoints:
        - endpoint:
            address:
              socket_address:
                address: 127.0.0.1
                port_value: 8080
`;

const route = (match: string, lines: string): string =>
  `              - match:\n                  ${match}\n                route:\n                  cluster: jenkins\n${lines}`;

/** What is left after every change that a report gives. */
const mended = (text: string): Report => {
  const changes = judge(text).findings.flatMap((finding) => finding.changes);
  return judge(applied([{ name: 'file', text }], changes)[0]?.text ?? '');
};

test('what Envoy does without a line counts: 15 seconds, and no WebSocket', () => {
  const text = firstSteps(route('prefix: "/"', ''));
  const report = judge(text);
  expect(report.server).toBe('envoy');
  expect(foundIn(report)).toEqual(['envoy/answer-takes-too-long', 'envoy/upgrade-not-passed']);
  expect(mended(text).state).toBe('nothing');
});

test('names in camel case, flows and the host of a cluster are read as Envoy reads them', () => {
  const text = firstSteps(
    route(
      'prefix: /jenkins/',
      '                  timeout: 0s\n                  autoHostRewrite: true\n                  prefixRewrite: /\n',
    ) + '                requestHeadersToRemove: [accept-encoding, Origin]\n',
    '          upgradeConfigs: [{ upgradeType: WebSocket, enabled: false }]\n          pathWithEscapedSlashesAction: UNESCAPE_AND_REDIRECT\n',
  );
  expect(foundIn(judge(text))).toEqual([
    'envoy/cli-origin-replaced',
    'envoy/host-not-passed',
    'envoy/prefix-removed',
    'envoy/slash-decoded',
    'envoy/upgrade-not-passed',
  ]);
  expect(mended(text).state).toBe('nothing');
});

test('a filter that the route switches off, and a limit of zero, are no fault', () => {
  const text = firstSteps(
    `${route('prefix: /', '                  timeout: 0s\n')}                typed_per_filter_config:
                  envoy.filters.http.buffer: { disabled: true }
`,
    '          stream_idle_timeout: 0s\n          upgrade_configs: [{ upgrade_type: websocket }]\n',
  ).replace(
    '          - name: envoy.filters.http.router\n',
    `          - name: envoy.filters.http.buffer
            typed_config:
              "@type": type.googleapis.com/envoy.extensions.filters.http.buffer.v3.Buffer
              max_request_bytes: 1000
          - name: envoy.filters.http.router
`,
  );
  expect([judge(text).state, foundIn(judge(text))]).toEqual(['nothing', []]);
  expect(foundIn(judge(text.replace('disabled: true', 'disabled: false')))).toEqual([
    'envoy/body-limit',
    'envoy/cli-body-buffered',
  ]);
});

test('routes that another file holds are asked for', () => {
  const text = firstSteps('').replace(
    /route_config:[^]*? {2}clusters:/,
    'rds: { route_config_name: a, config_source: { path_config_source: { path: /etc/rds.yaml } } }\n  clusters:',
  );
  expect(judge(text)).toMatchObject({
    server: 'envoy',
    reason: 'no-proxy',
    unclear: [{ kind: 'provider', text: '/etc/rds.yaml' }],
  });
});
