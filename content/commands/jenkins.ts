import { conf, path, slot } from '#conf';
import type { Command } from '../servers/server.ts';
import { container, onTheProxy, packages } from '../servers/where.ts';

/** How Jenkins itself is told where to listen and under which path (`jenkins-contract.md` 13). */
export const jenkins = {
  'jenkins/listen-packages': {
    where: packages,
    language: 'shellscript',
    run: conf`
      sudo mkdir -p /etc/systemd/system/jenkins.service.d
      sudo tee /etc/systemd/system/jenkins.service.d/reverse-proxy.conf > /dev/null <<'EOF'
      [Service]
      Environment="JENKINS_LISTEN_ADDRESS=${slot('upstream-host')}"
      Environment="JENKINS_PORT=${slot('upstream-port')}"
      Environment="JENKINS_PREFIX=${path}"
      EOF
      sudo systemctl daemon-reload
      sudo systemctl restart jenkins
    `,
  },
  'jenkins/listen-container': {
    where: container,
    language: 'shellscript',
    run: conf`
      docker container inspect jenkins > /dev/null 2>&1 && docker stop jenkins && docker rename jenkins jenkins-before
      # ${{
        fr: "Un conteneur de ce nom s'appelle à présent jenkins-before.\nSon volume va dans la ligne --volume.",
        en: 'A container of that name is called jenkins-before now.\nIts volume goes into the line --volume.',
      }}
      docker run --detach --name jenkins --restart unless-stopped \
        --publish ${slot('upstream-host')}:${slot('upstream-port')}:8080 \
        --publish ${slot('agent-port')}:${slot('agent-port')} \
        --volume jenkins_home:/var/jenkins_home \
        --env JENKINS_SLAVE_AGENT_PORT=${slot('agent-port')} \
        --env JENKINS_OPTS="--prefix=${path}" jenkins/jenkins:lts-jdk21
    `,
  },
  'jenkins/undo': {
    where: packages,
    language: 'shellscript',
    run: conf`
      sudo rm /etc/systemd/system/jenkins.service.d/reverse-proxy.conf
      sudo systemctl daemon-reload
      sudo systemctl restart jenkins
    `,
  },
  /** The last `JENKINS_OPTS` replaces the others: a page that sets it asks this first. */
  'jenkins/own-options': {
    where: packages,
    language: 'shellscript',
    run: conf`systemctl cat jenkins | grep '^Environment="*JENKINS_OPTS=' || echo none`,
    output: conf`none`,
  },
  'jenkins/reachable': {
    where: onTheProxy,
    language: 'shellscript',
    run: conf`curl -sS -o /dev/null -w '%{http_code}\n' http://${slot('upstream-host')}:${slot('upstream-port')}${path}/login`,
    output: conf`200`,
  },
} as const satisfies Record<string, Command>;
