import { conf, host, region, slot, trustedProxy, writes, type Conf, type Example } from '#conf';
import type { Form } from '#settings';
import { secondHop as variant } from '../../variants.ts';
import {
  compression,
  globalOptions,
  headers,
  refused,
  site,
  strangers,
  upstream,
  websocket,
  wholeFile,
} from './main.ts';

/** Who is trusted, for the address of the client. */
const trusted = region(
  'trust',
  conf`
    # ${{
      fr: "Seul le proxy de devant fait foi : l'adresse du client est celle qu'il indique en dernier.",
      en: 'Only the proxy in front is trusted: the client has the address that it gives last.',
    }}
    trusted_proxies static ${trustedProxy}
    trusted_proxies_strict
  `,
);

const redirect = region(
  'redirect',
  conf`
    # ${{
      fr: 'Tout le reste est du HTTP ordinaire, quoi que disent ses en-têtes.',
      en: 'All else is plain HTTP, whatever its headers say.',
    }}
    @front {
        remote_ip ${trustedProxy}
        header X-Forwarded-Proto https
    }
    @direct not {
        remote_ip ${trustedProxy}
        header X-Forwarded-Proto https
    }
    redir @direct ${slot('origin')}{uri} 308
  `,
);

const told = region(
  'headers',
  conf`
    ${writes('X-Forwarded-For')`header_up X-Forwarded-For {client_ip}`}
    ${writes('X-Forwarded-Proto')`header_up X-Forwarded-Proto https`}
  `,
);

const configuration = (form: Form): Conf => {
  const plain = { ...form, tls: false };
  return conf`
    ${globalOptions({ more: trusted })}

    http://${host} {
        ${redirect}

        ${region('tls', conf`header @front Strict-Transport-Security max-age=31536000`)}

        ${refused(plain)}

        ${headers}

        ${websocket}

        ${compression}

        ${upstream(told)}
    }

    ${strangers(conf`:80`)}
  `;
};

/** Caddy behind a proxy that ends TLS and that is trusted by its address. */
export const secondHop: Example = {
  ...variant,
  id: 'caddy/second-hop',
  server: 'caddy',
  title: { fr: 'Derrière un autre proxy', en: 'Behind another proxy' },
  minimum: site.minimum,
  render: (form) => wholeFile(configuration(form), { ...form, tls: false }),
};
