import { conf } from '#conf';
import type { Server } from './server.ts';

const manual = (page: string, directive: string): string =>
  `https://httpd.apache.org/docs/2.4/mod/${page}.html#${directive.toLowerCase()}`;
const proxy = (directive: string): string => manual('mod_proxy', directive);

const debian = { fr: 'Debian, Ubuntu', en: 'Debian, Ubuntu' };
const redHat = { fr: 'RHEL, Fedora et dérivés', en: 'RHEL, Fedora and relatives' };
const container = { fr: 'Conteneur', en: 'Container' };

export const apache: Server = {
  name: 'Apache HTTP Server',
  evidence: 'run',
  website: 'https://httpd.apache.org/',
  documentation: 'https://httpd.apache.org/docs/2.4/',
  packages: ['apache2'],
  commands: {
    'package-debian': {
      where: debian,
      language: 'shellscript',
      run: conf`
        sudo apt update
        sudo apt install apache2
      `,
    },
    'package-redhat': {
      where: redHat,
      language: 'shellscript',
      run: conf`
        sudo dnf install httpd mod_ssl mod_http2
        sudo setsebool -P httpd_can_network_connect on
        sudo systemctl enable --now httpd
      `,
    },
    'enable-debian': {
      where: debian,
      language: 'shellscript',
      run: conf`
        sudo install -m 644 jenkins.conf /etc/apache2/sites-available/jenkins.conf
        sudo a2enmod proxy proxy_http headers rewrite ssl http2
        sudo a2ensite jenkins
      `,
    },
    'enable-redhat': {
      where: redHat,
      language: 'shellscript',
      run: conf`sudo install -m 644 jenkins.conf /etc/httpd/conf.d/jenkins.conf`,
    },
    'run-container': {
      where: container,
      language: 'shellscript',
      run: conf`
        docker run --rm httpd:2.4 cat conf/httpd.conf > httpd.conf
        sed -i -E 's/^#(LoadModule (proxy|proxy_http|rewrite|ssl|http2)_module )/\1/' httpd.conf
        printf 'Listen 443\nInclude conf/jenkins.conf\n' >> httpd.conf
        docker run --name apache --network host --restart unless-stopped \
          --volume "$PWD/httpd.conf:/usr/local/apache2/conf/httpd.conf:ro" \
          --volume "$PWD/jenkins.conf:/usr/local/apache2/conf/jenkins.conf:ro" \
          --volume /etc/ssl/jenkins:/etc/ssl/jenkins:ro httpd:2.4
      `,
    },
    validate: {
      language: 'shellscript',
      run: conf`sudo apachectl configtest`,
      output: conf`Syntax OK`,
    },
    reload: {
      where: debian,
      language: 'shellscript',
      run: conf`sudo systemctl reload apache2`,
    },
    'reload-redhat': {
      where: redHat,
      language: 'shellscript',
      run: conf`sudo systemctl reload httpd`,
    },
    version: {
      language: 'shellscript',
      run: conf`apachectl -v`,
      output: conf`
        Server version: Apache/2.4.…
        Server built: …
      `,
    },
    'log-errors': {
      where: debian,
      language: 'shellscript',
      run: conf`sudo tail -n 20 /var/log/apache2/error.log`,
    },
    'log-errors-redhat': {
      where: redHat,
      language: 'shellscript',
      run: conf`sudo tail -n 20 /var/log/httpd/error_log`,
    },
  },
  cannot: {},
  directives: [],
  facts: {
    uploadLimit: {
      fr: '1 Gio à partir de 2.4.54, aucune avant',
      en: '1 GiB from 2.4.54 on, none before',
    },
    tls: { fr: 'oui, avec mod_ssl', en: 'yes, with mod_ssl' },
    http2: { fr: 'oui, avec mod_http2', en: 'yes, with mod_http2' },
    agentPort: { fr: 'non', en: 'no' },
    syntaxCheck: { fr: 'apachectl configtest', en: 'apachectl configtest' },
  },
};
