import { conf, host, port, slot, upstreamPort } from '#conf';

/** The providers of the static file where labels of containers name the routers. */
export const providers = conf`
  providers:
    file:
      filename: /etc/traefik/jenkins.yml
    docker:
      exposedByDefault: false
`;

/**
 * The sections `routers` and `services` of the dynamic file as labels of the container of Jenkins.
 * Compose reads `$` as its own, so each is written twice.
 */
export const jenkinsLabels = conf`
  services:
    jenkins:
      image: jenkins/jenkins:lts
      labels:
        traefik.enable: "true"
        traefik.http.routers.jenkins.entrypoints: websecure
        traefik.http.routers.jenkins.rule: >-
          Host(\`${host}\`)
          && HeaderRegexp(\`X-Forwarded-Host\`, \`(?i)^${slot('authority', 'regex')}(:${port})?$$\`)
          && PathRegexp(\`^${slot('path', 'regex')}(/|$$)\`)
          && !Method(\`TRACE\`)
        traefik.http.routers.jenkins.middlewares: jenkins-headers@file,no-upgrade@file,no-compression@file
        traefik.http.routers.jenkins.service: jenkins
        traefik.http.routers.jenkins.tls: "true"
        traefik.http.routers.jenkins-own-pages.entrypoints: websecure
        traefik.http.routers.jenkins-own-pages.rule: >-
          Host(\`${host}\`)
          && HeaderRegexp(\`X-Forwarded-Host\`, \`(?i)^${slot('authority', 'regex')}(:${port})?$$\`)
          && PathRegexp(\`^${slot('path', 'regex')}(/|$$)\`)
          && !Method(\`TRACE\`) && Header(\`Sec-Fetch-Site\`, \`same-origin\`)
        traefik.http.routers.jenkins-own-pages.middlewares: jenkins-headers@file,no-upgrade@file
        traefik.http.routers.jenkins-own-pages.service: jenkins
        traefik.http.routers.jenkins-own-pages.tls: "true"
        traefik.http.routers.jenkins-websocket.entrypoints: websecure
        traefik.http.routers.jenkins-websocket.priority: "1000"
        traefik.http.routers.jenkins-websocket.rule: >-
          Host(\`${host}\`)
          && HeaderRegexp(\`X-Forwarded-Host\`, \`(?i)^${slot('authority', 'regex')}(:${port})?$$\`)
          && PathRegexp(\`^${slot('path', 'regex')}(/|$$)\`)
          && Method(\`GET\`) && HeaderRegexp(\`Upgrade\`, \`(?i)^websocket$$\`)
        traefik.http.routers.jenkins-websocket.middlewares: jenkins-headers@file,websocket@file
        traefik.http.routers.jenkins-websocket.service: jenkins
        traefik.http.routers.jenkins-websocket.tls: "true"
        traefik.http.routers.to-https.entrypoints: web
        traefik.http.routers.to-https.rule: Host(\`${host}\`)
        traefik.http.routers.to-https.middlewares: to-https@file
        traefik.http.routers.to-https.service: jenkins
        traefik.http.services.jenkins.loadbalancer.server.port: "${upstreamPort}"
        traefik.http.services.jenkins.loadbalancer.serverstransport: jenkins@file
`;
