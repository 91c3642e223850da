import { agentPort, conf, upstreamHost } from '#conf';

/** A listener and a cluster that relay the port of TCP agents, to stand beside those of the file. */
export const agentLines = conf`
  static_resources:
    listeners:
      - name: agents
        address:
          # ${{
            fr: 'Une adresse de cette machine où Jenkins ne tient pas déjà ce port.',
            en: 'An address of this machine where Jenkins does not hold that port already.',
          }}
          socket_address: { address: 192.0.2.1, port_value: ${agentPort} }
        filter_chains:
          - filters:
              - name: envoy.filters.network.tcp_proxy
                typed_config:
                  "@type": type.googleapis.com/envoy.extensions.filters.network.tcp_proxy.v3.TcpProxy
                  stat_prefix: agents
                  cluster: agents
    clusters:
      - name: agents
        load_assignment:
          cluster_name: agents
          endpoints:
            - lb_endpoints:
                - endpoint:
                    address:
                      socket_address: { address: ${upstreamHost}, port_value: ${agentPort} }
`;
