import { certificate, conf, host, key, path, slot } from '#conf';
import type { Server } from '../server.ts';
import { container, debian, packages, redHat } from '../where.ts';

const reference = (page: string): string => `https://www.pomerium.com/docs/reference/${page}`;
const sourceFile = (file: string): string =>
  `https://github.com/pomerium/pomerium/blob/main/${file}`;

const noIdleTimeout = {
  reason: {
    fr: 'Pomerium garde ses connexions inactives une heure et n’a pas d’option pour cela\u00A0: c’est à Jenkins d’attendre plus longtemps.',
    en: 'Pomerium keeps idle connections for an hour and has no option for it: Jenkins is the one that has to wait longer.',
  },
  source: sourceFile('config/envoyconfig/protocols.go'),
};

export const pomerium: Server = {
  name: 'Pomerium',
  evidence: 'run',
  website: 'https://www.pomerium.com/',
  documentation: 'https://www.pomerium.com/docs',
  packages: [],
  commands: {
    'package-debian': {
      where: debian,
      language: 'shellscript',
      varies: true,
      fetches: true,
      run: conf`
        curl -fsSL https://dl.cloudsmith.io/public/pomerium/pomerium/setup.deb.sh | sudo -E bash
        sudo apt install pomerium
      `,
    },
    undo: {
      where: debian,
      language: 'shellscript',
      run: conf`
        sudo systemctl disable --now --quiet pomerium
        sudo rm -r /etc/systemd/system/pomerium.service.d
        sudo rm /etc/pomerium/shared_secret /etc/pomerium/cookie_secret /etc/pomerium/idp_client_secret
        sudo chgrp root ${key}
        sudo chmod 600 ${key}
        sudo rm /etc/systemd/system/jenkins.service.d/reverse-proxy-keep-alive.conf
      `,
    },
    remove: {
      where: debian,
      language: 'shellscript',
      varies: true,
      run: conf`
        sudo apt purge --autoremove pomerium
      `,
    },
    'package-redhat': {
      where: redHat,
      language: 'shellscript',
      run: conf`
        curl -fsSL https://dl.cloudsmith.io/public/pomerium/pomerium/setup.rpm.sh | sudo -E bash
        sudo dnf install pomerium
        sudo firewall-cmd --permanent --add-service=http --add-service=https
        sudo firewall-cmd --reload
      `,
    },
    enable: {
      language: 'shellscript',
      run: conf`
        sudo install -m 640 -g pomerium config.yaml /etc/pomerium/config.yaml
        sudo install -D -m 644 ports.conf /etc/systemd/system/pomerium.service.d/ports.conf
        for secret in shared_secret cookie_secret; do
          sudo test -s /etc/pomerium/$secret || openssl rand -base64 32 | tr -d '\n' | sudo tee /etc/pomerium/$secret > /dev/null
          sudo chgrp pomerium /etc/pomerium/$secret
          sudo chmod 640 /etc/pomerium/$secret
        done
        read -rsp 'Client secret: ' secret
        printf %s "$secret" | sudo tee /etc/pomerium/idp_client_secret > /dev/null
        sudo chgrp pomerium /etc/pomerium/idp_client_secret ${key}
        sudo chmod 640 /etc/pomerium/idp_client_secret ${key}
        sudo systemctl daemon-reload
        sudo systemctl enable --now pomerium
      `,
      output: conf`Created symlink …/pomerium.service…`,
    },
    'run-container': {
      where: container,
      language: 'shellscript',
      run: conf`
        docker rm --force pomerium
        docker run --detach --name pomerium --network host --restart unless-stopped \
          --volume "$PWD/config.yaml:/pomerium/config.yaml:ro" \
          --volume /etc/pomerium:/etc/pomerium:ro \
          --volume ${certificate}:${certificate}:ro --volume ${key}:${key}:ro \
          pomerium/pomerium:v0.32.9
      `,
    },
    reload: {
      language: 'shellscript',
      run: conf`sudo systemctl restart pomerium`,
    },
    version: {
      language: 'shellscript',
      run: conf`pomerium --version`,
      output: conf`
        pomerium version pomerium: v…
        envoy: …
      `,
    },
    'log-errors': {
      language: 'shellscript',
      run: conf`sudo journalctl -u pomerium -n 200 --no-pager | grep -E '"level":"(warn|error|fatal)"|^Error'`,
      varies: true,
    },
    listener: {
      language: 'shellscript',
      run: conf`sudo ss -ltnp 'sport = :${slot('port')}'`,
      varies: true,
    },
    'signing-key': {
      language: 'shellscript',
      run: conf`
        openssl ecparam -genkey -name prime256v1 -noout | sudo tee /etc/pomerium/signing_key > /dev/null
        sudo chgrp pomerium /etc/pomerium/signing_key
        sudo chmod 640 /etc/pomerium/signing_key
      `,
    },
    'program-token': {
      language: 'shellscript',
      run: conf`curl -sS '${slot('origin')}/.pomerium/api/v1/login?pomerium_redirect_uri=http://localhost:9999/'`,
      output: conf`https://authenticate.${slot('domain')}${slot('port-suffix')}/.pomerium/sign_in?…`,
    },
    'program-request': {
      language: 'shellscript',
      run: conf`curl -sS -H 'X-Pomerium-Authorization: POMERIUM_TOKEN' --user USER:APITOKEN ${slot('public-url')}api/json`,
      varies: true,
    },
    redirect: {
      language: 'shellscript',
      run: conf`curl -sS -o /dev/null -w '%{http_code} %{redirect_url}\n' http://${host}${path}/login`,
      output: conf`301 https://${host}${path}/login`,
    },
    'sign-in': {
      language: 'shellscript',
      run: conf`curl -sS -o /dev/null -w '%{http_code} %{redirect_url}\n' ${slot('public-url')}`,
      output: conf`302 https://authenticate.${slot('domain')}${slot('port-suffix')}/.pomerium/sign_in?…`,
    },
    'jenkins-keep-alive': {
      where: packages,
      language: 'shellscript',
      run: conf`
        sudo mkdir -p /etc/systemd/system/jenkins.service.d
        sudo tee /etc/systemd/system/jenkins.service.d/reverse-proxy-keep-alive.conf > /dev/null <<'EOF'
        [Service]
        Environment="JENKINS_OPTS=--httpKeepAliveTimeout=3900000"
        EOF
        sudo systemctl daemon-reload
        sudo systemctl restart jenkins
      `,
    },
  },
  cannot: {
    'hop-by-hop-headers': {
      reason: {
        fr: 'Pomerium retire les en-têtes que le client nomme dans `Connection`, comme la norme le veut\u00A0: un client peut perdre ainsi son propre `Cookie`. Les en-têtes que Pomerium écrit arrivent\u00A0: en nommer un donne 400.',
        en: 'Pomerium removes the headers that the client names in `Connection`, as the standard has it: a client can lose its own `Cookie` that way. Those that Pomerium writes arrive: to name one of them gives 400.',
      },
      source: 'https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1',
    },
    'other-sni': {
      reason: {
        fr: 'Pomerium choisit la route d’après `Host`\u00A0: une session TLS ouverte pour un autre nom atteint Jenkins, qui voit le bon nom.',
        en: 'Pomerium picks the route by `Host`: a TLS session opened for another name reaches Jenkins, which sees the right name.',
      },
      source: sourceFile('config/envoyconfig/route_configurations.go'),
    },
    'compression-own-pages': {
      reason: {
        fr: 'Pomerium retire un en-tête de toutes les requêtes d’une route ou d’aucune\u00A0: sans `Accept-Encoding`, rien ne serait compressé. L’option `--compression=none` de Jenkins y revient. Les cookies de session de Jenkins sont `SameSite=Lax`\u00A0: la page d’un autre site ne les fait pas envoyer par ses sous-requêtes.',
        en: 'Pomerium removes a header from every request of a route or from none: without `Accept-Encoding` nothing would be compressed. Jenkins’ option `--compression=none` comes to the same. The session cookies of Jenkins are `SameSite=Lax`: a page of another site does not have them sent with its subrequests.',
      },
      source: reference('routes/headers'),
    },
    'unfinished-head': {
      reason: {
        fr: '`timeout_read: 0s`, qu’il faut pour les envois lents, lève aussi la limite sur les en-têtes\u00A0: un client lent garde sa connexion.',
        en: '`timeout_read: 0s`, which slow uploads need, lifts the limit on headers too: a slow client keeps its connection.',
      },
      source: reference('global-timeouts'),
    },
    'client-address': {
      reason: {
        fr: 'Pomerium ajoute l’adresse du client à droite de celle que le client a forgée, ou retire l’en-tête entier. L’exemple le retire\u00A0: Jenkins voit l’adresse de Pomerium.',
        en: 'Pomerium appends the client’s address to the right of the one that the client forged, or removes the whole header. The example removes it: Jenkins sees the address of Pomerium.',
      },
      source: sourceFile('config/envoyconfig/listeners_main.go'),
    },
    'https-redirect-method': {
      reason: {
        fr: 'La redirection de Pomerium est un 301, qui change un POST en GET. Le chemin et la chaîne de requête sont gardés.',
        en: 'The redirect of Pomerium is a 301, which turns a POST into a GET. Path and query string are kept.',
      },
      source: sourceFile('internal/httputil/server.go'),
    },
    'idle-upstream-connections': noIdleTimeout,
  },
  directives: [
    {
      name: 'path_with_escaped_slashes_action: keep_unchanged',
      why: {
        fr: 'À partir de la version 0.33, Pomerium répond 400 à `%2F`, d’après son code source\u00A0: l’avertissement de Jenkins s’affiche et les pages de branches disparaissent. La 0.32, exécutée ici, ignore cette option et laisse passer `%2F`.',
        en: 'From version 0.33 on, Pomerium answers 400 to `%2F`, by its source: the warning of Jenkins shows and branch pages disappear. 0.32, run here, ignores this option and passes `%2F`.',
      },
      manual: sourceFile('config/options.go'),
    },
    {
      name: 'merge_slashes: false',
      why: {
        fr: 'Laisse deux barres obliques de suite telles quelles\u202F; elles sont fusionnées par défaut à partir de la version 0.33.',
        en: 'Leaves two slashes in a row as they are; they are merged by default from version 0.33 on.',
      },
      manual: sourceFile('config/options.go'),
    },
    {
      name: 'match_any_incoming_port: false',
      why: {
        fr: 'Sans cette ligne, une route sans numéro de port vaut pour tous, et Jenkins mettrait dans ses liens le faux port d’un client.',
        en: 'Without this line a route without a port number holds for every port, and Jenkins would put a client’s false one into its links.',
      },
      manual: reference('routes/from'),
    },
    {
      name: 'idp_provider, idp_provider_url, idp_client_id',
      why: {
        fr: 'Le fournisseur d’identité qui connaît les personnes. Chez lui, l’adresse de retour du client est `https://authenticate.…/oauth2/callback`.',
        en: 'The identity provider that knows the people. There, the callback address of the client is `https://authenticate.…/oauth2/callback`.',
      },
      manual: reference('identity-provider-settings'),
    },
    {
      name: 'authenticate_service_url',
      why: {
        fr: 'Un second nom du même Pomerium. Son certificat doit le contenir aussi.',
        en: 'A second name of the same Pomerium. Its certificate has to hold it too.',
      },
      manual: reference('service-urls'),
    },
    {
      name: 'timeout_read: 0s',
      why: {
        fr: 'Lève la limite de 30\u202Fs pour une requête et son corps. Sans cette ligne, un envoi plus long reçoit 408, quoi que dise la route.',
        en: 'Lifts the limit of 30\u00A0s for a request with its body. Without this line a longer upload gets 408, whatever the route says.',
      },
      manual: reference('global-timeouts'),
    },
    {
      name: 'set_response_headers',
      why: {
        fr: 'Remplace tous les en-têtes que Pomerium ajoute de lui-même, dont un HSTS avec `includeSubDomains` et `preload` qui engagerait les autres noms du domaine.',
        en: 'Replaces all headers that Pomerium adds by itself, among them an HSTS with `includeSubDomains` and `preload` that would commit the other names of the domain.',
      },
      manual: reference('set-response-headers'),
    },
    {
      name: 'shared_secret_file, cookie_secret_file',
      why: {
        fr: 'Signent et chiffrent les sessions. Avec une fin de ligne dans le premier, Pomerium refuse de démarrer (`shared secret contains whitespace`).',
        en: 'Sign and encrypt the sessions. With a line end in the first, Pomerium refuses to start (`shared secret contains whitespace`).',
      },
      manual: reference('shared-secret'),
    },
    {
      name: 'to: http://127.0.0.1:8080',
      why: {
        fr: 'Sans chemin, pas même `/`\u00A0: sous un préfixe, Jenkins recevrait `/` pour toutes les pages.',
        en: 'Without a path, not even `/`: under a prefix, Jenkins would receive `/` for every page.',
      },
      manual: reference('routes/to'),
    },
    {
      name: 'preserve_host_header: true',
      why: {
        fr: 'Transmet le nom demandé. Sinon, Jenkins reçoit `Host: 127.0.0.1:8080`, et le nom public dans `x-envoy-original-host`, qu’il ne lit pas.',
        en: 'Passes the name that was asked for. Otherwise Jenkins receives `Host: 127.0.0.1:8080`, and the public name in `x-envoy-original-host`, which it does not read.',
      },
      manual: reference('routes/headers'),
    },
    {
      name: 'allow_websockets: true',
      why: {
        fr: 'Permet WebSocket aux agents et à la ligne de commande, qui recevraient 403, et lève la limite de 30\u202Fs pour une réponse entière\u00A0: console, téléchargements.',
        en: 'Allows WebSocket for agents and the command line, which would get 403, and lifts the limit of 30\u00A0s for a whole response: console, downloads.',
      },
      manual: reference('routes/timeouts'),
    },
    {
      name: 'remove_request_headers',
      why: {
        fr: 'Retire ce que le client aurait envoyé et que Jenkins utiliserait. `X-Forwarded-Proto` manque à la liste\u00A0: Pomerium l’écrit lui-même.',
        en: 'Removes what the client may have sent and Jenkins would use. `X-Forwarded-Proto` is not in the list: Pomerium writes it itself.',
      },
      manual: reference('routes/headers'),
    },
    {
      name: 'allow_public_unauthenticated_access: true',
      why: {
        fr: 'Laisse passer les programmes, qui ne savent pas se connecter par un navigateur. La route ne couvre que des adresses que Jenkins protège par un secret ou un jeton, et celles que tout visiteur peut lire\u00A0: `/login`, `/jnlpJars/`, `/health/`. À côté d’un `allow`, cette ligne l’emporte sans un mot dans le journal\u00A0: la route est publique. Un `deny` vaut quand même.',
        en: 'Lets programs pass, which cannot sign in with a browser. The route covers only addresses that Jenkins protects by a secret or a token, and those that any visitor may read: `/login`, `/jnlpJars/`, `/health/`. Beside an `allow` this line wins without a word in the log: the route is public. A `deny` holds all the same.',
      },
      manual: reference('routes/public-access'),
    },
    {
      name: 'policy',
      why: {
        fr: 'Qui entre\u00A0: les comptes dont l’adresse e-mail est de votre domaine. Sans politique, personne. `http_method`\u00A0: `TRACE` s’arrête à Pomerium (403), comme `CONNECT`.',
        en: 'Who enters: accounts whose e-mail address is of your domain. Without a policy, nobody. `http_method`: `TRACE` ends at Pomerium (403), as `CONNECT` does.',
      },
      manual: 'https://www.pomerium.com/docs/internals/ppl',
    },
  ],
  facts: {
    uploadLimit: { fr: 'aucune, 30\u202Fs au plus', en: 'none, 30\u00A0s at most' },
    tls: { fr: 'toujours', en: 'always' },
    http2: { fr: 'oui', en: 'yes' },
    agentPort: { fr: 'route TCP et client Pomerium', en: 'TCP route and Pomerium client' },
    syntaxCheck: { fr: 'aucun', en: 'none' },
  },
};
