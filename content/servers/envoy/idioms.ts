import { conf, host, port, type Conf } from '#conf';
import { after, without, type BrokenLines } from '../broken-lines.ts';

export const noTimeout = conf`timeout: 0s`;
export const jettyName = conf`server_header_transformation: APPEND_IF_ABSENT`;
export const keptSlashes = conf`path_with_escaped_slashes_action: KEEP_UNCHANGED`;
export const names = conf`domains: ["${host}", "${host}:${port}"]`;

/** A header of the request that is removed with those that nobody may send. */
export const headerRemoved = (name: Conf): BrokenLines =>
  after(conf`- remove: forwarded`, conf`- remove: ${name}`);

/** A field of the route to Jenkins. */
export const inRoute = (field: Conf): BrokenLines => after(conf`cluster: jenkins`, field);

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
export const buffer = (bytes: Conf): BrokenLines =>
  filter(conf`
    - name: envoy.filters.http.buffer
      typed_config:
        "@type": type.googleapis.com/envoy.extensions.filters.http.buffer.v3.Buffer
        max_request_bytes: ${bytes}
  `);

export const upgradeRemoved: BrokenLines = without(conf`
  upgrade_configs:
    - upgrade_type: websocket
`);
