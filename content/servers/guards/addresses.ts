import { conf, host, port, slot } from '#conf';
import type { ServerId } from '../index.ts';
import type { Guard } from './guard.ts';

const known = conf`192.0.2.0/24`;

const requireName = conf`Require expr "%{HTTP_HOST} =~ /^${slot('authority', 'regex')}(:${port})?$/i && %{SSL:SSL_TLS_SNI} == '${host}' && %{REQUEST_METHOD} != 'CONNECT'"`;
const nginxAnchor = conf`ssl_certificate ${slot('certificate')};`;
const haproxyAnchor = conf`http-request return status 405 if { method CONNECT TRACE }`;
const lighttpdAnchor = conf`$HTTP["request-method"] =~ "^(CONNECT|TRACE)$" {`;

/** Only these networks reach Jenkins; everybody else is refused by the proxy. */
export const addresses: Readonly<Partial<Record<ServerId, Guard>>> = {
  nginx: {
    changes: [
      {
        from: nginxAnchor,
        to: conf`
          allow ${known};
          deny all;
          ${nginxAnchor}
        `,
      },
    ],
  },
  apache: {
    changes: [
      {
        from: requireName,
        to: conf`
          <RequireAll>
              ${requireName}
              Require ip ${known}
          </RequireAll>
        `,
      },
    ],
    note: {
      fr: 'Sans `<RequireAll>`, une seule des deux lignes suffirait.',
      en: 'Without `<RequireAll>`, either of the two lines would be enough.',
    },
  },
  haproxy: {
    changes: [
      {
        from: haproxyAnchor,
        to: conf`
          http-request deny unless { src ${known} }
          ${haproxyAnchor}
        `,
      },
    ],
  },
  lighttpd: {
    changes: [
      {
        from: lighttpdAnchor,
        to: conf`
          $HTTP["remote-ip"] != "${known}" {
              url.access-deny = ( "" )
          }
          ${lighttpdAnchor}
        `,
      },
    ],
  },
  squid: {
    changes: [
      {
        from: conf`http_access allow jenkins public_port`,
        to: conf`
          acl known src ${known}
          http_access allow jenkins public_port known
        `,
      },
    ],
  },
};
