import { certificate, conf, host, key, slot, type Conf } from '#conf';
import type { Command } from '../servers/server.ts';
import { debian, elsewhere, onTheProxy, redHat } from '../servers/where.ts';

/** The script that certbot runs each time it has obtained a certificate (its manual, “Renewing”). */
const script = conf`/usr/local/sbin/jenkins-certificate`;

/**
 * Puts the files where the examples read them, and has the server read them.
 *
 * @param last The lines that differ from server to server.
 */
const hook = (last: Conf): Command => ({
  where: debian,
  language: 'shellscript',
  run: conf`
    sudo tee ${script} > /dev/null <<'EOF'
    #!/bin/sh
    set -e
    install -D -m 644 "$RENEWED_LINEAGE/fullchain.pem" ${certificate}
    install -D -m 600 "$RENEWED_LINEAGE/privkey.pem" ${key}
    ${last}
    EOF
    sudo chmod 755 ${script}
  `,
});

const certonly = (how: Conf): Conf =>
  conf`sudo certbot certonly ${how} --domain ${host} --deploy-hook ${script}`;

/** Lines for the machine of the proxy that print what is of the moment. */
const onDebian = (run: Conf): Command => ({
  where: debian,
  language: 'shellscript',
  varies: true,
  run,
});

/** Name, ports and certificate, before a proxy goes live. */
export const certificateCommands = {
  'name/leads-to': {
    where: elsewhere,
    language: 'shellscript',
    varies: true,
    run: conf`getent ahosts ${host} | awk '{ print $1 }' | sort -u`,
  },
  'name/own-addresses': {
    where: onTheProxy,
    language: 'shellscript',
    varies: true,
    run: conf`ip -brief address show scope global`,
  },
  'ports/ufw': onDebian(conf`sudo ufw allow 80,443/tcp`),
  'ports/firewalld': {
    where: redHat,
    language: 'shellscript',
    run: conf`
      sudo firewall-cmd --permanent --add-service=http --add-service=https
      sudo firewall-cmd --reload
    `,
  },
  'ports/reach': {
    where: elsewhere,
    language: 'shellscript',
    run: conf`
      for P in 80 443; do
        timeout 5 bash -c "exec 3<> /dev/tcp/${host}/$P" 2> /dev/null
        echo "port $P: $?"
      done
    `,
    output: conf`
      port 80: 0
      port 443: 0
    `,
  },
  'certificate/install-certbot': onDebian(conf`
    sudo apt update
    sudo apt install certbot
  `),
  'certificate/hook-nginx': hook(conf`systemctl reload nginx`),
  'certificate/hook-apache': hook(conf`systemctl reload apache2`),
  'certificate/hook-lighttpd': hook(conf`systemctl restart lighttpd`),
  'certificate/hook-haproxy': hook(conf`
    install -d -m 700 /etc/haproxy/certs
    cat ${certificate} ${key} > /etc/haproxy/certs/jenkins.pem
    systemctl reload haproxy
  `),
  'certificate/hook-squid': hook(conf`systemctl reload squid`),
  'certificate/plugin-nginx': onDebian(conf`
    sudo apt install python3-certbot-nginx
    ${certonly(conf`--nginx`)}
  `),
  'certificate/plugin-apache': onDebian(conf`
    sudo apt install python3-certbot-apache
    ${certonly(conf`--apache`)}
  `),
  'certificate/webroot': onDebian(certonly(conf`--webroot --webroot-path /var/www/html`)),
  'certificate/standalone': onDebian(certonly(conf`--standalone`)),
  'certificate/webroot-behind': onDebian(
    certonly(conf`--webroot --webroot-path /var/www/html --force-renewal`),
  ),
  'certificate/files-server': {
    where: debian,
    language: 'shellscript',
    run: conf`
      sudo mkdir -p /var/www/html
      sudo tee /etc/systemd/system/acme-files.service > /dev/null <<'EOF'
      [Unit]
      Before=squid.service
      [Service]
      DynamicUser=yes
      ExecStart=/usr/bin/python3 -m http.server --bind 127.0.0.1 --directory /var/www/html 8888
      [Install]
      WantedBy=multi-user.target
      EOF
      sudo systemctl daemon-reload
      sudo systemctl enable --quiet --now acme-files
    `,
  },
  'certificate/standalone-behind': onDebian(
    certonly(conf`--standalone --http-01-port 8888 --force-renewal`),
  ),
  'certificate/served': {
    where: elsewhere,
    language: 'shellscript',
    varies: true,
    run: conf`openssl s_client -connect ${host}:443 -servername ${host} < /dev/null 2> /dev/null | openssl x509 -noout -issuer -enddate -serial`,
  },
  'certificate/renew': onDebian(conf`sudo certbot renew --dry-run`),
  'certificate/acme-sh': {
    language: 'shellscript',
    notRun: true,
    run: conf`
      acme.sh --issue --domain ${host} --webroot /var/www/html
      acme.sh --install-cert --domain ${host} \
        --fullchain-file ${certificate} --key-file ${key} --reloadcmd 'systemctl reload nginx'
    `,
  },
  'certificate/chain': {
    where: elsewhere,
    language: 'shellscript',
    varies: true,
    run: conf`openssl s_client -connect ${host}:443 -servername ${host} -showcerts < /dev/null 2> /dev/null | grep -E '^ *[0-9]+ s:|^ *i:'`,
  },
  'certificate/truststore': {
    where: elsewhere,
    language: 'shellscript',
    notRun: true,
    run: conf`
      cp "$(dirname "$(dirname "$(readlink -f "$(command -v java)")")")/lib/security/cacerts" truststore
      chmod u+w truststore
      keytool -importcert -noprompt -alias authority -file authority.pem -keystore truststore -storepass changeit
      java -Djavax.net.ssl.trustStore=truststore -jar jenkins-cli.jar -s ${slot('public-url')} who-am-i
    `,
  },
} as const satisfies Record<string, Command>;
