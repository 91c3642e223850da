import { conf, host, port, region, trustedProxy, type Conf, type Example } from '#conf';
import type { Form } from '#settings';
import { secondHop as variant } from '../../variants.ts';
import {
  bootstrap,
  connections,
  hsts,
  jenkinsSettings,
  listener,
  manager,
  redirect,
  redirectHost,
  routes,
  upstream,
  wholeFile,
} from './main.ts';

/** Whose word is taken about the client. */
const trust = conf`
  # ${{
    fr: "L'adresse et le protocole du client sont ceux que donne le proxy de devant, tels quels.",
    en: 'Address and scheme of the client are those that the proxy in front gives, as they are.',
  }}
  use_remote_address: true
  xff_num_trusted_hops: 1
  skip_xff_append: true
`;

const overHttps = conf`
  - name: x-forwarded-proto
    string_match: { exact: https }
`;

const configuration = (form: Form): Conf => {
  const answers = conf`
    ${region('tls', hsts)}
    routes:
      ${routes(form, overHttps)}
      # ${{
        fr: 'Ce que le proxy de devant a reçu en HTTP.',
        en: 'What the proxy in front received over HTTP.',
      }}
      - match: { prefix: / }
        ${redirect}
  `;
  return conf`
    static_resources:
      listeners:
        ${listener(
          conf`http`,
          conf`80`,
          conf`
            filter_chains:
              ${region(
                'trust',
                conf`
                  # ${{
                    fr: 'Le proxy de devant, reconnu à son adresse entière (128 bits au plus, IPv4 compris).',
                    en: 'The proxy in front, known by its whole address (at most 128 bits, IPv4 as well).',
                  }}
                  - filter_chain_match:
                      source_prefix_ranges: [{ address_prefix: "${trustedProxy}", prefix_len: 128 }]
                    ${manager(
                      conf`jenkins`,
                      jenkinsSettings(trust, false),
                      conf`["${host}", "${host}:${port}"]`,
                      answers,
                    )}
                `,
              )}
            # ${{
              fr: 'Tout autre client est en HTTP, quoi que disent ses en-têtes.',
              en: 'Any other client is on plain HTTP, whatever its headers say.',
            }}
            default_filter_chain:
              ${redirectHost}
          `,
        )}
      ${upstream}
    ${connections}
  `;
};

/** Envoy behind a proxy that ends TLS and that is trusted by its address. */
export const secondHop: Example = {
  ...variant,
  id: 'envoy/second-hop',
  server: 'envoy',
  minimum: bootstrap.minimum,
  render: (form) => wholeFile(configuration(form), { ...form, tls: false }),
};
