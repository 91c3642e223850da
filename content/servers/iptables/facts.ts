import { conf, path, port, slot, upstreamPort } from '#conf';
import type { Impossible } from '#conf';
import type { Server } from '../server.ts';
import { debian, packages, redHat, thisMachine } from '../where.ts';

const extensions = 'https://manpages.debian.org/bookworm/iptables/iptables-extensions.8.en.html';
const tables = 'https://manpages.debian.org/bookworm/iptables/iptables.8.en.html';
const launchOptions = 'https://github.com/jenkinsci/winstone#command-line-options';

const redirectsPorts = (reason: Impossible['reason'], source = extensions): Impossible => ({
  reason,
  source: `${source}${source === extensions ? '#REDIRECT' : ''}`,
});

const forged = redirectsPorts({
  fr: 'iptables change un port dans un paquet et ne lit pas HTTP\u00A0: un en-tête forgé par le client arrive à Jenkins, qui s’en sert.',
  en: 'iptables changes a port in a packet and does not read HTTP: a header forged by the client reaches Jenkins, which uses it.',
});

const unread = redirectsPorts({
  fr: 'iptables ne lit pas HTTP\u00A0: ce que le client envoie arrive à Jenkins tel quel, et Jenkins en décide seul.',
  en: 'iptables does not read HTTP: what the client sends reaches Jenkins as it is, and Jenkins alone decides on it.',
});

const noRedirect = redirectsPorts({
  fr: 'Rediriger vers HTTPS est une réponse HTTP\u202F; iptables n’en écrit pas, et l’option de Jenkins redirige vers son propre port, 8443.',
  en: 'Redirecting to HTTPS is an HTTP response; iptables writes none, and the option of Jenkins redirects to its own port, 8443.',
});

const noHttp2 = redirectsPorts(
  {
    fr: 'Jenkins négocie TLS lui-même, et son port HTTPS n’offre que HTTP/1.1.',
    en: 'Jenkins negotiates TLS itself, and its HTTPS port offers HTTP/1.1 only.',
  },
  launchOptions,
);

