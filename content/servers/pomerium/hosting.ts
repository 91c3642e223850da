import { conf, type Conf } from '#conf';
import { identity, portsFile } from './examples/main.ts';
import { securityHeaders } from '../../../core/policy/headers.ts';
import type { Hosting } from '../../hosting/hosting.ts';
import { compressedFiles, filesAddress } from '../nginx/hosting-files.ts';
import {
  chain,
  headerLines,
  headersComment,
  host,
  key,
  twoFiles,
  word,
} from '../../hosting/parts.ts';

/** A value as YAML reads it between double quotes. */
const quoted = (value: string): string => JSON.stringify(value);

const hsts = word(quoted(securityHeaders['Strict-Transport-Security'] ?? ''));

const configuration: Conf = conf`
  address: ":443"
  certificates:
    - cert: ${chain}
      key: ${key}
  http_redirect_addr: ":80"

  ${identity(conf`example.com`, false)}

  # ${{
    fr: 'Remplace les en-têtes que Pomerium ajoute de lui-même, dont X-Frame-Options.',
    en: 'Replaces the headers that Pomerium adds by itself, X-Frame-Options among them.',
  }}
  set_response_headers:
    Strict-Transport-Security: ${hsts}

  routes:
    - from: https://${host}
      to: http://${filesAddress}
      preserve_host_header: true
      # ${{
        fr: 'Sans connexion. Pour en demander une : policy à la place de cette ligne.',
        en: 'Without a sign-in. To ask for one: policy in place of this line.',
      }}
      allow_public_unauthenticated_access: true
      ${headersComment}
      set_response_headers:
        ${headerLines((name, value) => `${name}: ${quoted(value)}`)}
`;

/** Pomerium reads no files: it does TLS and headers in front of nginx. */
export const pomerium: Hosting = {
  minimum: '0.32.0',
  intro: [
    {
      fr: 'Pomerium ne lit pas de fichiers. Une route publique se charge de TLS et des en-têtes devant nginx, qui lit et compresse les fichiers sur l’adresse de bouclage. Avec une `policy` à la place de l’accès public, il faut d’abord se connecter. Sa redirection de HTTP vers HTTPS ne nomme jamais de port.',
      en: 'Pomerium reads no files. A public route does TLS and headers in front of nginx, which reads and compresses the files on the loopback address. With a `policy` in place of public access, people sign in first. Its redirect from HTTP to HTTPS never names a port.',
    },
  ],
  notRun: {
    fr: 'Pomerium est exécuté devant Jenkins, non avec les fichiers de ce site.',
    en: 'Pomerium is run in front of Jenkins, not with the files of this site.',
  },
  behind: 'nginx',
  steps: {
    where: { fr: 'Terminal, Debian et Ubuntu', en: 'Terminal, Debian and Ubuntu' },
    language: 'shellscript',
    run: conf`
      sudo apt install nginx
      sudo ln -sf /etc/nginx/sites-available/docs-files.conf /etc/nginx/sites-enabled/docs-files.conf
      sudo rm -f /etc/nginx/sites-enabled/default
      sudo systemctl reload nginx
      read -rsp 'Client secret: ' secret
      printf %s "$secret" | sudo tee /etc/pomerium/idp_client_secret > /dev/null
      for secret in shared_secret cookie_secret; do
        sudo test -s /etc/pomerium/$secret || openssl rand -base64 32 | tr -d '\n' | sudo tee /etc/pomerium/$secret > /dev/null
        sudo chgrp pomerium /etc/pomerium/$secret
        sudo chmod 640 /etc/pomerium/$secret
      done
      sudo chgrp pomerium /etc/pomerium/config.yaml /etc/pomerium/idp_client_secret ${key}
      sudo chmod 640 /etc/pomerium/idp_client_secret ${key}
      sudo systemctl daemon-reload
      sudo systemctl restart pomerium
    `,
  },
  render: (place) => ({
    files: [
      {
        install: '/etc/pomerium/config.yaml',
        mode: '640',
        language: 'yaml',
        lineEnds: 'lf',
        content: configuration,
      },
      portsFile,
      compressedFiles(place),
    ],
    enable: [],
    certificates: twoFiles,
  }),
};
