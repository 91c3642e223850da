import { certificate, conf, key } from '#conf';
import type { Server } from '../server.ts';
import { container, debian, redHat } from '../where.ts';

const manual = (section: string, keyword: string): string =>
  `https://docs.haproxy.org/2.6/configuration.html#${section}-${encodeURIComponent(keyword)}`;

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
      varies: true,
      run: conf`
        sudo apt update
        sudo apt install haproxy
      `,
    },
    undo: {
      where: debian,
      language: 'shellscript',
      run: conf`
        sudo mv /etc/haproxy/haproxy.cfg.package /etc/haproxy/haproxy.cfg
        sudo rm -r /etc/haproxy/certs
        sudo systemctl restart haproxy
      `,
    },
    remove: {
      where: debian,
      language: 'shellscript',
      varies: true,
      run: conf`
        sudo apt purge --autoremove haproxy
      `,
    },
    'package-redhat': {
      where: redHat,
      language: 'shellscript',
      run: conf`
        sudo dnf install haproxy
        sudo systemctl enable --now haproxy
        sudo firewall-cmd --permanent --add-service=http --add-service=https
        sudo firewall-cmd --reload
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
        test -e /etc/haproxy/haproxy.cfg.package || sudo cp -a /etc/haproxy/haproxy.cfg /etc/haproxy/haproxy.cfg.package
        sudo install -m 644 haproxy.cfg /etc/haproxy/haproxy.cfg
      `,
    },
    'run-container': {
      where: container,
      language: 'shellscript',
      run: conf`
        docker rm --force haproxy
        docker run --detach --name haproxy --network host --user root --restart unless-stopped \
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
    'log-errors': {
      language: 'shellscript',
      varies: true,
      run: conf`sudo journalctl -u haproxy -n 20 --no-pager`,
    },
  },
  cannot: {},
  directives: [
    {
      name: 'log stdout format raw local0',
      why: {
        fr: 'Les lignes vont au journal de systemd, ou à celui du conteneur, sans rsyslog.',
        en: 'Lines go to the journal of systemd, or to that of the container, without rsyslog.',
      },
      manual: manual('4.2', 'log'),
    },
    {
      name: 'user, group, chroot',
      why: {
        fr: 'Après avoir ouvert les ports et lu le certificat, HAProxy quitte le compte `root` et ne voit plus que ce dossier vide.',
        en: 'Having opened the ports and read the certificate, HAProxy leaves the account `root` and sees nothing but this empty folder.',
      },
      manual: manual('3.1', 'chroot'),
    },
    {
      name: 'tune.bufsize 40960',
      why: {
        fr: 'La place d’un en-tête entier\u00A0: 16\u202FKio par défaut, et 502 au-delà. Jenkins s’autorise 32\u202FKio.',
        en: 'Room for a whole header: 16 KiB by default, and 502 above. Jenkins allows itself 32 KiB.',
      },
      manual: manual('3.2', 'tune.bufsize'),
    },
    {
      name: 'ssl-default-bind-options, ssl-default-bind-ciphers',
      why: {
        fr: 'Les réglages «\u00A0intermediate\u00A0» du guide TLS de Mozilla, version 5.7, sans les suites DHE.',
        en: 'The “intermediate” settings of Mozilla’s TLS guide, version 5.7, without the DHE suites.',
      },
      manual: 'https://wiki.mozilla.org/Security/Server_Side_TLS',
    },
    {
      name: 'mode http',
      why: {
        fr: 'Sans ce mot, HAProxy relaie des octets et ne lit aucun en-tête.',
        en: 'Without this word HAProxy relays bytes and reads no header.',
      },
      manual: manual('4.2', 'mode'),
    },
    {
      name: 'option httplog',
      why: {
        fr: 'Une ligne de journal par requête, avec sa durée, sa réponse et la cause d’une fin anormale.',
        en: 'One log line a request, with its duration, its response and the cause of an abnormal end.',
      },
      manual: manual('4.2', 'option httplog'),
    },
    {
      name: 'option http-no-delay',
      why: {
        fr: 'N’attend pas qu’un paquet soit plein. Le manuel compte sinon 200\u202Fms par échange quand requête et réponse avancent ensemble, comme dans le mode HTTP de la ligne de commande.',
        en: 'Does not wait for a packet to be full. Otherwise the manual counts 200 ms an exchange when request and response advance together, as in the HTTP mode of the command line.',
      },
      manual: manual('4.2', 'option http-no-delay'),
    },
    {
      name: 'timeout connect 5s',
      why: {
        fr: 'Le temps laissé à Jenkins pour accepter une connexion.',
        en: 'The time left to Jenkins to accept a connection.',
      },
      manual: manual('4.2', 'timeout connect'),
    },
    {
      name: 'timeout http-request 10s',
      why: {
        fr: 'Le temps laissé à un client pour envoyer ses en-têtes. Le corps n’est pas compté\u00A0: un envoi peut durer.',
        en: 'The time left to a client to send its headers. The body does not count: an upload may last.',
      },
      manual: manual('4.2', 'timeout http-request'),
    },
    {
      name: 'timeout client 300s, timeout server 300s',
      why: {
        fr: 'Le silence admis de chaque côté, WebSocket compris. Sans unité, le nombre serait en millisecondes\u202F; sans la ligne, HAProxy avertit au démarrage.',
        en: 'The silence allowed on each side, WebSocket included. Without a unit the number would be in milliseconds; without the line HAProxy warns at start.',
      },
      manual: manual('4.2', 'timeout client'),
    },
    {
      name: 'bind :80,[::]:80 v6only',
      why: {
        fr: 'Écoute en IPv4 et en IPv6 séparément\u00A0: l’adresse d’un client en IPv4 garde sa forme.',
        en: 'Listens over IPv4 and over IPv6 separately: the address of a client over IPv4 keeps its form.',
      },
      manual: manual('5.1', 'v6only'),
    },
    {
      name: 'ssl crt … alpn h2,http/1.1',
      why: {
        fr: 'Certificat, certificats intermédiaires et clé dans un seul fichier, et HTTP/2 pour le navigateur. C’est la valeur par défaut de `alpn` à partir de 2.8.',
        en: 'Certificate, intermediate certificates and key in one file, and HTTP/2 for the browser. It is the default of `alpn` from 2.8 on.',
      },
      manual: manual('5.1', 'crt'),
    },
    {
      name: 'strict-sni',
      why: {
        fr: 'Refuse la session TLS quand le nom demandé (SNI) n’est pas dans le certificat, ou qu’il manque.',
        en: 'Refuses the TLS session when the name asked for (SNI) is not in the certificate, or is missing.',
      },
      manual: manual('5.1', 'strict-sni'),
    },
    {
      name: 'http-after-response set-header Strict-Transport-Security',
      why: {
        fr: 'Le navigateur n’essaie plus HTTP pendant un an, pour ce nom seulement. `http-after-response` le met aussi sur les réponses de HAProxy.',
        en: 'The browser does not try HTTP for a year, for this name only. `http-after-response` puts it on HAProxy’s own responses too.',
      },
      manual: manual('4.2', 'http-after-response'),
    },
    {
      name: 'http-request redirect prefix … code 308',
      why: {
        fr: 'Envoie vers HTTPS sans changer la méthode, le chemin ni la chaîne de requête.',
        en: 'Sends to HTTPS without changing the method, the path or the query string.',
      },
      manual: manual('4.2', 'http-request redirect'),
    },
    {
      name: 'http-request return status 421 unless …',
      why: {
        fr: 'Répond 421 à une requête pour un autre nom ou un autre port\u00A0: Jenkins en ferait l’adresse de ses liens. Pour une sonde qui n’a que l’adresse du serveur, faites-lui envoyer le nom public, ou ajoutez son adresse à la liste.',
        en: 'Answers 421 to a request for another name or port, from which Jenkins would build its links. For a health check that has only the server’s address, let it send the public name, or add its address to the list.',
      },
      manual: manual('4.2', 'http-request%20return'),
    },
    {
      name: 'http-request return status 405',
      why: {
        fr: '`CONNECT` et `TRACE` s’adressent à un proxy\u202F; Jenkins répondrait au premier par sa page d’accueil.',
        en: '`CONNECT` and `TRACE` are meant for a proxy; Jenkins would answer the first with its front page.',
      },
      manual: manual('4.2', 'http-request%20return'),
    },
    {
      name: 'http-request del-header Upgrade unless …',
      why: {
        fr: 'De tous les changements de protocole, seul WebSocket parvient à Jenkins, et seulement avec son `Connection`, sans lequel Jenkins répond 400.',
        en: 'Of all protocol changes only WebSocket reaches Jenkins, and only with its `Connection`, without which Jenkins answers 400.',
      },
      manual: manual('4.2', 'http-request%20del-header'),
    },
    {
      name: 'http-request del-header … -m reg',
      why: {
        fr: 'Retire ce que le client aurait envoyé\u00A0: Jenkins lit la première valeur, et place `Forwarded` au-dessus de tous les `X-Forwarded-*`. Une expression vaut pour tous, à partir de 2.4.',
        en: 'Removes what the client may have sent: Jenkins reads the first value and ranks `Forwarded` above every `X-Forwarded-*`. One expression serves for all, from 2.4 on.',
      },
      manual: manual('4.2', 'http-request del-header'),
    },
    {
      name: 'http-request del-header Accept-Encoding unless …',
      why: {
        fr: 'Jenkins compresse ses pages. La taille d’une page compressée trahit peu à peu ce qu’elle contient à qui peut la faire demander mille fois (BREACH)\u00A0: seule une requête née d’une page de Jenkins garde `Accept-Encoding`. Le navigateur le dit lui-même, en HTTPS.',
        en: 'Jenkins compresses its pages. The size of a compressed page gives away, bit by bit, what it holds to whoever can have it asked for a thousand times (BREACH): only a request made by a page of Jenkins keeps `Accept-Encoding`. The browser says so itself, over HTTPS.',
      },
      manual: manual('4.2', 'http-request del-header'),
    },
    {
      name: 'http-request set-header X-Forwarded-For %[src]',
      why: {
        fr: 'L’adresse que HAProxy a vue, seule. `option forwardfor` ajouterait une ligne derrière celle du client.',
        en: 'The address that HAProxy saw, alone. `option forwardfor` would add a line behind that of the client.',
      },
      manual: manual('4.2', 'http-request set-header'),
    },
    {
      name: 'http-request set-header X-Forwarded-Proto https',
      why: {
        fr: 'Sans cet en-tête, Jenkins prend toutes les requêtes pour du HTTP\u00A0: cookie de session sans `Secure`, liens en `http://`. Il ne manque rien d’autre\u00A0: `Host` passe tel quel, port compris.',
        en: 'Without this header Jenkins takes every request for HTTP: session cookie without `Secure`, links in `http://`. Nothing else is missing: `Host` passes as it is, with its port.',
      },
      manual: manual('4.2', 'http-request set-header'),
    },
    {
      name: 'http-request return status 404 unless …',
      why: {
        fr: 'Sous un chemin seulement\u00A0: ce chemin et ce qui est dessous vont à Jenkins. `path_beg /jenkins` seul prendrait aussi `/jenkinsx`.',
        en: 'Under a path only: this path and what is below it go to Jenkins. `path_beg /jenkins` alone would take `/jenkinsx` too.',
      },
      manual: manual('4.2', 'http-request return'),
    },
    {
      name: 'pool-purge-delay 3s',
      why: {
        fr: 'Ferme la moitié des connexions inactives toutes les 3\u202Fs. Avec les 5\u202Fs par défaut, certaines étaient encore ouvertes après 25\u202Fs, et Jenkins les ferme à 30\u202Fs.',
        en: 'Closes half of the idle connections every 3 s. With the default of 5 s some were still open after 25 s, and Jenkins closes them at 30 s.',
      },
      manual: manual('5.2', 'pool-purge-delay'),
    },
  ],
  facts: {
    uploadLimit: { fr: 'aucune', en: 'none' },
    tls: { fr: 'oui', en: 'yes' },
    http2: { fr: 'oui', en: 'yes' },
    agentPort: { fr: 'oui, en mode tcp', en: 'yes, in mode tcp' },
    syntaxCheck: { fr: 'haproxy -c', en: 'haproxy -c' },
  },
};
