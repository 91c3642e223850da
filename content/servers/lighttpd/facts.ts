import { certificate, conf, key } from '#conf';
import type { Server } from '../server.ts';
import { debian, redHat } from '../where.ts';

const wiki = (page: string): string =>
  `https://redmine.lighttpd.net/projects/lighttpd/wiki/${page}`;

export const lighttpd: Server = {
  name: 'lighttpd',
  evidence: 'run',
  website: 'https://www.lighttpd.net/',
  documentation: wiki('Docs'),
  packages: ['lighttpd', 'lighttpd-mod-openssl'],
  commands: {
    'package-debian': {
      where: debian,
      language: 'shellscript',
      varies: true,
      run: conf`
        sudo apt update
        sudo apt install lighttpd lighttpd-mod-openssl
      `,
    },
    undo: {
      where: debian,
      language: 'shellscript',
      run: conf`
        sudo rm /etc/lighttpd/conf-enabled/50-jenkins.conf /etc/lighttpd/conf-available/50-jenkins.conf
        sudo systemctl restart lighttpd
      `,
    },
    remove: {
      where: debian,
      language: 'shellscript',
      varies: true,
      run: conf`
        sudo apt purge --autoremove lighttpd lighttpd-mod-openssl
      `,
    },
    'package-redhat': {
      where: redHat,
      language: 'shellscript',
      run: conf`
        sudo dnf install lighttpd
        sudo setsebool -P httpd_can_network_relay on
        sudo firewall-cmd --permanent --add-service=http --add-service=https
        sudo firewall-cmd --reload
      `,
    },
    'enable-debian': {
      where: debian,
      language: 'shellscript',
      run: conf`
        sudo install -m 644 50-jenkins.conf /etc/lighttpd/conf-available/50-jenkins.conf
        sudo ln -sf /etc/lighttpd/conf-available/50-jenkins.conf /etc/lighttpd/conf-enabled/50-jenkins.conf
      `,
    },
    'enable-redhat': {
      where: redHat,
      language: 'shellscript',
      run: conf`
        sudo install -m 644 50-jenkins.conf /etc/lighttpd/vhosts.d/50-jenkins.conf
        sudo sed -i '/vhosts\.d\/\*\.conf/s/^#//' /etc/lighttpd/lighttpd.conf
        sudo systemctl enable lighttpd
      `,
    },
    validate: {
      language: 'shellscript',
      run: conf`sudo lighttpd -tt -f /etc/lighttpd/lighttpd.conf && echo OK`,
      output: conf`OK`,
      optional: conf`open /etc/mime.types: No such file or directory`,
    },
    reload: {
      language: 'shellscript',
      run: conf`sudo systemctl restart lighttpd`,
    },
    'let-read-key': {
      where: debian,
      language: 'shellscript',
      run: conf`
        sudo chgrp www-data ${certificate} ${key}
        sudo chmod 640 ${certificate} ${key}
        sudo systemctl reload lighttpd
      `,
    },
    'log-errors': {
      language: 'shellscript',
      varies: true,
      run: conf`sudo tail -n 20 /var/log/lighttpd/error.log`,
    },
  },
  cannot: {
    'unfinished-head': {
      reason: {
        fr: 'lighttpd limite le silence entre deux lectures, pas la durée totale des en-têtes\u00A0: un client qui envoie un octet toutes les cinq secondes garde sa place jusqu’à 8\u202Fko. `server.max-connections` borne le nombre de places.',
        en: 'lighttpd limits the silence between two reads, not the whole time of a head: a client that sends a byte each five seconds keeps its place up to 8 kB. `server.max-connections` bounds the number of places.',
      },
      source: 'https://github.com/lighttpd/lighttpd1.4/blob/master/src/connections.c',
    },
    'http2-upload': {
      before: '1.4.78',
      reason: {
        fr: 'Avant la 1.4.78, lighttpd répond 411 à un POST en HTTP/2 sans longueur annoncée, quelle que soit la configuration. Les navigateurs annoncent toujours la longueur d’un formulaire ou d’un fichier, et le même envoi passe en HTTP/1.1.',
        en: 'Before 1.4.78 lighttpd answers 411 to a POST over HTTP/2 without a length, whatever its configuration. Browsers always announce the length of a form or a file, and the same upload passes over HTTP/1.1.',
      },
      source: 'https://redmine.lighttpd.net/issues/3273',
    },
  },
  directives: [
    {
      name: 'server.modules += (…)',
      why: {
        fr: 'Charge les modules utilisés plus bas. Sans `mod_proxy`, lighttpd ne signale qu’un avertissement et cherche les pages de Jenkins dans son propre dossier\u00A0: 404 partout.',
        en: 'Loads the modules used below. Without `mod_proxy`, lighttpd gives only a warning and looks for the pages of Jenkins in its own folder: 404 everywhere.',
      },
      manual: wiki('Docs_ConfigurationOptions'),
    },
    {
      name: 'server.http-parseopts := ( "url-normalize" => "disable" )',
      why: {
        fr: 'Par défaut, lighttpd décode `%2F` et fusionne `//` avant de transmettre\u00A0: Jenkins affiche alors son avertissement. `:=` remplace la liste du fichier principal. Les conditions sur `$HTTP["url"]` comparent toujours le chemin décodé et simplifié.',
        en: 'By default lighttpd decodes `%2F` and merges `//` before it passes the request on: Jenkins then shows its warning. `:=` replaces the list of the main file. Conditions on `$HTTP["url"]` still compare the decoded and simplified path.',
      },
      manual: wiki('Server_http-parseoptsDetails'),
    },
    {
      name: '$HTTP["url"] =~ "^/jenkins(/|$)"',
      why: {
        fr: 'Des segments entiers\u00A0: `/jenkins` et ce qui suit, pas `/jenkinsx`.',
        en: 'Whole segments: `/jenkins` and what is below it, not `/jenkinsx`.',
      },
      manual: wiki('Docs_Configuration'),
    },
    {
      name: 'url.redirect, url.redirect-code = 308',
      why: {
        fr: 'Envoie vers HTTPS sans changer la méthode, le chemin ni la chaîne de requête. Le code par défaut est 301 avant la 1.4.75.',
        en: 'Sends to HTTPS without changing the method, the path or the query string. The default code is 301 before 1.4.75.',
      },
      manual: wiki('Docs_ModRedirect'),
    },
    {
      name: 'setenv.set-request-header',
      why: {
        fr: 'Une valeur vide retire l’en-tête. mod_proxy ajoute l’adresse du client à la suite de `X-Forwarded-For`\u00A0: une adresse inventée resterait en tête, et Jenkins lit la première. Les autres en-têtes passeraient tels quels. `X-Forwarded-Proto` et `X-Forwarded-Host` n’ont besoin de rien\u00A0: mod_proxy les écrase.',
        en: 'An empty value removes the header. mod_proxy appends the address of the client to `X-Forwarded-For`: a made-up address would stay in front, and Jenkins reads the first. The other headers would pass as they are. `X-Forwarded-Proto` and `X-Forwarded-Host` need nothing: mod_proxy overwrites them.',
      },
      manual: wiki('Docs_ModSetEnv'),
    },
    {
      name: '$REQUEST_HEADER["Sec-Fetch-Site"] != "same-origin"',
      why: {
        fr: 'Jenkins compresse ses pages. La taille d’une page compressée trahit peu à peu ce qu’elle contient à qui peut la faire demander mille fois (BREACH)\u00A0: seule une requête née d’une page de Jenkins garde `Accept-Encoding`. Le navigateur le dit lui-même, en HTTPS.',
        en: 'Jenkins compresses its pages. The size of a compressed page gives away, bit by bit, what it holds to whoever can have it asked for a thousand times (BREACH): only a request made by a page of Jenkins keeps `Accept-Encoding`. The browser says so itself, over HTTPS.',
      },
      manual: wiki('Docs_Configuration'),
    },
    {
      name: 'proxy.header = ( "upgrade" => "enable" )',
      why: {
        fr: 'Transmet le changement de protocole vers WebSocket. Sans cela, la demande d’ouverture reçoit 400.',
        en: 'Passes the change of protocol to WebSocket on. Without it the handshake is answered 400.',
      },
      manual: wiki('Docs_ModProxy'),
    },
    {
      name: '$HTTP["host"] =~ "^…(:443)?$"',
      why: {
        fr: 'Une requête pour un autre nom ou un autre port n’atteint pas Jenkins, qui en ferait l’adresse de ses liens\u00A0: lighttpd cherche la page dans son propre dossier. Pour une sonde qui n’a que l’adresse du serveur, faites-lui envoyer le nom public.',
        en: 'A request for another name or port does not reach Jenkins, which would build its links from it: lighttpd looks for the page in its own folder. Let a health check that has only the server’s address send the public name.',
      },
      manual: wiki('Docs_Configuration'),
    },
    {
      name: 'ssl.verifyclient.activate, .depth, .ca-file',
      why: {
        fr: 'Dans une condition sur `$HTTP["host"]`, les options de TLS suivent le nom demandé à TLS (SNI). Pour tout autre nom, ou sans nom, lighttpd demande un certificat client, et avec `depth = 0` aucune autorité ne peut en signer un qui convienne\u00A0: la session s’arrête là, avec une ligne `peer did not return a certificate` dans le journal.',
        en: 'In a condition on `$HTTP["host"]`, options of TLS follow the name asked of TLS (SNI). For any other name, or none, lighttpd asks for a certificate of the client, and with `depth = 0` no authority can sign one that is accepted: the session ends there, with a line `peer did not return a certificate` in the log.',
      },
      manual: wiki('Docs_SSL'),
    },
    {
      name: '$REQUEST_HEADER["Upgrade"], $REQUEST_HEADER["Connection"]',
      why: {
        fr: 'De tous les changements de protocole, seul WebSocket parvient à Jenkins, et seulement avec son `Connection`, sans lequel Jenkins répond 400.',
        en: 'Of all protocol changes only WebSocket reaches Jenkins, and only with its `Connection`, without which Jenkins answers 400.',
      },
      manual: wiki('Docs_Configuration'),
    },
    {
      name: 'url.access-deny = ( "" )',
      why: {
        fr: '`CONNECT` et `TRACE` s’adressent à un proxy et reçoivent 403.',
        en: '`CONNECT` and `TRACE` are meant for a proxy and get 403.',
      },
      manual: wiki('Docs_ModAccess'),
    },
    {
      name: 'server.stream-request-body = 2',
      why: {
        fr: 'Transmet la requête à mesure qu’elle arrive, au rythme de Jenkins. Avec 0, la valeur par défaut, lighttpd attend le corps entier, et le mode HTTP de la ligne de commande se bloque.',
        en: 'Passes the request on as it arrives, at the pace of Jenkins. With 0, the default, lighttpd waits for the whole body, and the HTTP mode of the command line hangs.',
      },
      manual: wiki('Server_stream-request-bodyDetails'),
    },
    {
      name: 'server.stream-response-body = 2',
      why: {
        fr: 'Transmet la réponse à mesure, au rythme du client, sans fichier temporaire. Avec 0, la valeur par défaut, la console n’arrive qu’à la fin.',
        en: 'Passes the response on as it comes, at the pace of the client, without a temporary file. With 0, the default, the console arrives only at its end.',
      },
      manual: wiki('Server_stream-response-bodyDetails'),
    },
    {
      name: 'server.max-read-idle = 300',
      why: {
        fr: 'Le silence admis du client au milieu d’une requête, 60\u202Fs par défaut\u00A0: le mode HTTP de la ligne de commande peut se taire plus longtemps. En attente de Jenkins, lighttpd n’a pas de limite.',
        en: 'The silence allowed from the client in the middle of a request, 60 s by default: the HTTP mode of the command line can be silent for longer. While it waits for Jenkins, lighttpd has no limit.',
      },
      manual: wiki('Docs_ConfigurationOptions'),
    },
    {
      name: 'url.access-deny = ()',
      why: {
        fr: 'Le fichier principal refuse (403) tout chemin qui finit par `~` ou `.inc`, un artefact par exemple. Cela n’a pas de sens pour Jenkins.',
        en: 'The main file refuses (403) every path that ends in `~` or `.inc`, an artifact for example. That makes no sense for Jenkins.',
      },
      manual: wiki('Docs_ModAccess'),
    },
    {
      name: 'proxy.server',
      why: {
        fr: 'Où Jenkins écoute. `""` désigne tous les chemins du bloc. `Host` passe tel quel, et chaque requête ouvre sa connexion\u00A0: la limite des 30\u202Fs de Jenkins ne joue pas.',
        en: 'Where Jenkins listens. `""` stands for every path of the block. `Host` passes as it is, and every request opens its own connection: the limit of 30 s of Jenkins plays no part.',
      },
      manual: wiki('Docs_ModProxy'),
    },
    {
      name: 'ssl.pemfile, ssl.privkey, ssl.engine',
      why: {
        fr: 'Le certificat et sa clé, puis TLS sur le port public, en IPv4 et en IPv6.',
        en: 'The certificate and its key, then TLS on the public port, over IPv4 and IPv6.',
      },
      manual: wiki('Docs_SSL'),
    },
    {
      name: 'ssl.openssl.ssl-conf-cmd',
      why: {
        fr: 'Les réglages «\u00A0intermediate\u00A0» du guide TLS de Mozilla, version 5.7, sans les suites DHE\u202F; l’ordre est celui du serveur.',
        en: 'The “intermediate” settings of Mozilla’s TLS guide, version 5.7, without the DHE suites; the order is the server’s.',
      },
      manual: 'https://wiki.mozilla.org/Security/Server_Side_TLS',
    },
    {
      name: 'setenv.set-response-header',
      why: {
        fr: 'HSTS\u00A0: le navigateur n’essaie plus HTTP pendant un an, pour ce nom seulement.',
        en: 'HSTS: the browser does not try HTTP for a year, for this name only.',
      },
      manual: wiki('Docs_ModSetEnv'),
    },
  ],
  facts: {
    uploadLimit: { fr: 'aucune', en: 'none' },
    tls: { fr: 'oui', en: 'yes' },
    http2: { fr: 'oui', en: 'yes' },
    agentPort: { fr: 'non', en: 'no' },
    syntaxCheck: { fr: 'lighttpd -tt', en: 'lighttpd -tt' },
  },
};
