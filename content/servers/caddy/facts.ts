import { certificate, conf, key } from '#conf';
import type { Server } from '../server.ts';
import { container, debian, redHat } from '../where.ts';

const manual = (page: string): string => `https://caddyserver.com/docs/caddyfile/${page}`;

export const caddy: Server = {
  name: 'Caddy',
  evidence: 'run',
  website: 'https://caddyserver.com/',
  documentation: 'https://caddyserver.com/docs/',
  packages: [],
  olderPackage: 'caddy',
  commands: {
    'package-debian': {
      where: debian,
      language: 'shellscript',
      varies: true,
      run: conf`
        sudo apt update
        sudo apt install caddy
      `,
    },
    'package-repository': {
      where: debian,
      language: 'shellscript',
      varies: true,
      fetches: true,
      run: conf`
        sudo apt update
        sudo apt install -y debian-keyring debian-archive-keyring apt-transport-https curl gpg
        curl -1sLf 'https://dl.cloudsmith.io/public/caddy/stable/gpg.key' | sudo gpg --dearmor -o /usr/share/keyrings/caddy-stable-archive-keyring.gpg
        curl -1sLf 'https://dl.cloudsmith.io/public/caddy/stable/debian.deb.txt' | sudo tee /etc/apt/sources.list.d/caddy-stable.list
        sudo chmod o+r /usr/share/keyrings/caddy-stable-archive-keyring.gpg /etc/apt/sources.list.d/caddy-stable.list
        sudo apt update
        sudo apt install caddy
      `,
    },
    'package-redhat': {
      where: redHat,
      language: 'shellscript',
      run: conf`
        sudo dnf install dnf-plugins-core
        sudo dnf copr enable @caddy/caddy
        sudo dnf install caddy
        sudo systemctl enable --now caddy
        sudo firewall-cmd --permanent --add-service=http --add-service=https
        sudo firewall-cmd --reload
      `,
    },
    enable: {
      language: 'shellscript',
      run: conf`
        test -e /etc/caddy/Caddyfile.package || sudo cp -a /etc/caddy/Caddyfile /etc/caddy/Caddyfile.package
        sudo install -m 644 Caddyfile /etc/caddy/Caddyfile
      `,
    },
    'let-read-key': {
      language: 'shellscript',
      run: conf`
        sudo chgrp caddy ${certificate} ${key}
        sudo chmod 640 ${certificate} ${key}
      `,
    },
    'run-container': {
      where: container,
      language: 'shellscript',
      run: conf`
        docker rm --force caddy
        docker run --detach --name caddy --network host --restart unless-stopped \
          --volume "$PWD/Caddyfile:/etc/caddy/Caddyfile:ro" --volume caddy_data:/data \
          --volume /etc/ssl/jenkins:/etc/ssl/jenkins:ro caddy:2
      `,
    },
    validate: {
      language: 'shellscript',
      run: conf`sudo caddy validate --config /etc/caddy/Caddyfile`,
      output: conf`Valid configuration`,
      optional: conf`
        …"level":"…
        …INFO…
        …WARN…
      `,
    },
    reload: {
      language: 'shellscript',
      run: conf`sudo systemctl restart caddy`,
    },
    'log-errors': {
      language: 'shellscript',
      varies: true,
      run: conf`sudo journalctl -u caddy -n 20 --no-pager`,
    },
    undo: {
      where: debian,
      language: 'shellscript',
      run: conf`
        sudo mv /etc/caddy/Caddyfile.package /etc/caddy/Caddyfile
        sudo chgrp root ${certificate} ${key}
        sudo systemctl restart caddy
      `,
    },
    remove: {
      where: debian,
      language: 'shellscript',
      varies: true,
      run: conf`
        sudo apt purge --autoremove caddy
        sudo rm -f /etc/apt/sources.list.d/caddy-stable.list /usr/share/keyrings/caddy-stable-archive-keyring.gpg
      `,
    },
  },
  cannot: {},
  directives: [
    {
      name: 'admin off',
      why: {
        fr: 'Sans cela, l’interface d’administration écoute sur `localhost:2019`, sans mot de passe\u00A0: un build lancé sur la machine de Jenkins pourrait tout reconfigurer. `systemctl reload caddy` passe par elle\u00A0: redémarrez.',
        en: 'Without this, the administration interface listens on `localhost:2019`, without a password: a build that runs on the machine of Jenkins could reconfigure everything. `systemctl reload caddy` goes through it: restart instead.',
      },
      manual: manual('options#admin'),
    },
    {
      name: 'protocols h1 h2',
      why: {
        fr: 'HTTP/3, actif par défaut, n’a pas été essayé ici. Sans cette ligne, il faut aussi ouvrir le port UDP 443.',
        en: 'HTTP/3, on by default, was not tried here. Without this line, UDP port 443 has to be open as well.',
      },
      manual: manual('options#protocols'),
    },
    {
      name: 'read_header 10s',
      why: {
        fr: 'Ferme une connexion dont les en-têtes n’arrivent pas. Caddy 2.6.2 la garderait pour toujours, 2.11.7 une minute.',
        en: 'Closes a connection whose headers do not arrive. Caddy 2.6.2 would keep it for ever, 2.11.7 for a minute.',
      },
      manual: manual('options#timeouts'),
    },
    {
      name: 'read_body_idle 10m, write_idle 10m',
      why: {
        fr: 'Par défaut, 2.11.7 coupe après une minute un envoi qui marque une pause (504) ou un client qui cesse de lire. Les versions jusqu’à 2.11.4 n’ont ni cette limite ni ces mots.',
        en: 'By default 2.11.7 cuts, after a minute, an upload that pauses (504) or a client that stops reading. Versions up to 2.11.4 have neither this limit nor these words.',
      },
      manual: manual('options#timeouts'),
    },
    {
      name: 'tls',
      why: {
        fr: 'Le certificat et sa clé. Sans cette ligne, Caddy en demande un à Let’s Encrypt.',
        en: 'The certificate and its key. Without this line Caddy asks Let’s Encrypt for one.',
      },
      manual: manual('directives/tls'),
    },
    {
      name: 'header Strict-Transport-Security',
      why: {
        fr: 'HSTS\u00A0: le navigateur n’essaie plus HTTP pendant un an, pour ce nom seulement.',
        en: 'HSTS: the browser does not try HTTP for a year, for this name only.',
      },
      manual: manual('directives/header'),
    },
    {
      name: 'respond @other 421',
      why: {
        fr: 'Caddy compare le nom sans le port\u00A0: un faux port arriverait dans les liens de Jenkins. Une sonde qui n’a que l’adresse du serveur doit envoyer le nom public.',
        en: 'Caddy compares the name without the port: a false port would end up in the links of Jenkins. A health check that has only the server’s address must send the public name.',
      },
      manual: manual('directives/respond'),
    },
    {
      name: 'respond @refused 405',
      why: {
        fr: '`CONNECT` et `TRACE` s’adressent à un proxy, pas à Jenkins.',
        en: '`CONNECT` and `TRACE` are meant for a proxy, not for Jenkins.',
      },
      manual: manual('matchers#method'),
    },
    {
      name: '@outside not path /jenkins /jenkins/*',
      why: {
        fr: 'Des segments entiers\u00A0: `/jenkins` et ce qui suit, pas `/jenkinsx`. `handle_path` retirerait le chemin, et toutes les pages de Jenkins répondraient 404.',
        en: 'Whole segments: `/jenkins` and what is below it, not `/jenkinsx`. `handle_path` would remove the path, and every page of Jenkins would be a 404.',
      },
      manual: manual('matchers#path-matchers'),
    },
    {
      name: 'request_header -X-Forwarded-*',
      why: {
        fr: 'Retire ce que le client a envoyé avant que `reverse_proxy` n’écrive `X-Forwarded-For`, `-Host` et `-Proto`. Écrit `header_up -X-Forwarded-*`, il les retirerait aussi. De même pour les six lignes suivantes.',
        en: 'Removes what the client sent before `reverse_proxy` writes `X-Forwarded-For`, `-Host` and `-Proto`. Written as `header_up -X-Forwarded-*`, it would remove these too. Likewise for the next six lines.',
      },
      manual: manual('directives/request_header'),
    },
    {
      name: 'request_header @plain -Upgrade',
      why: {
        fr: 'Caddy transmet tout `Upgrade`, et retire les en-têtes que le client nomme dans `Connection`. WebSocket seul garde les deux.',
        en: 'Caddy passes any `Upgrade` on, and removes the headers that the client names in `Connection`. WebSocket alone keeps both.',
      },
      manual: manual('matchers#header-regexp'),
    },
    {
      name: 'request_header @foreign -Accept-Encoding',
      why: {
        fr: 'Jenkins compresse ses pages. La taille d’une page compressée trahit peu à peu ce qu’elle contient à qui peut la faire demander mille fois (BREACH)\u00A0: seule une requête née d’une page de Jenkins garde `Accept-Encoding`. Le navigateur le dit lui-même, en HTTPS.',
        en: 'Jenkins compresses its pages. The size of a compressed page gives away, bit by bit, what it holds to whoever can have it asked for a thousand times (BREACH): only a request made by a page of Jenkins keeps `Accept-Encoding`. The browser says so itself, over HTTPS.',
      },
      manual: manual('matchers#header'),
    },
    {
      name: 'reverse_proxy',
      why: {
        fr: 'Ni tampon, ni limite de taille ou de durée, chemin et `Host` inchangés\u00A0: rien d’autre à régler. Avec un chemin après le port, `caddy validate` passe et toute requête reçoit 502.',
        en: 'No buffer, no limit of size or time, path and `Host` unchanged: nothing else to set. With a path after the port, `caddy validate` passes and every request gets 502.',
      },
      manual: manual('directives/reverse_proxy'),
    },
    {
      name: 'keepalive 20s',
      why: {
        fr: 'Caddy garde une connexion inactive deux minutes, Jenkins 30\u202Fs\u00A0: un POST partirait dans une connexion qui se ferme (502).',
        en: 'Caddy keeps an idle connection for two minutes, Jenkins for 30 s: a POST could leave on a connection that is closing (502).',
      },
      manual: manual('directives/reverse_proxy#the-http-transport'),
    },
    {
      name: 'redir … 308',
      why: {
        fr: 'Envoie vers HTTPS sans changer la méthode, le chemin ni la chaîne de requête. `permanent` serait 301.',
        en: 'Sends to HTTPS without changing the method, the path or the query string. `permanent` would be 301.',
      },
      manual: manual('directives/redir'),
    },
    {
      name: ':80, :443 { respond 421 }',
      why: {
        fr: 'Le site de tous les autres noms\u00A0: sans lui, Caddy leur répond 200 avec un corps vide, ce qu’une sonde prend pour un succès. Aucun certificat n’est demandé pour lui.',
        en: 'The site of all other names: without it Caddy answers them 200 with an empty body, which a health check takes for a success. No certificate is asked for it.',
      },
      manual: manual('concepts#addresses'),
    },
  ],
  facts: {
    uploadLimit: { fr: 'aucune', en: 'none' },
    tls: { fr: 'oui, certificats automatiques', en: 'yes, automatic certificates' },
    http2: { fr: 'oui', en: 'yes' },
    agentPort: { fr: 'non', en: 'no' },
    syntaxCheck: { fr: 'caddy validate', en: 'caddy validate' },
  },
};
