import { conf, path, slot, upstreamHost, upstreamPort, type Conf } from '#conf';
import type { ServerId } from '#servers';
import * as nginx from '../servers/nginx/idioms.ts';
import type { Break, SymptomBreaks } from './break.ts';
import { setUp } from './set-up.ts';

const symptom = 'bad-gateway';
const command = 'reach/both';

const fixed = conf`
  proxy 200
  jenkins 200
`;

/** Jenkins does not run: nothing in the proxy's file is wrong. */
const stopped = (server: ServerId, status: Conf, log?: string): Break => ({
  ...setUp(server),
  cause: 'jenkins-stopped',
  changes: [],
  jenkins: { stopped: true },
  jenkinsFixed: { stopped: false },
  tell: {
    command,
    broken: conf`
      proxy ${status}
      jenkins 000
    `,
    fixed,
    side: 'server',
  },
  ...(log === undefined ? {} : { log }),
});

export const badGateway: SymptomBreaks = {
  causes: {
    'jenkins-stopped': {
      symptom,
      title: { fr: 'Jenkins ne répond pas', en: 'Jenkins does not answer' },
    },
    'wrong-address': {
      symptom,
      title: {
        fr: 'Le proxy cherche Jenkins à une autre adresse',
        en: 'The proxy looks for Jenkins at another address',
      },
    },
    'idle-connection-reused': {
      symptom,
      title: {
        fr: 'Jenkins ferme une connexion dont le proxy se sert encore',
        en: 'Jenkins closes a connection that the proxy still uses',
      },
    },
    'name-not-resolved': {
      symptom,
      title: {
        fr: 'Le nom de Jenkins est inconnu au démarrage du proxy',
        en: 'The name of Jenkins is not known when the proxy starts',
      },
    },
    'refused-by-selinux': {
      symptom,
      title: {
        fr: 'SELinux interdit la connexion',
        en: 'SELinux forbids the connection',
      },
    },
  },
  breaks: {
    'nginx/jenkins-stopped': stopped('nginx', conf`502`, String.raw`connect\(\) failed \(111`),
    'apache/jenkins-stopped': stopped('apache', conf`503`, 'AH00957'),
    'haproxy/jenkins-stopped': stopped('haproxy', conf`503`, ' 503 .* SC'),
    'lighttpd/jenkins-stopped': stopped('lighttpd', conf`503`),
    'squid/jenkins-stopped': stopped('squid', conf`502`),
    'caddy/jenkins-stopped': stopped('caddy', conf`502`, 'connect: connection refused'),
    'nginx/wrong-address': {
      ...setUp('nginx'),
      cause: 'wrong-address',
      changes: [
        {
          from: nginx.upstreamServer,
          to: conf`server ${upstreamHost}:8090;`,
        },
      ],
      tell: {
        command,
        broken: conf`
          proxy 502
          jenkins 200
        `,
        fixed,
        side: 'server',
      },
      landing: conf`502 ${slot('public-url')}login`,
      log: String.raw`connect\(\) failed \(111`,
    },
    'caddy/wrong-address': {
      ...setUp('caddy', 'https-path'),
      cause: 'wrong-address',
      changes: [
        {
          from: conf`reverse_proxy ${upstreamHost}:${upstreamPort} {`,
          to: conf`reverse_proxy ${upstreamHost}:${upstreamPort}${path} {`,
        },
      ],
      tell: {
        command,
        broken: conf`
          proxy 502
          jenkins 200
        `,
        fixed,
        side: 'server',
      },
      log: 'unknown network 127\\.0\\.0\\.1:8080',
    },
    'nginx/name-not-resolved': {
      ...setUp('nginx'),
      cause: 'name-not-resolved',
      changes: [
        {
          from: nginx.upstreamServer,
          to: conf`server jenkins-container:${upstreamPort};`,
        },
      ],
      refused: 'host not found in upstream "jenkins-container:8080"',
    },
  },
  reports: [
    {
      server: 'nginx',
      cause: 'idle-connection-reused',
      changes: [{ from: conf`keepalive_timeout 60s;`, to: conf`keepalive_timeout 20s;` }],
      source: 'https://nginx.org/en/docs/http/ngx_http_upstream_module.html#keepalive_timeout',
    },
    {
      server: 'nginx',
      cause: 'refused-by-selinux',
      source: 'https://github.com/rocky-linux/documentation/issues/697',
    },
    {
      server: 'apache',
      cause: 'refused-by-selinux',
      source: 'https://github.com/jfrog/JFrog-Cloud-Installers/issues/268',
    },
  ],
};
