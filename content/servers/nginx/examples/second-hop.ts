import { conf, host, region, slot, trustedProxy, writes, type Conf, type Example } from '#conf';
import type { Form } from '#settings';
import { secondHop as variant } from '../../variants.ts';
import { lowest } from './before-1-25-1.ts';
import {
  compression,
  connections,
  headers,
  location,
  ownName,
  ownPages,
  siteFile,
  transfers,
  websocket,
} from './main.ts';

/** Who is trusted, and what becomes of everything else. */
const trust = region(
  'trust',
  conf`
    # ${{
      fr: "Seul le proxy de devant fait foi : l'adresse du client est celle qu'il indique en dernier.",
      en: 'Only the proxy in front is trusted: the client has the address that it gives last.',
    }}
    set_real_ip_from ${trustedProxy};
    real_ip_header X-Forwarded-For;
  `,
);

const believed = region(
  'trust',
  conf`
    # ${{
      fr: 'Non vide pour une requête que le proxy de devant a reçue en HTTPS, vide pour toute autre.',
      en: 'Not empty for a request that the proxy in front received over HTTPS, empty for any other.',
    }}
    map $realip_remote_addr:$http_x_forwarded_proto $jenkins_hsts {
        default '';
        ${trustedProxy}:https max-age=31536000;
    }
  `,
);

const redirect = region(
  'redirect',
  conf`
    # ${{
      fr: 'Tout le reste est du HTTP ordinaire, quoi que disent ses en-têtes.',
      en: 'All else is plain HTTP, whatever its headers say.',
    }}
    if ($jenkins_hsts = '') {
        return 308 ${slot('origin')}$request_uri;
    }
  `,
);

const configuration = (form: Form): Conf => conf`
  ${connections}

  ${ownPages}

  ${believed}

  server {
      listen 80;
      listen [::]:80;
      server_name ${host};
      ${ownName}

      ${trust}

      ${redirect}

      ${region('tls', conf`add_header Strict-Transport-Security $jenkins_hsts always;`)}

      ${headers(writes('X-Forwarded-Proto')`proxy_set_header X-Forwarded-Proto https;`)}
      ${compression}

      ${websocket}

      ${transfers}

      ${location(form)}
  }
`;

/** nginx behind a proxy that ends TLS and that is trusted by its address. */
export const secondHop: Example = {
  ...variant,
  id: 'nginx/second-hop',
  server: 'nginx',
  title: { fr: 'Derrière un autre proxy', en: 'Behind another proxy' },
  minimum: lowest,
  render: (form) => siteFile(configuration(form), { ...form, tls: false }),
};
