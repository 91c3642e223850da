import { certificate, conf, key } from '#conf';
import type { ServerId } from '../index.ts';
import type { Guard } from './guard.ts';

const caddyFiles = conf`tls ${certificate} ${key}`;
const traefikEntry = conf`address: ":80"`;
const traefikRouter = conf`
  middlewares: [jenkins-headers, websocket]
  service: jenkins
  tls: {}
`;

/** Servers that obtain their certificate by themselves, and renew it. */
export const ownCertificates: Readonly<Partial<Record<ServerId, Guard>>> = {
  caddy: {
    changes: [
      {
        from: caddyFiles,
        to: conf`tls admin@example.com`,
      },
    ],
    note: {
      fr: 'L’adresse est celle où Let’s Encrypt vous écrit. Caddy répond lui-même à l’autorité, sur les ports 80 et 443, avant la redirection.',
      en: 'Let’s Encrypt writes to that address. Caddy answers the authority by itself, on ports 80 and 443, ahead of the redirect.',
    },
  },
  traefik: {
    changes: [
      {
        from: conf`
          entryPoints:
            web:
              ${traefikEntry}
        `,
        to: conf`
          certificatesResolvers:
            acme:
              acme:
                email: admin@example.com
                storage: /var/lib/traefik/acme.json
                httpChallenge:
                  entryPoint: web

          entryPoints:
            web:
              ${traefikEntry}
        `,
      },
    ],
    second: [
      {
        from: traefikRouter,
        to: conf`
          middlewares: [jenkins-headers, websocket]
          service: jenkins
          tls:
            certResolver: acme
        `,
      },
      {
        from: conf`
          certificates:
            - certFile: ${certificate}
              keyFile: ${key}
        `,
        to: conf``,
      },
    ],
    note: {
      fr: 'Un seul routeur suffit à désigner le certificat, les autres ont le même nom. L’adresse est celle où Let’s Encrypt vous écrit\u202F; le dossier du fichier `acme.json` appartient au compte de Traefik.',
      en: 'One router is enough to name the certificate, since the others have the same name. Let’s Encrypt writes to that address; the folder of `acme.json` belongs to the account of Traefik.',
    },
  },
};
