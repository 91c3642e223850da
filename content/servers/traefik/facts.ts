import { conf, host, key, path, slot } from '#conf';
import type { Server } from '../server.ts';
import { container } from '../where.ts';
import { jenkinsLabels, providers } from './labels.ts';

const docs = (page: string): string => `https://doc.traefik.io/traefik/reference/${page}/`;
const entryPoints = docs('install-configuration/entrypoints');
const rules = docs('routing-configuration/http/routing/rules-and-priority');
const headers = docs('routing-configuration/http/middlewares/headers');
const source = (file: string): string =>
  `https://github.com/traefik/traefik/blob/v3.7.9/pkg/${file}`;

export const traefik: Server = {
  name: 'Traefik',
  evidence: 'run',
  group: 'containers',
  website: 'https://traefik.io/traefik/',
  documentation: 'https://doc.traefik.io/traefik/',
  packages: [],
  commands: {
    'install-binary': {
      language: 'shellscript',
      varies: true,
      fetches: true,
      run: conf`
        curl -fsSLO https://github.com/traefik/traefik/releases/download/v3.7.15/traefik_v3.7.15_linux_amd64.tar.gz
        curl -fsSLO https://github.com/traefik/traefik/releases/download/v3.7.15/traefik_v3.7.15_checksums.txt
        sha256sum --check --ignore-missing traefik_v3.7.15_checksums.txt
        tar -xzf traefik_v3.7.15_linux_amd64.tar.gz traefik
        sudo install -m 755 traefik /usr/local/bin/traefik
      `,
    },
    service: {
      language: 'shellscript',
      run: conf`
        sudo useradd --system --no-create-home traefik
        sudo chgrp traefik ${key}
        sudo chmod 640 ${key}
        sudo tee /etc/systemd/system/traefik.service > /dev/null <<'EOF'
        [Unit]
        Description=Traefik
        Wants=network-online.target
        After=network-online.target
        [Service]
        User=traefik
        AmbientCapabilities=CAP_NET_BIND_SERVICE
        ExecStart=/usr/local/bin/traefik --configFile=/etc/traefik/traefik.yml
        Restart=on-failure
        [Install]
        WantedBy=multi-user.target
        EOF
        sudo systemctl daemon-reload
      `,
    },
    enable: {
      language: 'shellscript',
      run: conf`
        sudo install -D -m 644 -t /etc/traefik traefik.yml jenkins.yml
        sudo systemctl enable --now traefik
      `,
      output: conf`Created symlink …/traefik.service…`,
    },
    'run-container': {
      where: container,
      language: 'shellscript',
      run: conf`
        docker rm --force traefik
        docker run --detach --name traefik --network host --restart unless-stopped \
          --volume "$PWD:/etc/traefik:ro" \
          --volume /etc/ssl/jenkins:/etc/ssl/jenkins:ro traefik:v3.7
      `,
    },
    'providers-of-labels': {
      where: container,
      language: 'yaml',
      file: 'traefik.yml',
      run: providers,
    },
    labels: {
      where: container,
      language: 'yaml',
      file: 'compose.yaml',
      run: jenkinsLabels,
    },
    'check-file': {
      language: 'shellscript',
      run: conf`
        cat > check.yml <<EOF
        entryPoints:
          web: { address: "127.0.0.1:8000" }
          websecure: { address: "127.0.0.1:8001" }
        providers: { file: { filename: "$PWD/jenkins.yml" } }
        log: { noColor: true }
        EOF
        sudo timeout --preserve-status 5 traefik --configFile=check.yml
      `,
    },
    reload: {
      language: 'shellscript',
      run: conf`sudo systemctl restart traefik`,
    },
    version: {
      language: 'shellscript',
      run: conf`traefik version | head -n 1`,
      output: conf`Version: …`,
    },
    redirect: {
      scheme: 'https',
      language: 'shellscript',
      run: conf`curl -sS -o /dev/null -w '%{http_code} %{redirect_url}\n' http://${host}${path}/login`,
      output: conf`301 ${slot('origin')}${path}/login`,
    },
    'log-errors': {
      language: 'shellscript',
      varies: true,
      run: conf`sudo journalctl -u traefik -n 200 --no-pager | grep -E ' (WRN|ERR|FTL) |command traefik error' || echo none`,
    },
    undo: {
      language: 'shellscript',
      run: conf`
        sudo systemctl disable --now --quiet traefik
        sudo rm -r /etc/traefik
        sudo chgrp root ${key}
        sudo chmod 600 ${key}
      `,
    },
    remove: {
      language: 'shellscript',
      run: conf`
        sudo rm /etc/systemd/system/traefik.service /usr/local/bin/traefik
        sudo systemctl daemon-reload
        sudo userdel traefik
      `,
    },
  },
  cannot: {
    'query-string': {
      reason: {
        fr: 'Un `;` de la chaîne de requête arrive écrit `%3B`. Jenkins y lit la même valeur\u202F; tout le reste arrive tel quel.',
        en: 'A `;` of the query string arrives written as `%3B`. Jenkins reads the same value in it; all else arrives as it was.',
      },
      source: source('server/server_entrypoint_tcp.go#L829'),
    },
    'unfinished-head': {
      reason: {
        fr: '`readTimeout: 0s`, qu’il faut pour les envois de plus d’une minute, lève aussi la limite sur les en-têtes\u00A0: un client lent garde sa connexion. Traefik n’a pas de limite pour les en-têtes seuls.',
        en: '`readTimeout: 0s`, which uploads of more than a minute need, lifts the limit on headers too: a slow client keeps its connection. Traefik has no limit for the headers alone.',
      },
      source: source('config/static/static_config.go#L199'),
    },
  },
  directives: [
    {
      name: 'readTimeout: 0s',
      why: {
        fr: 'La limite par défaut, 60\u202Fs, vaut pour la requête entière avec son corps\u00A0: elle coupe l’envoi d’un plugin par une ligne lente, et la ligne de commande avec `-http`.',
        en: 'The default limit of 60 s is for the whole request with its body: it cuts the upload of a plugin over a slow line, and the command line with `-http`.',
      },
      manual: entryPoints,
    },
    {
      name: 'encodedCharacters',
      why: {
        fr: 'Les versions 3.6.4 à 3.6.6 répondent 400 à `%2F`, `%25` et d’autres si ces lignes manquent\u202F; les suivantes laissent passer, et recommandent `false` dans leur journal. Avec `false`, l’avertissement de Jenkins s’affiche et les pages de branches disparaissent.',
        en: 'Versions 3.6.4 to 3.6.6 answer 400 to `%2F`, `%25` and others where these lines are missing; later ones let them pass, and recommend `false` in their log. With `false` the warning of Jenkins shows and branch pages disappear.',
      },
      manual: entryPoints,
    },
    {
      name: 'sanitizePath: false',
      why: {
        fr: 'Laisse `//` et `/./` tels quels. Jenkins les réduit lui-même.',
        en: 'Leaves `//` and `/./` as they are. Jenkins reduces them itself.',
      },
      manual: entryPoints,
    },
    {
      name: 'encodeQuerySemicolons: true',
      why: {
        fr: 'Sinon, Traefik remplace chaque `;` d’une chaîne de requête par `&`, et la valeur est coupée en deux.',
        en: 'Otherwise Traefik replaces each `;` of a query string by `&`, and the value is cut in two.',
      },
      manual: entryPoints,
    },
    {
      name: 'connection: [Cookie, Authorization]',
      why: {
        fr: 'Traefik retire ce qu’un client nomme dans `Connection`, sauf les siens propres et ceux de cette liste. `Connection: ""`, plus loin, efface la liste avant l’envoi.',
        en: 'Traefik removes what a client names in `Connection`, except its own and those of this list. `Connection: ""`, further down, clears the list before sending.',
      },
      manual: entryPoints,
    },
    {
      name: 'Host(`…`) && HeaderRegexp(`X-Forwarded-Host`, `…`)',
      why: {
        fr: 'Tout autre nom reçoit le 404 de Traefik\u00A0: Jenkins en ferait l’adresse de ses liens. `Host` seul accepte n’importe quel port. Les arguments sont entre accents graves\u202F; entre apostrophes, la règle est refusée et l’adresse répond 404.',
        en: 'Any other name gets the 404 of Traefik: Jenkins would build its links from it. `Host` alone takes any port. Arguments stand between back quotes; between single quotes the rule is refused and the address answers 404.',
      },
      manual: rules,
    },
    {
      name: 'Header(`Sec-Fetch-Site`, `same-origin`)',
      why: {
        fr: 'Jenkins compresse ses pages, et leur taille trahit peu à peu leur contenu à qui peut les faire demander mille fois (BREACH)\u00A0: seule une requête née d’une page de Jenkins garde `Accept-Encoding`.',
        en: 'Jenkins compresses its pages, and their size gives away, bit by bit, what they hold to whoever can have them asked for a thousand times (BREACH): only a request made by a page of Jenkins keeps `Accept-Encoding`.',
      },
      manual: rules,
    },
    {
      name: 'HeaderRegexp(`Upgrade`, `(?i)^websocket$`)',
      why: {
        fr: 'Traefik transmet n’importe quel changement de protocole, hors h2c. Un routeur à part, essayé en premier, les distingue\u00A0: WebSocket passe, les pages perdent `Upgrade`.',
        en: 'Traefik passes on any protocol change but h2c. A router of its own, tried first, tells them apart: WebSocket passes, pages lose `Upgrade`.',
      },
      manual: rules,
    },
    {
      name: '!Method(`TRACE`)',
      why: {
        fr: '`TRACE` s’arrête à Traefik, qui répond 404. `CONNECT` n’en passe jamais\u00A0: 501.',
        en: '`TRACE` ends at Traefik, which answers 404. `CONNECT` never passes it: 501.',
      },
      manual: rules,
    },
    {
      name: 'X-Forwarded-Proto',
      why: {
        fr: 'Traefik l’écrit lui-même, avec l’adresse, le nom et le port\u202F; mais pour un WebSocket il écrit `wss`, et Jenkins calcule `wss://` comme URL. La ligne de commande d’avant 2.555 est alors refusée.',
        en: 'Traefik writes it itself, with address, name and port; but for a WebSocket it writes `wss`, and Jenkins computes `wss://` as its URL. The command line of before 2.555 is then refused.',
      },
      manual: source('middlewares/forwardedheaders/forwarded_header.go#L144'),
    },
    {
      name: 'Forwarded: ""',
      why: {
        fr: 'Retire ce que le client aurait envoyé\u00A0: Jenkins place `Forwarded` au-dessus de tous les `X-Forwarded-*`. De même pour les lignes qui suivent.',
        en: 'Removes what the client may have sent: Jenkins ranks `Forwarded` above every `X-Forwarded-*`. Likewise for the lines that follow.',
      },
      manual: headers,
    },
    {
      name: 'stsSeconds: 31536000',
      why: {
        fr: 'Le navigateur n’essaie plus HTTP pendant un an, pour ce nom seulement.',
        en: 'The browser does not try HTTP for a year, for this name only.',
      },
      manual: headers,
    },
    {
      name: 'redirectScheme',
      why: {
        fr: 'Envoie vers HTTPS ce nom seul, et garde chemin, chaîne de requête et méthode\u00A0: 301 pour GET, 308 pour le reste. `redirections` d’un point d’entrée le ferait pour tous les noms.',
        en: 'Sends this name alone to HTTPS, and keeps path, query string and method: 301 for GET, 308 for all else. `redirections` of an entry point would do so for every name.',
      },
      manual: docs('routing-configuration/http/middlewares/redirectscheme'),
    },
    {
      name: 'idleConnTimeout: 20s',
      why: {
        fr: 'Traefik garde 90\u202Fs une connexion inactive, Jenkins la ferme à 30\u202Fs. Sans cette ligne, un POST peut partir dans une connexion qui se ferme\u00A0: 502.',
        en: 'Traefik keeps an idle connection for 90 s, Jenkins closes it at 30 s. Without this line a POST can leave on a connection that is closing: 502.',
      },
      manual: docs('routing-configuration/http/load-balancing/serverstransport'),
    },
    {
      name: 'sniStrict, minVersion, cipherSuites',
      why: {
        fr: 'Pas de session TLS sans un certificat pour le nom demandé (SNI)\u202F; les réglages «\u00A0intermediate\u00A0» du guide TLS de Mozilla, version 5.7.',
        en: 'No TLS session without a certificate for the name asked for (SNI); the “intermediate” settings of Mozilla’s TLS guide, version 5.7.',
      },
      manual: docs('routing-configuration/http/tls/tls-options'),
    },
  ],
  facts: {
    uploadLimit: { fr: 'aucune, 60\u202Fs au plus', en: 'none, 60\u00A0s at most' },
    tls: { fr: 'oui', en: 'yes' },
    http2: { fr: 'oui', en: 'yes' },
    agentPort: { fr: 'oui, par un routeur TCP', en: 'yes, by a TCP router' },
    syntaxCheck: { fr: 'aucun', en: 'none' },
  },
};
