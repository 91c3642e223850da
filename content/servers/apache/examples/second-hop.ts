import { conf, host, region, trustedProxy, type Conf, type Example } from '#conf';
import type { Form } from '#settings';
import { secondHop as variant } from '../../variants.ts';
import {
  compression,
  headers,
  location,
  ownName,
  places,
  redirectRule,
  siteFile,
  transfers,
  websocket,
} from './main.ts';

const trust = region(
  'trust',
  conf`
    # ${{
      fr: "Seul le proxy de devant fait foi : l'adresse du client est celle qu'il indique en dernier,\net une requête est en HTTPS s'il le dit.",
      en: 'Only the proxy in front is trusted: the client has the address that it gives last,\nand a request is over HTTPS if it says so.',
    }}
    RemoteIPHeader X-Forwarded-For
    RemoteIPInternalProxy ${trustedProxy}
    SetEnvIfExpr "%{CONN_REMOTE_ADDR} -ipmatch '${trustedProxy}' && %{HTTP:X-Forwarded-Proto} == 'https'" over_https
  `,
);

const redirect = region(
  'redirect',
  conf`
    # ${{
      fr: 'Tout le reste est du HTTP ordinaire, quoi que disent ses en-têtes.',
      en: 'All else is plain HTTP, whatever its headers say.',
    }}
    RewriteEngine On
    RewriteCond %{ENV:over_https} !=1
    ${redirectRule}
  `,
);

const hsts = region(
  'tls',
  conf`Header always set Strict-Transport-Security "max-age=31536000" env=over_https`,
);

const configuration = (form: Form): Conf => conf`
  ${places}

  <VirtualHost *:80>
      ServerName ${host}
      ${ownName({ tls: false })}

      ${trust}

      ${location}

      ${redirect}

      ${hsts}

      ${headers(conf`https`)}
      ${compression}

      ${transfers}

      ${websocket(form)}
  </VirtualHost>
`;

/** Apache behind a proxy that ends TLS and that is trusted by its address. */
export const secondHop: Example = {
  ...variant,
  id: 'apache/second-hop',
  server: 'apache',
  title: { fr: 'Derrière un autre proxy', en: 'Behind another proxy' },
  minimum: '2.4.47',
  render: (form) =>
    siteFile(
      configuration(form),
      { ...form, tls: false },
      conf`a2enmod proxy proxy_http headers rewrite remoteip`,
    ),
};
