import { conf, host, key, port, slot } from '#conf';
import type { ServerId } from '../index.ts';
import type { Guard } from './guard.ts';

/** The authority that signs the certificates of people; the command on the page makes it. */
const authority = conf`/etc/ssl/jenkins/clients.pem`;

const nginxAnchor = conf`ssl_session_cache shared:jenkins:10m;`;
const apacheAnchor = conf`SSLCertificateKeyFile ${key}`;
const lighttpdAnchor = conf`
  ssl.verifyclient.depth = 0
  ssl.verifyclient.ca-file = "${slot('certificate', 'quoted')}"
  $HTTP["host"] == "${host}" {
      ssl.verifyclient.activate = "disable"
  }
`;
const squidAnchor = conf`
  tls-min-version=1.2 options=NO_TICKET,CIPHER_SERVER_PREFERENCE \
`;

/** Whoever has no certificate of the organization gets no page, not even that of the sign-in. */
export const clientCertificates: Readonly<Partial<Record<ServerId, Guard>>> = {
  nginx: {
    changes: [
      {
        from: nginxAnchor,
        to: conf`
          ssl_client_certificate ${authority};
          ssl_verify_client on;
          ${nginxAnchor}
        `,
      },
    ],
  },
  apache: {
    changes: [
      {
        from: apacheAnchor,
        to: conf`
          ${apacheAnchor}
          SSLCACertificateFile ${authority}
          SSLVerifyClient require
        `,
      },
    ],
  },
  haproxy: {
    changes: [
      {
        from: conf`bind :${port},[::]:${port} v6only ssl crt /etc/haproxy/certs/jenkins.pem strict-sni alpn h2,http/1.1`,
        to: conf`bind :${port},[::]:${port} v6only ssl crt /etc/haproxy/certs/jenkins.pem strict-sni alpn h2,http/1.1 ca-file ${authority} verify required`,
      },
    ],
  },
  lighttpd: {
    changes: [
      {
        from: lighttpdAnchor,
        to: conf`ssl.verifyclient.ca-file = "${authority}"`,
      },
    ],
  },
  squid: {
    changes: [
      {
        from: squidAnchor,
        to: conf`
          clientca=${authority} \
          ${squidAnchor}
        `,
      },
    ],
  },
};
