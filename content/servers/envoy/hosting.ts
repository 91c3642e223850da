import { conf, type Conf } from '#conf';
import type { Hosting, Place } from '../../hosting/hosting.ts';
import { compressedFiles, enableFiles } from '../nginx/hosting-files.ts';
import { chain, headerLines, headersComment, host, key, twoFiles } from '../../hosting/parts.ts';
import { connections, install, listener, manager, redirectTo } from './examples/main.ts';

/** A value as YAML reads it between double quotes. */
const quoted = (value: string): string => JSON.stringify(value);

const answers = conf`
  ${headersComment}
  response_headers_to_add:
    ${headerLines(
      (name, value) =>
        `- { header: { key: ${name}, value: ${quoted(value)} }, append_action: OVERWRITE_IF_EXISTS_OR_ADD }`,
    )}
  routes:
    - match: { prefix: / }
      route: { cluster: files }
`;

const chains = conf`
  filter_chains:
    - transport_socket:
        name: envoy.transport_sockets.tls
        typed_config:
          "@type": type.googleapis.com/envoy.extensions.transport_sockets.tls.v3.DownstreamTlsContext
          common_tls_context:
            alpn_protocols: [h2, http/1.1]
            tls_certificates:
              - certificate_chain: { filename: ${chain} }
                private_key: { filename: ${key} }
      ${manager(
        conf`docs`,
        conf`use_remote_address: true`,
        conf`["${host}", "${host}:443"]`,
        answers,
      )}
`;

const configuration: Conf = conf`
  static_resources:
    listeners:
      ${listener(conf`https`, conf`443`, chains)}
      ${listener(
        conf`http`,
        conf`80`,
        conf`
          filter_chains:
            - name: to_https
              ${redirectTo(host, host)}
        `,
      )}
    clusters:
      - name: files
        load_assignment:
          cluster_name: files
          endpoints:
            - lb_endpoints:
                - endpoint:
                    address:
                      socket_address: { address: 127.0.0.1, port_value: 8081 }
  ${connections}
`;

/** Envoy does TLS and headers in front of nginx, which reads the files. */
export const envoy: Hosting = {
  minimum: '1.40.0',
  intro: [
    {
      fr: 'Envoy se charge de TLS et des en-têtes devant nginx, qui lit et compresse les fichiers sur l’adresse de bouclage.',
      en: 'Envoy does TLS and headers in front of nginx, which reads and compresses the files on the loopback address.',
    },
  ],
  behind: 'nginx',
  packages: ['nginx'],
  render: (place: Place) => ({
    files: [
      { install, mode: '644', language: 'yaml', lineEnds: 'lf', content: configuration },
      compressedFiles(place),
    ],
    enable: enableFiles,
    certificates: twoFiles,
  }),
};
