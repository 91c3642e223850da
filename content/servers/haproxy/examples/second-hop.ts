import { conf, region, slot, trustedProxy, writes, type Conf, type Example } from '#conf';
import type { Form } from '#settings';
import { secondHop as variant } from '../../variants.ts';
import { backend, beginning, compression, location, strangers, wholeFile } from './main.ts';

const trust = region(
  'trust',
  conf`
    # ${{
      fr: "Seul le proxy de devant fait foi, et une requête est en HTTPS s'il le dit.\nTout le reste est du HTTP ordinaire, quoi que disent ses en-têtes.",
      en: 'Only the proxy in front is trusted, and a request is over HTTPS if it says so.\nAll else is plain HTTP, whatever its headers say.',
    }}
    acl from_front src ${trustedProxy}
    acl over_https req.hdr(X-Forwarded-Proto,-1) https
    http-request redirect prefix ${slot('origin')} code 308 unless from_front over_https
    http-request set-var(txn.hsts) str(max-age=31536000)
  `,
);

const headers = region(
  'headers',
  conf`
    # ${{
      fr: "L'adresse du client est celle que le proxy de devant a ajoutée en dernier.\nLes autres en-têtes transmis sont retirés, car Jenkins s'y fierait.",
      en: 'The address of the client is the one that the proxy in front added last.\nThe other forwarded headers are removed, because Jenkins would use them.',
    }}
    http-request set-var(txn.client) src
    http-request set-var(txn.client) req.hdr_ip(X-Forwarded-For,-1)
    http-request del-header ^(x-forwarded-.*|forwarded|x-proxied-https|proxy-auth-cert|proxy-ssl-id|remote[-_]user)$ -m reg
    ${writes('X-Forwarded-For')`http-request set-header X-Forwarded-For %[var(txn.client)]`}
    ${writes('X-Forwarded-Proto')`http-request set-header X-Forwarded-Proto https`}
  `,
);

const hsts = region(
  'tls',
  conf`http-after-response set-header Strict-Transport-Security %[var(txn.hsts)] if { var(txn.hsts) -m found }`,
);

const configuration = (form: Form): Conf => conf`
  ${beginning({ ...form, tls: false })}

  frontend web
      bind :80,[::]:80 v6only
      ${hsts}

      ${trust}

      ${strangers}

      ${headers}
      ${compression}

      ${location(form)}

  ${backend}
`;

/** HAProxy behind a proxy that ends TLS and that is trusted by its address. */
export const secondHop: Example = {
  ...variant,
  id: 'haproxy/second-hop',
  server: 'haproxy',
  title: { fr: 'Derrière un autre proxy', en: 'Behind another proxy' },
  minimum: '2.4',
  render: (form) => wholeFile(configuration(form), { ...form, tls: false }),
};
