import { conf } from '#conf';
import type { Server } from '../server.ts';
import { container, debian, redHat } from '../where.ts';

const manual = (module: string, directive: string): string =>
  `https://nginx.org/en/docs/http/${module}.html#${directive}`;
const proxy = (directive: string): string => manual('ngx_http_proxy_module', directive);

export const nginx: Server = {
  name: 'nginx',
  evidence: 'run',
  website: 'https://nginx.org/',
  documentation: 'https://nginx.org/en/docs/',
  packages: ['nginx'],
  commands: {
    'package-debian': {
      where: debian,
      language: 'shellscript',
      varies: true,
      run: conf`
        sudo apt update
        sudo apt install nginx
      `,
    },
    undo: {
      where: debian,
      language: 'shellscript',
      run: conf`
        sudo rm /etc/nginx/sites-enabled/jenkins.conf /etc/nginx/sites-available/jenkins.conf
        sudo systemctl reload nginx
      `,
    },
    remove: {
      where: debian,
      language: 'shellscript',
      varies: true,
      run: conf`
        sudo apt purge --autoremove nginx nginx-common
      `,
    },
    'package-redhat': {
      where: redHat,
      language: 'shellscript',
      run: conf`
        sudo dnf install nginx
        sudo setsebool -P httpd_can_network_relay on
        sudo systemctl enable --now nginx
        sudo firewall-cmd --permanent --add-service=http --add-service=https
        sudo firewall-cmd --reload
      `,
    },
    'enable-debian': {
      where: debian,
      language: 'shellscript',
      run: conf`
        sudo install -m 644 jenkins.conf /etc/nginx/sites-available/jenkins.conf
        sudo ln -sf /etc/nginx/sites-available/jenkins.conf /etc/nginx/sites-enabled/jenkins.conf
      `,
    },
    'enable-redhat': {
      where: redHat,
      language: 'shellscript',
      run: conf`sudo install -m 644 jenkins.conf /etc/nginx/conf.d/jenkins.conf`,
    },
    'run-container': {
      where: container,
      language: 'shellscript',
      run: conf`
        docker rm --force nginx
        docker run --detach --name nginx --network host --restart unless-stopped \
          --volume "$PWD/jenkins.conf:/etc/nginx/conf.d/jenkins.conf:ro" \
          --volume /etc/ssl/jenkins:/etc/ssl/jenkins:ro nginx:stable
      `,
    },
    validate: {
      language: 'shellscript',
      run: conf`sudo nginx -t`,
      output: conf`
        nginx: the configuration file /etc/nginx/nginx.conf syntax is ok
        nginx: configuration file /etc/nginx/nginx.conf test is successful
      `,
    },
    reload: {
      language: 'shellscript',
      run: conf`sudo systemctl reload nginx`,
    },
    'log-errors': {
      language: 'shellscript',
      varies: true,
      run: conf`sudo tail -n 20 /var/log/nginx/error.log`,
    },
  },
  cannot: {},
  directives: [
    {
      name: 'map $http_upgrade …',
      why: {
        fr: 'Demande le changement de protocole quand le client veut WebSocket, et garde sinon la connexion vers Jenkins ouverte. Aucun autre protocole ne passe\u00A0: h2c contournerait les en-têtes du fichier, et Jenkins répond 400 à tout `Upgrade` sans `Connection`.',
        en: 'Asks for the protocol change when the client wants WebSocket, and otherwise keeps the connection to Jenkins open. No other protocol passes: h2c would get around the headers of the file, and Jenkins answers 400 to any `Upgrade` without `Connection`.',
      },
      manual: 'https://nginx.org/en/docs/http/websocket.html',
    },
    {
      name: 'keepalive 16; keepalive_timeout 20s;',
      why: {
        fr: 'Réutilise les connexions vers Jenkins et les ferme avant les 30\u202Fs au bout desquelles Jenkins le ferait. Sans cela, un POST peut partir dans une connexion qui se ferme\u00A0: 502.',
        en: 'Reuses connections to Jenkins and closes them before the 30 s after which Jenkins would. Without it, a POST can leave on a connection that is closing: 502.',
      },
      manual: manual('ngx_http_upstream_module', 'keepalive_timeout'),
    },
    {
      name: 'return 308',
      why: {
        fr: 'Envoie vers HTTPS sans changer la méthode, le chemin ni la chaîne de requête.',
        en: 'Sends to HTTPS without changing the method, the path or the query string.',
      },
      manual: manual('ngx_http_rewrite_module', 'return'),
    },
    {
      name: 'if ($http_host …) { return 421; }',
      why: {
        fr: 'Répond 421 à une requête pour un autre nom ou un autre port\u00A0: Jenkins en ferait l’adresse de ses liens. Pour une sonde qui n’a que l’adresse du serveur, faites-lui envoyer le nom public, ou ajoutez son adresse à l’expression.',
        en: 'Answers 421 to a request for another name or port, from which Jenkins would build its links. For a health check that has only the server’s address, let it send the public name, or add its address to the expression.',
      },
      manual: manual('ngx_http_rewrite_module', 'if'),
    },
    {
      name: 'if ($ssl_server_name != $host)',
      why: {
        fr: 'Le nom demandé à TLS (SNI) et celui de la requête doivent être le même.',
        en: 'The name asked of TLS (SNI) and that of the request must be the same.',
      },
      manual: manual('ngx_http_ssl_module', 'var_ssl_server_name'),
    },
    {
      name: 'proxy_pass http://jenkins;',
      why: {
        fr: 'Sans chemin après le nom, nginx transmet la ligne de requête telle quelle, `%2F` compris. Avec un chemin, il la décode et Jenkins affiche son avertissement.',
        en: 'Without a path after the name, nginx passes the request line on as it is, `%2F` included. With a path it decodes it, and Jenkins shows its warning.',
      },
      manual: proxy('proxy_pass'),
    },
    {
      name: 'proxy_set_header Host $http_host;',
      why: {
        fr: 'Le nom demandé, port compris. `$host` perdrait le port.',
        en: 'The name that was asked for, with its port. `$host` would lose the port.',
      },
      manual: proxy('proxy_set_header'),
    },
    {
      name: 'proxy_set_header X-Forwarded-Proto $scheme;',
      why: {
        fr: 'Sans cet en-tête, Jenkins prend toutes les requêtes pour du HTTP\u00A0: cookie de session sans `Secure`, liens en `http://`.',
        en: 'Without this header Jenkins takes every request for HTTP: session cookie without `Secure`, links in `http://`.',
      },
      manual: proxy('proxy_set_header'),
    },
    {
      name: 'proxy_set_header X-Forwarded-For $remote_addr;',
      why: {
        fr: 'L’adresse que nginx a vue, seule. `$proxy_add_x_forwarded_for` laisserait en tête une adresse inventée par le client, et Jenkins lit la première.',
        en: 'The address that nginx saw, alone. `$proxy_add_x_forwarded_for` would leave an address made up by the client in front, and Jenkins reads the first.',
      },
      manual: proxy('proxy_set_header'),
    },
    {
      name: 'proxy_set_header Forwarded "";',
      why: {
        fr: 'Retire ce que le client aurait envoyé\u00A0: Jenkins place `Forwarded` au-dessus de tous les `X-Forwarded-*`. De même pour les en-têtes qui suivent.',
        en: 'Removes what the client may have sent: Jenkins ranks `Forwarded` above every `X-Forwarded-*`. Likewise for the headers that follow.',
      },
      manual: proxy('proxy_set_header'),
    },
    {
      name: 'proxy_set_header Accept-Encoding $jenkins_encoding; gzip off;',
      why: {
        fr: 'Jenkins compresse ses pages. La taille d’une page compressée trahit peu à peu ce qu’elle contient à qui peut la faire demander mille fois (BREACH)\u00A0: seule une requête née d’une page de Jenkins garde `Accept-Encoding`. Le navigateur le dit lui-même, en HTTPS. `gzip off`\u00A0: le fichier principal de Debian active la compression de nginx.',
        en: 'Jenkins compresses its pages. The size of a compressed page gives away, bit by bit, what it holds to whoever can have it asked for a thousand times (BREACH): only a request made by a page of Jenkins keeps `Accept-Encoding`. The browser says so itself, over HTTPS. `gzip off`: Debian’s main file turns nginx’s own compression on.',
      },
      manual: manual('ngx_http_map_module', 'map'),
    },
    {
      name: 'proxy_set_header X-Forwarded-User "";',
      why: {
        fr: 'Retire ce qu’un plugin d’authentification prendrait pour une connexion faite par le proxy. De même pour les quatre lignes suivantes. nginx ignore de lui-même `REMOTE_USER`, à cause du tiret bas.',
        en: 'Removes what a sign-in plugin would take for a sign-in made by the proxy. Likewise for the next four lines. nginx drops `REMOTE_USER` by itself because of the underscore.',
      },
      manual: proxy('proxy_set_header'),
    },
    {
      name: 'proxy_http_version 1.1;',
      why: {
        fr: 'Nécessaire à WebSocket, aux connexions persistantes et aux corps de requête en morceaux. C’est la valeur par défaut à partir de nginx 1.29.7.',
        en: 'Needed by WebSocket, by persistent connections and by chunked request bodies. It is the default from nginx 1.29.7 on.',
      },
      manual: proxy('proxy_http_version'),
    },
    {
      name: 'client_max_body_size 0;',
      why: {
        fr: 'Lève la limite de 1\u202FMio au-delà de laquelle nginx répond 413 à l’envoi d’un plugin.',
        en: 'Lifts the limit of 1 MiB above which nginx answers 413 to the upload of a plugin.',
      },
      manual: manual('ngx_http_core_module', 'client_max_body_size'),
    },
    {
      name: 'proxy_request_buffering off;',
      why: {
        fr: 'Transmet la requête à mesure qu’elle arrive. Le mode HTTP de la ligne de commande en dépend.',
        en: 'Passes the request on as it arrives. The HTTP mode of the command line depends on it.',
      },
      manual: proxy('proxy_request_buffering'),
    },
    {
      name: 'proxy_buffering off;',
      why: {
        fr: 'Transmet la réponse à mesure et n’écrit pas les gros téléchargements dans un fichier temporaire.',
        en: 'Passes the response on as it comes and writes no large download to a temporary file.',
      },
      manual: proxy('proxy_buffering'),
    },
    {
      name: 'proxy_buffer_size 32k; proxy_buffers 8 32k;',
      why: {
        fr: 'La taille des en-têtes de réponse que Jenkins s’autorise. La seconde directive va avec la première\u00A0: seule, celle-ci est refusée au démarrage.',
        en: 'The size of response headers that Jenkins allows itself. The second directive goes with the first: alone, that one is refused at start.',
      },
      manual: proxy('proxy_buffer_size'),
    },
    {
      name: 'proxy_read_timeout 300s; proxy_send_timeout 300s;',
      why: {
        fr: 'Le silence admis entre deux lectures ou deux écritures, 60\u202Fs par défaut.',
        en: 'The silence allowed between two reads or two writes, 60 s by default.',
      },
      manual: proxy('proxy_read_timeout'),
    },
    {
      name: 'ssl_protocols, ssl_ciphers, ssl_prefer_server_ciphers',
      why: {
        fr: 'Les réglages «\u00A0intermediate\u00A0» du guide TLS de Mozilla, version 5.7, sans les suites DHE\u202F; l’ordre est celui du serveur.',
        en: 'The “intermediate” settings of Mozilla’s TLS guide, version 5.7, without the DHE suites; the order is the server’s.',
      },
      manual: 'https://wiki.mozilla.org/Security/Server_Side_TLS',
    },
    {
      name: 'add_header Strict-Transport-Security',
      why: {
        fr: 'Le navigateur n’essaie plus HTTP pendant un an, pour ce nom seulement. `always` le met aussi sur les erreurs.',
        en: 'The browser does not try HTTP for a year, for this name only. `always` puts it on errors too.',
      },
      manual: manual('ngx_http_headers_module', 'add_header'),
    },
  ],
  facts: {
    uploadLimit: { fr: '1\u202FMio', en: '1 MiB' },
    tls: { fr: 'oui', en: 'yes' },
    http2: { fr: 'avec réglage', en: 'with a setting' },
    agentPort: { fr: 'avec le module stream', en: 'with the stream module' },
    syntaxCheck: { fr: 'nginx -t', en: 'nginx -t' },
  },
};
