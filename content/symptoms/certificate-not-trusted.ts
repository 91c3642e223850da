import { certificate, conf, host, key, port, slot, type Conf } from '#conf';
import { dynamicFile } from '../servers/traefik/examples/main.ts';
import type { BrokenLines } from '../servers/broken-lines.ts';
import type { ServerId } from '#servers';
import type { Break, SymptomBreaks } from './break.ts';
import { setUp } from './set-up.ts';

const symptom = 'certificate-not-trusted';
const command = 'trust/chain';

/** What certbot calls the certificate of the server alone, beside `fullchain.pem`. */
const alone = conf`/etc/letsencrypt/live/${host}/cert.pem`;

const leafFirst = conf`
  mkdir -p /etc/letsencrypt/live/${host}
  openssl x509 -in ${certificate} -out ${alone}
`;

/** What is served with the intermediate, whatever the authority is called. */
const whole = conf`
  …0 s:…
  …i:…
  …1 s:…
  …i:…
  Verification: OK
`;

const incomplete = (
  server: ServerId,
  changes: readonly BrokenLines[],
  prepare: Conf = leafFirst,
): Break => ({
  ...setUp(server),
  cause: 'chain-incomplete',
  changes,
  prepare,
  tell: {
    command,
    broken: conf`
      …0 s:…
      …i:…
      Verification error: unable to verify the first certificate
    `,
    fixed: whole,
  },
});

/** A line that names the file of the certificate, as it is and with the certificate alone. */
const named = (line: (file: Conf) => Conf, file?: string): BrokenLines => ({
  ...(file === undefined ? {} : { file }),
  from: line(conf`${certificate}`),
  to: line(alone),
});

const both = conf`/etc/haproxy/certs/jenkins.pem`;
const short = conf`/etc/haproxy/certs/cert-and-key.pem`;

export const certificateNotTrusted: SymptomBreaks = {
  causes: {
    'chain-incomplete': {
      symptom,
      title: {
        fr: 'Le serveur n’envoie pas le certificat intermédiaire',
        en: 'The server does not send the intermediate certificate',
      },
    },
    'authority-unknown': {
      symptom,
      title: {
        fr: 'Le programme ne connaît pas l’autorité',
        en: 'The program does not know the authority',
      },
    },
    'certificate-out-of-date': {
      symptom,
      title: {
        fr: 'Le certificat a expiré, ou porte un autre nom',
        en: 'The certificate has expired, or is for another name',
      },
    },
  },
  breaks: {
    'nginx/chain-incomplete': incomplete('nginx', [
      named((file) => conf`ssl_certificate ${file};`),
    ]),
    'apache/chain-incomplete': incomplete('apache', [
      named((file) => conf`SSLCertificateFile ${file}`),
    ]),
    'nginx/authority-unknown': {
      ...setUp('nginx'),
      cause: 'authority-unknown',
      prepare: conf`
        openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=${host} -addext subjectAltName=DNS:${host} \
          -keyout /etc/ssl/private/nginx-selfsigned.key -out /etc/ssl/certs/nginx-selfsigned.crt
      `,
      changes: [
        {
          from: conf`
            ssl_certificate ${certificate};
            ssl_certificate_key ${key};
          `,
          to: conf`
            ssl_certificate /etc/ssl/certs/nginx-selfsigned.crt;
            ssl_certificate_key /etc/ssl/private/nginx-selfsigned.key;
          `,
        },
      ],
      tell: {
        command,
        broken: conf`
          …0 s:…
          …i:…
          Verification error: self…signed certificate
        `,
        fixed: whole,
      },
    },
    'haproxy/chain-incomplete': incomplete(
      'haproxy',
      [
        {
          from: conf`bind :${port},[::]:${port} v6only ssl crt ${both} strict-sni alpn h2,http/1.1`,
          to: conf`bind :${port},[::]:${port} v6only ssl crt ${short} strict-sni alpn h2,http/1.1`,
        },
      ],
      conf`
        (openssl x509 -in ${both}; openssl pkey -in ${both}) > ${short}
        chmod 600 ${short}
      `,
    ),
    // lighttpd builds the chain itself, and ends the session where it cannot.
    'lighttpd/chain-incomplete': {
      ...incomplete('lighttpd', [
        {
          from: conf`ssl.pemfile = "${slot('certificate', 'quoted')}"`,
          to: conf`ssl.pemfile = "${alone}"`,
        },
        {
          from: conf`ssl.verifyclient.ca-file = "${slot('certificate', 'quoted')}"`,
          to: conf`ssl.verifyclient.ca-file = "${alone}"`,
        },
      ]),
      tell: { command, broken: conf`Verification: OK`, fixed: whole },
      log: 'SSL: building cert chain for TLS server name',
    },
    'squid/chain-incomplete': incomplete('squid', [
      named(
        (file) => conf`
          tls-cert=${file} \
        `,
      ),
    ]),
    'caddy/chain-incomplete': incomplete('caddy', [named((file) => conf`tls ${file} ${key}`)]),
    'traefik/chain-incomplete': incomplete('traefik', [
      named((file) => conf`- certFile: ${file}`, dynamicFile),
    ]),
    'envoy/chain-incomplete': incomplete('envoy', [
      named((file) => conf`- certificate_chain: { filename: ${file} }`),
    ]),
  },
  reports: [
    {
      cause: 'certificate-out-of-date',
      source: 'https://docs.openssl.org/3.0/man1/openssl-verification-options/',
    },
  ],
};
