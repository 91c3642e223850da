import { certificate, conf, key } from '#conf';
import type { Server } from './server.ts';

const debian = { fr: 'Debian, Ubuntu', en: 'Debian, Ubuntu' };
const redHat = { fr: 'RHEL, Fedora et dérivés', en: 'RHEL, Fedora and relatives' };
const container = { fr: 'Conteneur', en: 'Container' };

export const haproxy: Server = {
  name: 'HAProxy',
  evidence: 'run',
  website: 'https://www.haproxy.org/',
  documentation: 'https://docs.haproxy.org/',
  packages: ['haproxy'],
  commands: {
    'package-debian': {
      where: debian,
      language: 'shellscript',
      run: conf`
        sudo apt update
        sudo apt install haproxy
      `,
    },
    'package-redhat': {
      where: redHat,
      language: 'shellscript',
      run: conf`
        sudo dnf install haproxy
        sudo systemctl enable --now haproxy
      `,
    },
    'join-certificate': {
      language: 'shellscript',
      run: conf`
        sudo install -d -m 700 /etc/haproxy/certs
        sudo cat ${certificate} ${key} | sudo tee /etc/haproxy/certs/jenkins.pem > /dev/null
      `,
    },
    enable: {
      language: 'shellscript',
      run: conf`
        sudo cp -a /etc/haproxy/haproxy.cfg /etc/haproxy/haproxy.cfg.package
        sudo install -m 644 haproxy.cfg /etc/haproxy/haproxy.cfg
      `,
    },
    'run-container': {
      where: container,
      language: 'shellscript',
      run: conf`
        docker run --name haproxy --network host --user root --restart unless-stopped \
          --volume "$PWD/haproxy.cfg:/usr/local/etc/haproxy/haproxy.cfg:ro" \
          --volume /etc/haproxy/certs:/etc/haproxy/certs:ro haproxy:lts
      `,
    },
    validate: {
      language: 'shellscript',
      run: conf`sudo haproxy -c -V -f /etc/haproxy/haproxy.cfg`,
      output: conf`Configuration file is valid`,
    },
    reload: {
      language: 'shellscript',
      run: conf`sudo systemctl reload haproxy`,
    },
    version: {
      language: 'shellscript',
      run: conf`haproxy -v | head -n 1`,
      output: conf`HAProxy version …`,
    },
    'log-errors': {
      language: 'shellscript',
      run: conf`sudo journalctl -u haproxy -n 20 --no-pager`,
    },
  },
  cannot: {},
  directives: [],
  facts: {
    uploadLimit: { fr: 'aucune', en: 'none' },
    tls: { fr: 'oui', en: 'yes' },
    http2: { fr: 'oui', en: 'yes' },
    agentPort: { fr: 'oui, en mode tcp', en: 'yes, in mode tcp' },
    syntaxCheck: { fr: 'haproxy -c', en: 'haproxy -c' },
  },
};
