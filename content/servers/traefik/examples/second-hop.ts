import { conf, host, region, trustedProxy, type Conf, type Example } from '#conf';
import type { Form } from '#settings';
import { secondHop as variant } from '../../variants.ts';
import {
  entryPoint,
  hsts,
  middlewares,
  provider,
  redirect,
  routers,
  service,
  twoYamlFiles,
} from './main.ts';

const trust = region(
  'trust',
  conf`
    # ${{
      fr: "Traefik ne se fie qu'au proxy de devant ; ce que tout autre dit de lui-même est retiré.",
      en: 'Only the proxy in front is trusted; what any other says of itself is removed.',
    }}
    trustedIPs: [${trustedProxy}]
    # ${{
      fr: "L'adresse du client est celle que ce proxy donne, seule.",
      en: 'The address of the client is the one that this proxy gives, alone.',
    }}
    notAppendXForwardedFor: true
  `,
);

const fixed = conf`
  entryPoints:
    web:
      address: ":80"
      ${entryPoint(trust)}

  ${provider}
`;

const dynamic = (form: Form): Conf => conf`
  http:
    routers:
      # ${{
        fr: 'Ce que le proxy de devant a reçu en HTTPS.',
        en: 'What the proxy in front received over HTTPS.',
      }}
      ${routers(form, conf`web`, conf`&& Header(\`X-Forwarded-Proto\`, \`https\`)`)}
      ${region(
        'redirect',
        conf`
          # ${{
            fr: 'Tout le reste est du HTTP ordinaire, quoi que disent ses en-têtes.',
            en: 'All else is plain HTTP, whatever its headers say.',
          }}
          to-https:
            entryPoints: [web]
            rule: "Host(\`${host}\`) && !Header(\`X-Forwarded-Proto\`, \`https\`)"
            middlewares: [to-https]
            service: jenkins
        `,
      )}
    middlewares:
      ${middlewares(conf`
        ${hsts}
        forceSTSHeader: true
      `)}
      ${redirect}
    ${service}
`;

/** Traefik behind a proxy that ends TLS and that is trusted by its address. */
export const secondHop: Example = {
  ...variant,
  id: 'traefik/second-hop',
  server: 'traefik',
  minimum: '3.6.4',
  render: (form) => twoYamlFiles(fixed, dynamic(form), { ...form, tls: false }),
};