export const iptables: Server = {
  name: 'iptables',
  evidence: 'run',
  website: 'https://www.netfilter.org/projects/iptables/',
  documentation: tables,
  packages: ['iptables', 'nftables'],
  commands: {
    'package-debian': {
      where: debian,
      language: 'shellscript',
      varies: true,
      run: conf`
        sudo apt update
        sudo apt install iptables iptables-persistent
      `,
    },
    undo: {
      where: debian,
      language: 'shellscript',
      run: conf`
        sudo rm /etc/iptables/rules.v4 /etc/iptables/rules.v6
        sudo netfilter-persistent flush
        sudo rm -f /var/lib/jenkins/tls.p12
      `,
      output: conf`
        run-parts: executing …/15-ip4tables flush
        run-parts: executing …/25-ip6tables flush
      `,
    },
    remove: {
      where: debian,
      language: 'shellscript',
      varies: true,
      run: conf`
        sudo apt purge --autoremove iptables-persistent netfilter-persistent
      `,
    },
    version: {
      language: 'shellscript',
      run: conf`iptables -V`,
      output: conf`iptables v…`,
    },
    'existing-rules': {
      language: 'shellscript',
      run: conf`(sudo iptables-save; sudo ip6tables-save) | grep -c '^-A'`,
      output: conf`0`,
    },
    'enable-debian': {
      where: debian,
      language: 'shellscript',
      run: conf`
        sudo install -m 644 rules.v4 /etc/iptables/rules.v4
        sudo install -m 644 rules.v6 /etc/iptables/rules.v6
      `,
    },
    validate: {
      where: debian,
      language: 'shellscript',
      run: conf`sudo iptables-restore --test /etc/iptables/rules.v4 && sudo ip6tables-restore --test /etc/iptables/rules.v6 && echo OK`,
      output: conf`OK`,
    },
    reload: {
      where: debian,
      language: 'shellscript',
      run: conf`
        sudo iptables-restore /etc/iptables/rules.v4
        sudo ip6tables-restore /etc/iptables/rules.v6
      `,
    },
    'jenkins-https': {
      where: { fr: 'Paquets Linux, formes HTTPS', en: 'Linux packages, HTTPS shapes' },
      scheme: 'https',
      language: 'shellscript',
      run: conf`
        sudo openssl pkcs12 -export -in ${slot('certificate')} -inkey ${slot('key')} \
          -passout pass:changeit -out /var/lib/jenkins/tls.p12
        sudo chown jenkins:jenkins /var/lib/jenkins/tls.p12
        sudo chmod 600 /var/lib/jenkins/tls.p12
        sudo mkdir -p /etc/systemd/system/jenkins.service.d
        sudo tee /etc/systemd/system/jenkins.service.d/reverse-proxy.conf > /dev/null <<'EOF'
        [Service]
        Environment="JENKINS_PORT=-1"
        Environment="JENKINS_HTTPS_PORT=8443"
        Environment="JENKINS_HTTPS_LISTEN_ADDRESS=0.0.0.0"
        Environment="JENKINS_HTTPS_KEYSTORE=/var/lib/jenkins/tls.p12"
        Environment="JENKINS_HTTPS_KEYSTORE_PASSWORD=changeit"
        Environment="JENKINS_PREFIX=${path}"
        EOF
        sudo systemctl daemon-reload
        sudo systemctl restart jenkins
      `,
    },
    'jenkins-http': {
      where: { fr: 'Paquets Linux, formes HTTP', en: 'Linux packages, HTTP shapes' },
      scheme: 'http',
      language: 'shellscript',
      run: conf`
        sudo mkdir -p /etc/systemd/system/jenkins.service.d
        sudo tee /etc/systemd/system/jenkins.service.d/reverse-proxy.conf > /dev/null <<'EOF'
        [Service]
        Environment="JENKINS_PORT=${upstreamPort}"
        Environment="JENKINS_LISTEN_ADDRESS=0.0.0.0"
        Environment="JENKINS_PREFIX=${path}"
        EOF
        sudo systemctl daemon-reload
        sudo systemctl restart jenkins
      `,
    },
    login: {
      language: 'shellscript',
      run: conf`curl -sS -o /dev/null -D - ${slot('public-url')}login | grep -iE '^(HTTP|reporting-endpoints)' | sort -f`,
      output: conf`
        HTTP/… 200…
        …eporting-…ndpoints: content-security-policy: ${slot('public-url')}content-security-policy-reporting-endpoint/…
      `,
    },
    'from-itself': {
      where: thisMachine,
      language: 'shellscript',
      run: conf`curl -sS -o /dev/null -w '%{http_code}\n' ${slot('public-url')}login`,
      output: conf`200`,
    },
    'add-to-existing': {
      language: 'shellscript',
      run: conf`
        for tables in iptables ip6tables; do
          sudo $tables -t nat -A PREROUTING -p tcp -m addrtype --dst-type LOCAL --dport ${slot('port')} -j REDIRECT --to-ports 8443
          sudo $tables -t nat -A OUTPUT -o lo -p tcp --dport ${slot('port')} -j REDIRECT --to-ports 8443
          sudo $tables -I INPUT 1 -p tcp --dport 8443 -m conntrack --ctstate DNAT -j ACCEPT
          sudo $tables -I INPUT 2 ! -i lo -p tcp --dport 8443 -j REJECT --reject-with tcp-reset
        done
        sudo netfilter-persistent save
      `,
      output: conf`
        run-parts: executing …/15-ip4tables save
        run-parts: executing …/25-ip6tables save
      `,
    },
    'nft-package': {
      where: debian,
      language: 'shellscript',
      varies: true,
      run: conf`
        sudo apt update
        sudo apt install nftables
      `,
    },
    'nft-existing-rules': {
      language: 'shellscript',
      run: conf`sudo nft list tables | grep -c .`,
      output: conf`0`,
    },
    'nft-enable': {
      where: debian,
      language: 'shellscript',
      run: conf`
        sudo cp -p /etc/nftables.conf /etc/nftables.conf.before-jenkins
        sudo install -m 644 nftables.conf /etc/nftables.conf
      `,
    },
    'nft-validate': {
      where: debian,
      language: 'shellscript',
      run: conf`sudo nft -c -f /etc/nftables.conf && echo OK`,
      output: conf`OK`,
    },
    'nft-reload': {
      where: debian,
      language: 'shellscript',
      varies: true,
      run: conf`
        sudo systemctl enable --now nftables
        sudo systemctl reload nftables
      `,
    },
    'nft-undo': {
      where: debian,
      language: 'shellscript',
      varies: true,
      run: conf`
        sudo nft delete table inet jenkins
        sudo mv /etc/nftables.conf.before-jenkins /etc/nftables.conf
        sudo systemctl disable nftables
      `,
    },
    firewalld: {
      where: redHat,
      scheme: 'https',
      language: 'shellscript',
      run: conf`
        sudo firewall-cmd --permanent --add-forward-port=port=${port}:proto=tcp:toport=8443
        sudo firewall-cmd --permanent --add-rich-rule='rule family=ipv6 forward-port port=${port} protocol=tcp to-port=8443'
        sudo firewall-cmd --reload
      `,
      output: conf`
        success
        success
        success
      `,
    },
    'firewalld-http': {
      where: redHat,
      scheme: 'http',
      language: 'shellscript',
      run: conf`
        sudo firewall-cmd --permanent --add-forward-port=port=${port}:proto=tcp:toport=${upstreamPort}
        sudo firewall-cmd --permanent --add-rich-rule='rule family=ipv6 forward-port port=${port} protocol=tcp to-port=${upstreamPort}'
        sudo firewall-cmd --reload
      `,
    },
    'firewalld-show': {
      where: redHat,
      language: 'shellscript',
      run: conf`
        sudo firewall-cmd --list-forward-ports
        sudo firewall-cmd --list-rich-rules
      `,
      output: conf`
        port=${port}:proto=tcp:toport=8443:toaddr=
        rule family="ipv6" forward-port port="${port}" protocol="tcp" to-port="8443"
      `,
    },
    'firewalld-undo': {
      where: redHat,
      scheme: 'https',
      language: 'shellscript',
      run: conf`
        sudo firewall-cmd --permanent --remove-forward-port=port=${port}:proto=tcp:toport=8443
        sudo firewall-cmd --permanent --remove-rich-rule='rule family=ipv6 forward-port port=${port} protocol=tcp to-port=8443'
        sudo firewall-cmd --reload
      `,
    },
    'firewalld-undo-http': {
      where: redHat,
      scheme: 'http',
      language: 'shellscript',
      run: conf`
        sudo firewall-cmd --permanent --remove-forward-port=port=${port}:proto=tcp:toport=${upstreamPort}
        sudo firewall-cmd --permanent --remove-rich-rule='rule family=ipv6 forward-port port=${port} protocol=tcp to-port=${upstreamPort}'
        sudo firewall-cmd --reload
      `,
    },
    'bind-capability': {
      where: packages,
      language: 'shellscript',
      run: conf`
        sudo mkdir -p /etc/systemd/system/jenkins.service.d
        sudo tee /etc/systemd/system/jenkins.service.d/unprivileged-port.conf > /dev/null <<'EOF'
        [Service]
        AmbientCapabilities=CAP_NET_BIND_SERVICE
        Environment="JENKINS_HTTPS_PORT=${slot('port')}"
        EOF
        sudo systemctl daemon-reload
        sudo systemctl restart jenkins
      `,
    },
  },
  cannot: {
    'forged-x-forwarded-for': forged,
    'forged-x-forwarded-host': forged,
    'forged-x-forwarded-proto': forged,
    'forged-x-forwarded-port': forged,
    'forged-x-forwarded-server': forged,
    'forged-forwarded': forged,
    'forged-x-proxied-https': forged,
    'forged-proxy-auth-cert': forged,
    'forged-proxy-ssl-id': forged,
    'other-host': unread,
    'odd-host': unread,
    'upgrade-websocket-only': unread,
    'identity-headers': forged,
    'bad-forwarded-values': forged,
    'compression-own-pages': redirectsPorts(
      {
        fr: 'iptables ne lit pas HTTP, et Jenkins compresse pour quiconque le demande. L’option `--compression=none` de Jenkins y met fin, pour tout le monde.',
        en: 'iptables does not read HTTP, and Jenkins compresses for whoever asks. Jenkins’ option `--compression=none` ends it, for everybody.',
      },
      launchOptions,
    ),
    'request-framing': unread,
    'connect-and-trace': unread,
    'unfinished-head': redirectsPorts(
      {
        fr: 'Jenkins compte le silence, pas la durée\u00A0: un client qui envoie un octet toutes les cinq secondes garde sa connexion.',
        en: 'Jenkins counts silence, not time: a client that sends a byte each five seconds keeps its connection.',
      },
      launchOptions,
    ),
    'https-redirect': noRedirect,
    'https-redirect-path': noRedirect,
    'https-redirect-query': noRedirect,
    'https-redirect-method': noRedirect,
    'path-whole-segment': redirectsPorts({
      fr: 'Tout ce qui arrive sur le port public va à Jenkins, quel que soit le chemin\u202F; un chemin qui n’est pas le sien reçoit sa page 404.',
      en: 'Everything that arrives on the public port goes to Jenkins, whatever the path; a path that is not its own gets its 404 page.',
    }),
    hsts: redirectsPorts({
      fr: 'HSTS est un en-tête de réponse\u202F; iptables n’en ajoute pas et Jenkins n’envoie pas celui-ci.',
      en: 'HSTS is a response header; iptables adds none, and Jenkins does not send this one.',
    }),
    http2: noHttp2,
    'http2-cookies': noHttp2,
    'http2-upload': noHttp2,
    'backend-down': redirectsPorts({
      fr: 'Personne ne répond à la place de Jenkins arrêté\u00A0: la connexion est refusée, aussitôt.',
      en: 'Nobody answers for a stopped Jenkins: the connection is refused, at once.',
    }),
  },
  directives: [
    {
      name: '-A PREROUTING … -j REDIRECT --to-ports',
      why: {
        fr: 'Change le port de destination des paquets venus d’autres machines. L’adresse du client reste celle du paquet.',
        en: 'Changes the destination port of packets from other machines. The client’s address stays that of the packet.',
      },
      manual: `${extensions}#REDIRECT`,
    },
    {
      name: '-m addrtype --dst-type LOCAL',
      why: {
        fr: 'Ne touche que ce qui s’adresse à cette machine\u202F; sans cela, un routeur ou un hôte de conteneurs détournerait aussi le trafic des autres.',
        en: 'Touches only what is meant for this machine; without it, a router or a container host would divert the traffic of others too.',
      },
      manual: `${extensions}#addrtype`,
    },
    {
      name: '-A OUTPUT -o lo … -j REDIRECT',
      why: {
        fr: 'Les paquets de la machine vers elle-même ne passent pas par PREROUTING\u00A0: sans cette ligne, un agent local ou une tâche planifiée obtient «\u00A0connexion refusée\u00A0».',
        en: 'Packets from the machine to itself do not pass PREROUTING: without this line a local agent or a scheduled task gets “connection refused”.',
      },
      manual: `${tables}#TABLES`,
    },
    {
      name: '-m conntrack --ctstate DNAT -j ACCEPT',
      why: {
        fr: 'Le filtre voit le port de Jenkins, pas le port public. `DNAT` désigne les connexions dont la destination a été changée, donc celles qui sont entrées par le port public.',
        en: 'The filter sees the port of Jenkins, not the public one. `DNAT` stands for connections whose destination was changed, hence those that came in by the public port.',
      },
      manual: `${extensions}#conntrack`,
    },
    {
      name: '! -i lo … -j REJECT --reject-with tcp-reset',
      why: {
        fr: 'Refuse le port de Jenkins aux autres machines, tout de suite plutôt qu’après un délai d’expiration. La boucle locale reste ouverte pour dépanner.',
        en: 'Refuses the port of Jenkins to other machines, at once rather than after a timeout. The loopback stays open for troubleshooting.',
      },
      manual: `${extensions}#REJECT_(IPv4-specific)`,
    },
    {
      name: 'rules.v4, rules.v6',
      why: {
        fr: 'Deux fichiers, parce qu’un nom qui a une adresse IPv6 est d’abord essayé en IPv6.',
        en: 'Two files, because a name that has an IPv6 address is tried over IPv6 first.',
      },
      manual: 'https://manpages.debian.org/bookworm/iptables/iptables-restore.8.en.html',
    },
  ],
  facts: {
    uploadLimit: { fr: 'aucune', en: 'none' },
    tls: { fr: 'non (Jenkins lui-même)', en: 'no (Jenkins itself)' },
    http2: { fr: 'non', en: 'no' },
    agentPort: { fr: 'reste ouvert tel quel', en: 'stays open as it is' },
    syntaxCheck: { fr: 'iptables-restore --test', en: 'iptables-restore --test' },
  },
};
