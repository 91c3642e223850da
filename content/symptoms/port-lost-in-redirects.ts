import { certificate, conf, host, port, slot } from '#conf';
import type { SymptomBreaks } from './break.ts';

const symptom = 'port-lost-in-redirects';
const command = 'redirect/address';

const common = (server: 'nginx' | 'haproxy' | 'squid' | 'caddy') =>
  ({ server, example: server, shape: 'https-host', settings: { port: 8443 } }) as const;

const tell = {
  command,
  broken: conf`https://${host}/`,
  fixed: conf`${slot('public-url')}`,
} as const;

export const portLostInRedirects: SymptomBreaks = {
  causes: {
    'host-without-port': {
      symptom,
      title: {
        fr: 'Host arrive à Jenkins sans le port',
        en: 'Host reaches Jenkins without the port',
      },
    },
    'fixed-forwarded-port': {
      symptom,
      title: {
        fr: 'X-Forwarded-Port porte un port qui n’est pas le port public',
        en: 'X-Forwarded-Port has a port that is not the public one',
      },
    },
    'jenkins-url-without-port': {
      symptom,
      title: {
        fr: 'Le port manque dans l’URL de Jenkins',
        en: 'The port is missing in the Jenkins URL',
      },
    },
  },
  breaks: {
    'nginx/host-without-port': {
      ...common('nginx'),
      cause: 'host-without-port',
      changes: [
        {
          from: conf`
            proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-Host $http_host;
          `,
          to: conf`
            proxy_set_header Host $host;
            proxy_set_header X-Forwarded-Host $host;
          `,
        },
      ],
      tell,
      received: String.raw`^Host: jenkins\.example\.com$`,
      fails: ['created-location'],
    },
    'squid/host-without-port': {
      ...common('squid'),
      cause: 'host-without-port',
      changes: [
        {
          from: conf`
            https_port ${port} accel defaultsite=${host} \
                tls-cert=${certificate} \
          `,
          to: conf`
            https_port ${port} accel defaultsite=${host} no-vhost \
                tls-cert=${certificate} \
          `,
        },
        // Without the port that the client names, every request is one for 443.
        {
          from: conf`http_access allow jenkins public_port`,
          to: conf`http_access allow jenkins`,
        },
      ],
      tell,
      received: String.raw`^Host: jenkins\.example\.com$`,
    },
    'nginx/fixed-forwarded-port': {
      ...common('nginx'),
      cause: 'fixed-forwarded-port',
      changes: [
        {
          from: conf`proxy_set_header X-Forwarded-Port "";`,
          to: conf`proxy_set_header X-Forwarded-Port 80;`,
        },
      ],
      tell: { ...tell, broken: conf`https://${host}:80/` },
      received: '^X-Forwarded-Port: 80$',
    },
    'haproxy/fixed-forwarded-port': {
      ...common('haproxy'),
      cause: 'fixed-forwarded-port',
      changes: [
        {
          from: conf`http-request set-header X-Forwarded-For %[src]`,
          to: conf`
            http-request set-header X-Forwarded-For %[src]
            http-request set-header X-Forwarded-Port 443
          `,
        },
      ],
      tell,
      received: '^[Xx]-[Ff]orwarded-[Pp]ort: 443$',
    },
    'caddy/fixed-forwarded-port': {
      ...common('caddy'),
      cause: 'fixed-forwarded-port',
      changes: [
        {
          from: conf`transport http {`,
          to: conf`
            header_up X-Forwarded-Port 443
            transport http {
          `,
        },
      ],
      tell,
      received: '^X-Forwarded-Port: 443$',
    },
  },
  reports: [
    {
      cause: 'jenkins-url-without-port',
      source: 'https://github.com/jenkinsci/helm-charts/issues/268',
    },
  ],
};
