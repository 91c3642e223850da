import { conf, path, port, slot, type Conf } from '#conf';
import type { Command } from '../servers/server.ts';
import { container } from '../servers/where.ts';

const agentPort = slot('agent-port');

/** The certificate as every example but HAProxy's reads it. */
const pemFolder = conf`- /etc/ssl/jenkins:/etc/ssl/jenkins:ro`;

/** What differs between the proxies. */
interface Proxy {
  readonly image: Conf;
  /** Lines of the service that only one proxy has. */
  readonly own?: Conf;
  readonly volumes: Conf;
  /** Volumes of its own, beside that of Jenkins. */
  readonly kept?: Conf;
}

/**
 * A proxy and Jenkins on the one network that Compose makes for a file. Port 8080 of Jenkins is not
 * published: whoever is not on that network cannot get past the proxy.
 */
const compose = ({ image, own, volumes, kept }: Proxy): Command => ({
  where: container,
  language: 'yaml',
  file: 'compose.yaml',
  scheme: 'https',
  run: conf`
    services:
      jenkins:
        image: jenkins/jenkins:lts-jdk21
        restart: unless-stopped
        environment:
          JENKINS_OPTS: "--prefix=${path}"
          JENKINS_SLAVE_AGENT_PORT: "${agentPort}"
        ports:
          - "${agentPort}:${agentPort}"
        volumes:
          - jenkins_home:/var/jenkins_home

      proxy:
        image: ${image}
        restart: unless-stopped
        depends_on: [jenkins]
        ${own ?? false}
        ports:
          - "80:80"
          - "${port}:${port}"
        volumes:
          ${volumes}

    volumes:
      jenkins_home:
      ${kept ?? false}
  `,
});

/** A file of Compose for each server that people run in containers. */
export const composeFiles = {
  'compose/nginx': compose({
    image: conf`nginx:stable`,
    volumes: conf`
      - ./jenkins.conf:/etc/nginx/conf.d/jenkins.conf:ro
      ${pemFolder}
    `,
  }),
  'compose/apache-modules': {
    where: container,
    language: 'shellscript',
    run: conf`
      docker run --rm httpd:2.4 cat conf/httpd.conf > httpd.conf
      sed -i -E 's/^#(LoadModule (proxy|proxy_http|rewrite|ssl|http2)_module )/\1/' httpd.conf
      printf 'Listen ${port}\nInclude conf/jenkins.conf\n' >> httpd.conf
    `,
  },
  'compose/apache': compose({
    image: conf`httpd:2.4`,
    volumes: conf`
      - ./httpd.conf:/usr/local/apache2/conf/httpd.conf:ro
      - ./jenkins.conf:/usr/local/apache2/conf/jenkins.conf:ro
      ${pemFolder}
    `,
  }),
  'compose/haproxy': compose({
    image: conf`haproxy:lts`,
    own: conf`user: root`,
    volumes: conf`
      - ./haproxy.cfg:/usr/local/etc/haproxy/haproxy.cfg:ro
      - /etc/haproxy/certs:/etc/haproxy/certs:ro
    `,
  }),
  'compose/caddy': compose({
    image: conf`caddy:2`,
    volumes: conf`
      - ./Caddyfile:/etc/caddy/Caddyfile:ro
      - caddy_data:/data
      ${pemFolder}
    `,
    kept: conf`caddy_data:`,
  }),
  'compose/traefik': compose({
    image: conf`traefik:v3.7`,
    volumes: conf`
      - ./traefik.yml:/etc/traefik/traefik.yml:ro
      - ./jenkins.yml:/etc/traefik/jenkins.yml:ro
      ${pemFolder}
    `,
  }),
  'compose/pomerium': compose({
    image: conf`pomerium/pomerium:v0.32.9`,
    volumes: conf`
      - ./config.yaml:/pomerium/config.yaml:ro
      - /etc/pomerium:/etc/pomerium:ro
      ${pemFolder}
    `,
  }),
  'compose/start': {
    where: container,
    language: 'shellscript',
    run: conf`
      docker compose config --quiet
      docker compose up --detach
      docker compose logs --tail 20 proxy
    `,
  },
} as const satisfies Record<string, Command>;
