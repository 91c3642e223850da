import { conf } from '#conf';
import type { Server } from '../server.ts';
import { debian, packages, redHat } from '../where.ts';

const directive = (name: string): string => `https://www.squid-cache.org/Doc/config/${name}/`;

const noHttp2 = {
  reason: {
    fr: 'Squid ne parle pas HTTP/2\u00A0: le navigateur utilise HTTP/1.1, qui suffit à Jenkins.',
    en: 'Squid does not speak HTTP/2: the browser uses HTTP/1.1, which is enough for Jenkins.',
  },
  source: 'https://wiki.squid-cache.org/Features/HTTP2',
};

export const squid: Server = {
  name: 'Squid',
  evidence: 'run',
  website: 'https://www.squid-cache.org/',
  documentation: 'https://www.squid-cache.org/Doc/config/',
  packages: ['squid-openssl'],
  commands: {
    'package-debian': {
      where: debian,
      language: 'shellscript',
      varies: true,
      run: conf`
        sudo apt update
        sudo apt install squid-openssl
      `,
    },
    'after-jenkins': {
      where: packages,
      language: 'shellscript',
      run: conf`
        sudo mkdir -p /etc/systemd/system/squid.service.d
        sudo tee /etc/systemd/system/squid.service.d/jenkins.conf > /dev/null <<'EOF'
        [Unit]
        After=jenkins.service
        EOF
        sudo systemctl daemon-reload
      `,
    },
    undo: {
      where: debian,
      language: 'shellscript',
      run: conf`
        sudo mv /etc/squid/squid.conf.packaged /etc/squid/squid.conf
        sudo rm /etc/systemd/system/squid.service.d/jenkins.conf
        sudo systemctl daemon-reload
        sudo systemctl restart squid
      `,
    },
    remove: {
      where: debian,
      language: 'shellscript',
      varies: true,
      run: conf`
        sudo apt purge --autoremove squid-openssl squid-common
      `,
    },
    'package-redhat': {
      where: redHat,
      language: 'shellscript',
      run: conf`
        sudo dnf install squid
        sudo restorecon -R /etc/ssl/jenkins
        sudo systemctl enable --now squid
        sudo firewall-cmd --permanent --add-service=http --add-service=https
        sudo firewall-cmd --reload
      `,
    },
    enable: {
      language: 'shellscript',
      run: conf`
        test -e /etc/squid/squid.conf.packaged || sudo cp -a /etc/squid/squid.conf /etc/squid/squid.conf.packaged
        sudo install -m 644 squid.conf /etc/squid/squid.conf
      `,
    },
    validate: {
      language: 'shellscript',
      run: conf`sudo squid -k parse 2>&1 | grep -E 'WARNING|ERROR|FATAL' || echo OK`,
      output: conf`OK`,
    },
    reload: {
      language: 'shellscript',
      run: conf`sudo systemctl restart squid`,
    },
    'forward-proxy-closed': {
      language: 'shellscript',
      run: conf`sudo ss -ltn 'sport = :3128' | grep LISTEN || echo closed`,
      output: conf`closed`,
    },
    'log-errors': {
      language: 'shellscript',
      varies: true,
      run: conf`sudo tail -n 20 /var/log/squid/cache.log`,
    },
  },
  cannot: {
    'other-sni': {
      reason: {
        fr: 'En accélérateur, Squid ne compare pas le nom demandé à TLS (SNI) à celui de la requête\u00A0: une session ouverte pour un autre nom, suivie du bon `Host`, atteint Jenkins, qui voit le bon nom.',
        en: 'As an accelerator Squid does not compare the name asked of TLS (SNI) with that of the request: a session opened for another name and followed by the right `Host` reaches Jenkins, which sees the right name.',
      },
      // Its conditions on this name (`ssl::server_name`) are of SslBump.
      source: directive('acl'),
    },
    http2: noHttp2,
    'http2-cookies': noHttp2,
    'http2-upload': noHttp2,
  },
  directives: [
    {
      name: 'visible_hostname squid',
      why: {
        fr: 'Le nom que Squid se donne, et dont il se plaint au démarrage s’il n’en trouve pas. Sous le nom public, il répondrait lui-même à `/squid-internal-dynamic/netdb` et aux chemins voisins au lieu de Jenkins.',
        en: 'The name that Squid gives itself, and about which it complains at start when it finds none. Under the public name it would answer `/squid-internal-dynamic/netdb` and its neighbours itself, instead of Jenkins.',
      },
      manual: directive('visible_hostname'),
    },
    {
      name: 'pinger_enable off',
      why: {
        fr: 'Pas de processus auxiliaire qui envoie des paquets ICMP\u00A0: il ne sert qu’à choisir entre plusieurs serveurs.',
        en: 'No helper process that sends ICMP packets: it serves only to choose between several servers.',
      },
      manual: directive('pinger_enable'),
    },
    {
      name: 'logfile_rotate 0',
      why: {
        fr: 'Laisse la rotation des journaux à logrotate, comme le fait le fichier du paquet.',
        en: 'Leaves the rotation of the logs to logrotate, as the packaged file does.',
      },
      manual: directive('logfile_rotate'),
    },
    {
      name: 'http_port … accel defaultsite=',
      why: {
        fr: '`accel` fait de Squid un proxy inverse. Sans lui, `GET /` reçoit 400. `defaultsite` ne sert qu’aux clients qui n’envoient pas `Host`.',
        en: '`accel` makes Squid a reverse proxy. Without it, `GET /` is answered 400. `defaultsite` serves only clients that send no `Host`.',
      },
      manual: directive('http_port'),
    },
    {
      name: 'https_port … tls-cert= tls-key=',
      why: {
        fr: 'TLS pour le navigateur. Squid lit la clé en tant que `root`, au démarrage comme au rechargement. `options=NO_TICKET` suit le guide de Mozilla.',
        en: 'TLS for the browser. Squid reads the key as `root`, at start as on reload. `options=NO_TICKET` follows Mozilla’s guide.',
      },
      manual: directive('https_port'),
    },
    {
      name: 'tls-min-version=1.2 options= cipher=',
      why: {
        fr: 'Les réglages «\u00A0intermediate\u00A0» du guide TLS de Mozilla, version 5.7, sans les suites DHE\u202F; l’ordre est celui du serveur.',
        en: 'The “intermediate” settings of Mozilla’s TLS guide, version 5.7, without the DHE suites; the order is the server’s.',
      },
      manual: 'https://wiki.mozilla.org/Security/Server_Side_TLS',
    },
    {
      name: 'cache_peer … originserver',
      why: {
        fr: 'Où Jenkins écoute. `originserver` dit que c’est un serveur web et non un autre cache. Le chemin et `Host` passent tels quels.',
        en: 'Where Jenkins listens. `originserver` says that it is a web server and not another cache. The path and `Host` pass as they are.',
      },
      manual: directive('cache_peer'),
    },
    {
      name: 'login=PASSTHRU',
      why: {
        fr: 'Transmet `Authorization`, que Squid retirerait\u00A0: jetons d’API, ligne de commande.',
        en: 'Passes `Authorization` on, which Squid would remove: API tokens, command line.',
      },
      manual: directive('cache_peer'),
    },
    {
      name: 'no-digest no-netdb-exchange',
      why: {
        fr: 'Squid n’interroge pas Jenkins pour son propre compte\u00A0: sans ces mots, Jenkins reçoit des requêtes vers `/squid-internal-periodic/store_digest` et `/squid-internal-dynamic/netdb`.',
        en: 'Squid asks Jenkins nothing on its own account: without these words Jenkins gets requests for `/squid-internal-periodic/store_digest` and `/squid-internal-dynamic/netdb`.',
      },
      manual: directive('cache_peer'),
    },
    {
      name: 'acl, http_access',
      why: {
        fr: 'N’accepte que le nom public, et sous un chemin que des segments entiers\u00A0: `/jenkins` et ce qui suit, pas `/jenkinsx`. Tout le reste reçoit 403, la page de gestion de Squid (`manager`) comprise. Les règles se lisent de haut en bas.',
        en: 'Lets in the public name only, and under a path whole segments only: `/jenkins` and what is below it, not `/jenkinsx`. Everything else is answered 403, the manager page of Squid included. Rules are read from top to bottom.',
      },
      manual: directive('http_access'),
    },
    {
      name: 'acl jenkins dstdomain -n',
      why: {
        fr: 'Une requête pour un autre nom n’atteint pas Jenkins, qui en ferait l’adresse de ses liens. Sans `-n`, Squid cherche le nom d’une adresse écrite dans `Host`, et l’accepte s’il est le bon. Pour une sonde qui n’a que l’adresse du serveur, faites-lui envoyer le nom public.',
        en: 'A request for another name does not reach Jenkins, which would build its links from it. Without `-n` Squid looks up the name of an address in `Host`, and takes it if it is the right one. Let a health check that has only the server’s address send the public name.',
      },
      manual: directive('acl'),
    },
    {
      name: 'acl public_port port',
      why: {
        fr: 'Le port écrit dans `Host` doit être le port public, pour la même raison.',
        en: 'The port in `Host` must be the public one, for the same reason.',
      },
      manual: directive('acl'),
    },
    {
      name: 'acl for_proxies method CONNECT TRACE',
      why: {
        fr: 'Ces méthodes s’adressent à un proxy et s’arrêtent ici.',
        en: 'These methods are meant for a proxy and end here.',
      },
      manual: directive('acl'),
    },
    {
      name: 'acl drops_headers req_header Connection',
      why: {
        fr: 'Squid retire les en-têtes que le client nomme dans `Connection`, `Cookie` et `Authorization` compris\u00A0: une telle requête reçoit 403.',
        en: 'Squid removes the headers that the client names in `Connection`, `Cookie` and `Authorization` among them: such a request gets 403.',
      },
      manual: directive('acl'),
    },
    {
      name: 'deny_info 308:…@Squid{%>rp}',
      why: {
        fr: 'Envoie vers HTTPS sans changer la méthode. `%>rp` garde le chemin et la chaîne de requête\u202F; `%R`, souvent recommandé, écrirait `&amp;` pour `&`.',
        en: 'Sends to HTTPS without changing the method. `%>rp` keeps the path and the query string; `%R`, often recommended, would write `&amp;` for `&`.',
      },
      manual: directive('deny_info'),
    },
    {
      name: 'cache deny all',
      why: {
        fr: 'Squid est d’abord un cache. Ici, il ne garde rien.',
        en: 'Squid is a cache first of all. Here it keeps nothing.',
      },
      manual: directive('cache'),
    },
    {
      name: 'forwarded_for truncate',
      why: {
        fr: 'L’adresse que Squid a vue, seule. Par défaut, une adresse inventée par le client resterait en tête, et Jenkins lit la première.',
        en: 'The address that Squid saw, alone. By default an address made up by the client would stay in front, and Jenkins reads the first.',
      },
      manual: directive('forwarded_for'),
    },
    {
      name: 'request_header_access … deny all',
      why: {
        fr: 'Retire ce que le client aurait envoyé, et que Jenkins utiliserait.',
        en: 'Removes what the client may have sent, and what Jenkins would use.',
      },
      manual: directive('request_header_access'),
    },
    {
      name: 'acl own_page, request_header_access Accept-Encoding',
      why: {
        fr: 'Jenkins compresse ses pages. La taille d’une page compressée trahit peu à peu ce qu’elle contient à qui peut la faire demander mille fois (BREACH)\u00A0: seule une requête née d’une page de Jenkins garde `Accept-Encoding`. Le navigateur le dit lui-même, en HTTPS.',
        en: 'Jenkins compresses its pages. The size of a compressed page gives away, bit by bit, what it holds to whoever can have it asked for a thousand times (BREACH): only a request made by a page of Jenkins keeps `Accept-Encoding`. The browser says so itself, over HTTPS.',
      },
      manual: directive('request_header_access'),
    },
    {
      name: 'request_header_add X-Forwarded-Proto https secure',
      why: {
        fr: 'Sans cet en-tête, Jenkins prend toutes les requêtes pour du HTTP\u00A0: cookie de session sans `Secure`, liens en `http://`. L’ajout vient après le retrait.',
        en: 'Without this header Jenkins takes every request for HTTP: session cookie without `Secure`, links in `http://`. The addition comes after the removal.',
      },
      manual: directive('request_header_add'),
    },
    {
      name: 'reply_header_add Strict-Transport-Security',
      why: {
        fr: 'Le navigateur n’essaie plus HTTP pendant un an, pour ce nom seulement.',
        en: 'The browser does not try HTTP for a year, for this name only.',
      },
      manual: directive('reply_header_add'),
    },
    {
      name: 'http_upgrade_request_protocols',
      why: {
        fr: 'Transmet le changement de protocole, refusé par défaut. Squid distingue les majuscules\u00A0: les navigateurs envoient `websocket`, certains clients `WebSocket`.',
        en: 'Passes the change of protocol on, which is refused by default. Squid tells capitals apart: browsers send `websocket`, some clients `WebSocket`.',
      },
      manual: directive('http_upgrade_request_protocols'),
    },
    {
      name: 'client_lifetime 365 days',
      why: {
        fr: 'La durée de vie d’une connexion, un jour par défaut, quoi qu’il s’y passe\u00A0: les agents WebSocket seraient coupés chaque jour.',
        en: 'The life of a connection, one day by default whatever happens on it: WebSocket agents would be cut every day.',
      },
      manual: directive('client_lifetime'),
    },
    {
      name: 'request_timeout, request_start_timeout',
      why: {
        fr: 'Une requête dont les en-têtes n’en finissent pas est coupée après 30\u202Fs au lieu de cinq minutes.',
        en: 'A request whose headers never end is cut after 30 s instead of five minutes.',
      },
      manual: directive('request_timeout'),
    },
    {
      name: 'client_request_buffer_max_size 100 MB',
      why: {
        fr: 'Le tampon d’un envoi que Jenkins lit moins vite qu’il n’arrive, 512\u202Fko par défaut. Plein, Squid\u00A05.7 coupe la connexion. Il n’occupe que la mémoire dont l’envoi a besoin.',
        en: 'Holds what Jenkins has not read yet of an upload, 512 kB by default. When it is full, Squid 5.7 cuts the connection. It takes no more memory than the upload needs.',
      },
      manual: directive('client_request_buffer_max_size'),
    },
    {
      name: 'server_idle_pconn_timeout 20 seconds',
      why: {
        fr: 'Ferme les connexions inactives vers Jenkins avant les 30\u202Fs au bout desquelles Jenkins le ferait\u202F; la valeur par défaut est d’une minute.',
        en: 'Closes idle connections to Jenkins before the 30 s after which Jenkins would; the default is one minute.',
      },
      manual: directive('server_idle_pconn_timeout'),
    },
  ],
  facts: {
    uploadLimit: { fr: 'aucune', en: 'none' },
    tls: { fr: 'oui', en: 'yes' },
    http2: { fr: 'non', en: 'no' },
    agentPort: { fr: 'non', en: 'no' },
    syntaxCheck: { fr: 'squid -k parse', en: 'squid -k parse' },
  },
};
