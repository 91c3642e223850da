import { conf } from '#conf';
import type { Server } from '../server.ts';
import { container, debian, redHat } from '../where.ts';

const manual = (page: string, directive: string): string =>
  `https://httpd.apache.org/docs/2.4/mod/${page}.html#${directive.toLowerCase()}`;
const proxy = (directive: string): string => manual('mod_proxy', directive);

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
      varies: true,
      run: conf`
        sudo apt update
        sudo apt install apache2
      `,
    },
    undo: {
      where: debian,
      language: 'shellscript',
      run: conf`
        sudo a2dissite jenkins > /dev/null
        sudo rm /etc/apache2/sites-available/jenkins.conf
        sudo a2dismod proxy_http proxy_wstunnel proxy remoteip headers rewrite ssl http2 > /dev/null
        sudo systemctl reload apache2
      `,
    },
    'enable-before-2-4-47': {
      where: debian,
      language: 'shellscript',
      run: conf`sudo a2enmod proxy_wstunnel rewrite > /dev/null`,
    },
    'enable-second-hop': {
      where: debian,
      language: 'shellscript',
      run: conf`sudo a2enmod remoteip > /dev/null`,
    },
    remove: {
      where: debian,
      language: 'shellscript',
      varies: true,
      run: conf`
        sudo apt purge --autoremove apache2
      `,
    },
    'package-redhat': {
      where: redHat,
      language: 'shellscript',
      run: conf`
        sudo dnf install httpd mod_ssl mod_http2
        sudo setsebool -P httpd_can_network_relay on
        sudo systemctl enable --now httpd
        sudo firewall-cmd --permanent --add-service=http --add-service=https
        sudo firewall-cmd --reload
      `,
    },
    'enable-debian': {
      where: debian,
      language: 'shellscript',
      run: conf`
        sudo install -m 644 jenkins.conf /etc/apache2/sites-available/jenkins.conf
        sudo a2enmod proxy proxy_http headers rewrite ssl http2 > /dev/null
        sudo a2ensite jenkins > /dev/null
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
        docker rm --force apache
        docker run --detach --name apache --network host --restart unless-stopped \
          --volume "$PWD/httpd.conf:/usr/local/apache2/conf/httpd.conf:ro" \
          --volume "$PWD/jenkins.conf:/usr/local/apache2/conf/jenkins.conf:ro" \
          --volume /etc/ssl/jenkins:/etc/ssl/jenkins:ro httpd:2.4
      `,
    },
    validate: {
      language: 'shellscript',
      run: conf`sudo apachectl configtest`,
      output: conf`Syntax OK`,
      optional: conf`AH00558: …`,
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
    'log-errors': {
      where: debian,
      language: 'shellscript',
      varies: true,
      run: conf`sudo tail -n 20 /var/log/apache2/error.log`,
    },
    'log-errors-redhat': {
      where: redHat,
      language: 'shellscript',
      run: conf`sudo tail -n 20 /var/log/httpd/error_log`,
    },
  },
  cannot: {},
  directives: [
    {
      name: 'MaxRequestWorkers 400',
      why: {
        fr: 'Chaque requête en cours, chaque client lent et chaque agent WebSocket occupe une place. Debian en prévoit 150\u00A0: 200 clients lents laissent les autres dehors. 400 est ce que permet `ServerLimit` sans autre réglage.',
        en: 'Each request under way, each slow client and each WebSocket agent holds a place. Debian provides 150: 200 slow clients leave the others outside. 400 is what `ServerLimit` allows without another setting.',
      },
      manual: manual('mpm_common', 'MaxRequestWorkers'),
    },
    {
      name: 'Require expr',
      why: {
        fr: 'Répond 403 à une requête pour un autre nom ou un autre port, d’où Jenkins formerait ses liens, à une session TLS ouverte pour un autre nom, et à `CONNECT`. Pour une sonde qui n’a que l’adresse du serveur, faites-lui envoyer le nom public.',
        en: 'Answers 403 to a request for another name or port, from which Jenkins would build its links, to a TLS session opened for another name, and to `CONNECT`. Let a health check that has only the server’s address send the public name.',
      },
      manual: manual('mod_authz_core', 'reqexpr'),
    },
    {
      name: 'TraceEnable Off',
      why: {
        fr: '`TRACE` s’arrête à Apache (405). Debian le règle ainsi, d’autres paquets non.',
        en: '`TRACE` ends at Apache (405). Debian sets it so, other packages do not.',
      },
      manual: manual('core', 'TraceEnable'),
    },
    {
      name: 'RewriteCond %{THE_REQUEST} …',
      why: {
        fr: 'Prend le chemin dans la ligne de requête telle que le client l’a écrite. `Redirect` et `%{REQUEST_URI}` donnent un chemin déjà décodé, et la redirection abîme alors `%2F`.',
        en: 'Takes the path from the request line as the client wrote it. `Redirect` and `%{REQUEST_URI}` give a path that is decoded already, and the redirect then damages `%2F`.',
      },
      manual: manual('mod_rewrite', 'RewriteCond'),
    },
    {
      name: 'RewriteRule ^ … [NE,R=308,L]',
      why: {
        fr: 'Envoie vers HTTPS sans changer la méthode ni la chaîne de requête. `NE` évite que les `%` du chemin soient encodés une seconde fois.',
        en: 'Sends to HTTPS without changing the method or the query string. `NE` keeps the `%` of the path from being encoded a second time.',
      },
      manual: 'https://httpd.apache.org/docs/2.4/rewrite/flags.html',
    },
    {
      name: 'Protocols h2 http/1.1',
      why: {
        fr: 'Offre HTTP/2 au navigateur. Il faut un MPM autre que `prefork`, avec lequel Apache s’en tient à HTTP/1.1.',
        en: 'Offers HTTP/2 to the browser. It needs an MPM other than `prefork`, with which Apache stays at HTTP/1.1.',
      },
      manual: manual('core', 'Protocols'),
    },
    {
      name: 'SSLCertificateFile, SSLCertificateKeyFile',
      why: {
        fr: 'Le certificat suivi des certificats intermédiaires, et sa clé. Apache lit les deux avant de quitter le compte `root`.',
        en: 'The certificate followed by the intermediate ones, and its key. Apache reads both before it leaves the account `root`.',
      },
      manual: manual('mod_ssl', 'SSLCertificateFile'),
    },
    {
      name: 'SSLProtocol, SSLCipherSuite, SSLHonorCipherOrder',
      why: {
        fr: 'Les réglages «\u00A0intermediate\u00A0» du guide TLS de Mozilla, version 5.7, sans les suites DHE\u202F; l’ordre est celui du serveur.',
        en: 'The “intermediate” settings of Mozilla’s TLS guide, version 5.7, without the DHE suites; the order is the server’s.',
      },
      manual: 'https://wiki.mozilla.org/Security/Server_Side_TLS',
    },
    {
      name: 'Header always set Strict-Transport-Security',
      why: {
        fr: 'Le navigateur n’essaie plus HTTP pendant un an, pour ce nom seulement. `always` le met aussi sur les erreurs.',
        en: 'The browser does not try HTTP for a year, for this name only. `always` puts it on errors too.',
      },
      manual: manual('mod_headers', 'Header'),
    },
    {
      name: 'ProxyPreserveHost On',
      why: {
        fr: 'Transmet le nom demandé, port compris. Sinon Jenkins reçoit `127.0.0.1:8080` dans `Host`.',
        en: 'Passes the name that was asked for, with its port. Otherwise Jenkins receives `127.0.0.1:8080` in `Host`.',
      },
      manual: proxy('ProxyPreserveHost'),
    },
    {
      name: 'RequestHeader set X-Forwarded-Proto https',
      why: {
        fr: 'Sans cet en-tête, Jenkins prend toutes les requêtes pour du HTTP\u00A0: cookie de session sans `Secure`, liens en `http://`.',
        en: 'Without this header Jenkins takes every request for HTTP: session cookie without `Secure`, links in `http://`.',
      },
      manual: manual('mod_headers', 'RequestHeader'),
    },
    {
      name: 'RequestHeader unset X-Forwarded-For',
      why: {
        fr: 'Apache ajoute l’adresse qu’il a vue à la suite de ce que le client a envoyé, et Jenkins lit la première valeur. La ligne ne laisse que l’adresse vue. De même pour `X-Forwarded-Host` et `X-Forwarded-Server`.',
        en: 'Apache adds the address that it saw after what the client sent, and Jenkins reads the first value. The line leaves only the address seen. Likewise for `X-Forwarded-Host` and `X-Forwarded-Server`.',
      },
      manual: proxy('ProxyAddHeaders'),
    },
    {
      name: 'RequestHeader unset Forwarded',
      why: {
        fr: 'Retire ce que le client aurait envoyé\u00A0: Jenkins place `Forwarded` au-dessus de tous les `X-Forwarded-*`. De même pour les en-têtes qui suivent.',
        en: 'Removes what the client may have sent: Jenkins ranks `Forwarded` above every `X-Forwarded-*`. Likewise for the headers that follow.',
      },
      manual: manual('mod_headers', 'RequestHeader'),
    },
    {
      name: 'RequestHeader unset X-Forwarded-User',
      why: {
        fr: 'Retire ce qu’un plugin d’authentification prendrait pour une connexion faite par le proxy. De même pour les cinq lignes suivantes.',
        en: 'Removes what a sign-in plugin would take for a sign-in made by the proxy. Likewise for the next five lines.',
      },
      manual: manual('mod_headers', 'RequestHeader'),
    },
    {
      name: 'RequestHeader unset Accept-Encoding',
      why: {
        fr: 'Jenkins compresse ses pages. La taille d’une page compressée trahit peu à peu ce qu’elle contient à qui peut la faire demander mille fois (BREACH)\u00A0: seule une requête née d’une page de Jenkins garde `Accept-Encoding`. Le navigateur le dit lui-même, en HTTPS.',
        en: 'Jenkins compresses its pages. The size of a compressed page gives away, bit by bit, what it holds to whoever can have it asked for a thousand times (BREACH): only a request made by a page of Jenkins keeps `Accept-Encoding`. The browser says so itself, over HTTPS.',
      },
      manual: manual('mod_headers', 'RequestHeader'),
    },
    {
      name: 'RequestHeader set Connection close',
      why: {
        fr: 'Apache retire à la fin les en-têtes que le client nomme dans `Connection`\u00A0: avec `Connection: close, X-Forwarded-Proto`, Jenkins prendrait la requête pour du `http`. Une liste inhabituelle devient `close`.',
        en: 'Apache removes in the end the headers that the client names in `Connection`: with `Connection: close, X-Forwarded-Proto` Jenkins would take the request for `http`. An unusual list becomes `close`.',
      },
      manual: manual('mod_headers', 'RequestHeader'),
    },
    {
      name: 'RequestHeader unset Upgrade',
      why: {
        fr: 'De tous les changements de protocole, seul WebSocket parvient à Jenkins.',
        en: 'Of all protocol changes only WebSocket reaches Jenkins.',
      },
      manual: manual('mod_headers', 'RequestHeader'),
    },
    {
      name: 'RequestReadTimeout body=0',
      why: {
        fr: 'Debian demande 500 octets par seconde après 10\u202Fs de corps de requête, sinon 408. Un envoi lent et le mode HTTP de la ligne de commande restent en dessous.',
        en: 'Debian asks for 500 bytes a second after 10 s of a request body, or else 408. A slow upload and the HTTP mode of the command line stay below.',
      },
      manual: manual('mod_reqtimeout', 'RequestReadTimeout'),
    },
    {
      name: 'SetEnv proxy-prefetch-nonblocking 1',
      why: {
        fr: 'Transmet la requête à mesure qu’elle arrive. Sinon Apache attend 16\u202FKio ou la fin du corps, et le mode HTTP de la ligne de commande reste muet. Absent du manuel, présent dans la source.',
        en: 'Passes the request on as it arrives. Otherwise Apache waits for 16 KiB or the end of the body, and the HTTP mode of the command line stays silent. Absent from the manual, present in the source.',
      },
      manual: 'https://github.com/apache/httpd/blob/2.4.x/modules/proxy/mod_proxy_http.c',
    },
    {
      name: 'ProxyTimeout 300',
      why: {
        fr: 'Le silence admis de la part de Jenkins. Par défaut `Timeout`, soit 60\u202Fs\u202F; Debian l’a fixé à 300\u202Fs.',
        en: 'The silence allowed from Jenkins. By default `Timeout`, which is 60 s; Debian sets it to 300 s.',
      },
      manual: proxy('ProxyTimeout'),
    },
    {
      name: 'AllowEncodedSlashes NoDecode',
      why: {
        fr: 'Sans cette ligne, Apache répond lui-même 404 à tout chemin qui contient `%2F`. Elle n’est pas héritée\u00A0: il la faut dans chaque serveur virtuel.',
        en: 'Without this line Apache itself answers 404 to every path that holds `%2F`. It is not inherited: each virtual host needs it.',
      },
      manual: manual('core', 'AllowEncodedSlashes'),
    },
    {
      name: 'ProxyPass … nocanon',
      why: {
        fr: 'Transmet le chemin tel quel. Sinon Apache le décode et le réencode, et Jenkins affiche son avertissement.',
        en: 'Passes the path on as it is. Otherwise Apache decodes and encodes it again, and Jenkins shows its warning.',
      },
      manual: proxy('ProxyPass'),
    },
    {
      name: 'upgrade=websocket',
      why: {
        fr: 'Accepte le changement de protocole, à partir de 2.4.47. Avant, voir la variante.',
        en: 'Accepts the protocol change, from 2.4.47 on. Before, see the variant.',
      },
      manual: proxy('ProxyPass'),
    },
    {
      name: 'responsefieldsize=32768',
      why: {
        fr: 'La taille des en-têtes de réponse que Jenkins s’autorise. Par défaut 8192 octets, et 502 au-delà.',
        en: 'The size of response headers that Jenkins allows itself. By default 8192 bytes, and 502 above.',
      },
      manual: proxy('ProxyPass'),
    },
    {
      name: 'ttl=20',
      why: {
        fr: 'Une connexion inactive depuis 20\u202Fs ne sert plus. Jenkins la ferme après 30\u202Fs\u00A0: sans cette limite, un POST peut partir dans une connexion qui se ferme, d’où un 502.',
        en: 'A connection that has been idle for 20 s is not used again. Jenkins closes it after 30 s: without this limit a POST can leave on a connection that is closing, hence a 502.',
      },
      manual: proxy('ProxyPass'),
    },
    {
      name: 'retry=0',
      why: {
        fr: 'Essaie Jenkins de nouveau à chaque requête. Selon le manuel, Apache peut le laisser de côté 60\u202Fs après une connexion refusée\u202F; la version 2.4.71 ne l’a pas fait.',
        en: 'Tries Jenkins again with each request. According to the manual, Apache may leave it aside for 60 s after a refused connection; version 2.4.71 did not.',
      },
      manual: proxy('ProxyPass'),
    },
  ],
  facts: {
    uploadLimit: { fr: 'aucune', en: 'none' },
    tls: { fr: 'oui, avec mod_ssl', en: 'yes, with mod_ssl' },
    http2: { fr: 'oui, avec mod_http2', en: 'yes, with mod_http2' },
    agentPort: { fr: 'non', en: 'no' },
    syntaxCheck: { fr: 'apachectl configtest', en: 'apachectl configtest' },
  },
};
