import { certificate, conf, host, key, path, port, slot } from '#conf';
import { redirectRule } from '../servers/apache/examples/main.ts';
import * as haproxy from '../servers/haproxy/idioms.ts';
import type { SymptomBreaks } from './break.ts';
import { setUp } from './set-up.ts';

const symptom = 'blocked-cross-origin';
const publicUrl = slot('public-url');

/** Another name that leads to the same proxy. */
const other = conf`ci.example.net`;

const sameName = conf`^${slot('authority', 'regex')}(:${port})?$`;

/** What `names/another` prints when the proxy lets that name in, and when it sends it away. */
const tell = {
  command: 'names/another',
  broken: conf`200`,
  fixed: conf`308 ${publicUrl}login`,
};

export const blockedCrossOrigin: SymptomBreaks = {
  causes: {
    'opened-by-another-name': {
      symptom,
      title: {
        fr: 'L’URL de Jenkins a un autre nom ou un autre port que la barre d’adresse',
        en: 'The Jenkins URL has another name or port than the address bar',
      },
    },
    'second-name-served': {
      symptom,
      title: {
        fr: 'Le proxy sert Jenkins sous un second nom',
        en: 'The proxy serves Jenkins under a second name',
      },
    },
  },
  breaks: {
    'nginx/opened-by-another-name': {
      ...setUp('nginx'),
      cause: 'opened-by-another-name',
      alsoShows: ['jenkins-url-differs'],
      changes: [],
      jenkins: { jenkinsUrl: 'https://ci.example.net/' },
      tell: {
        command: 'scheme/addresses',
        broken: conf`
          login ${publicUrl}
          robots.txt https://${other}/
          …ocation: ${path}/whoAmI/
        `,
        fixed: conf`
          login ${publicUrl}
          robots.txt ${publicUrl}
          …ocation: ${path}/whoAmI/
        `,
      },
      fails: ['configured-url', 'reverse-proxy-check-in-browser'],
    },
    'nginx/second-name-served': {
      ...setUp('nginx'),
      cause: 'second-name-served',
      changes: [
        {
          from: conf`
            if ($http_host !~* ${sameName}) {
                return 421;
            }
            if ($ssl_server_name != $host) {
                return 421;
            }
          `,
          to: conf``,
          fixed: conf`
            if ($http_host !~* ${sameName}) {
                return 308 ${slot('origin')}$request_uri;
            }
            if ($ssl_server_name != $host) {
                return 421;
            }
          `,
        },
      ],
      tell,
    },
    'apache/second-name-served': {
      ...setUp('apache'),
      cause: 'second-name-served',
      changes: [
        {
          from: conf`TraceEnable Off`,
          to: conf`TraceEnable Off`,
          fixed: conf`
            TraceEnable Off
            RewriteEngine On
            RewriteCond %{HTTP_HOST} !${sameName} [NC]
            ${redirectRule}
          `,
        },
        {
          from: conf`Require expr "%{HTTP_HOST} =~ /${sameName}/i && %{SSL:SSL_TLS_SNI} == '${host}' && %{REQUEST_METHOD} != 'CONNECT'"`,
          to: conf`Require expr "%{REQUEST_METHOD} != 'CONNECT'"`,
        },
      ],
      tell,
    },
    'haproxy/second-name-served': {
      ...setUp('haproxy'),
      cause: 'second-name-served',
      changes: [
        {
          from: haproxy.otherNames,
          to: conf``,
          fixed: conf`http-request redirect prefix ${slot('origin')} code 308 unless ${haproxy.ownName}`,
        },
      ],
      tell,
    },
    'caddy/second-name-served': {
      ...setUp('caddy'),
      cause: 'second-name-served',
      changes: [
        {
          from: conf`${slot('origin')} {`,
          to: conf`${slot('origin')}, https://${other} {`,
          fixed: conf`
            https://${other} {
                tls ${certificate} ${key}
                redir ${slot('origin')}{uri} 308
            }

            ${slot('origin')} {
          `,
        },
        {
          from: conf`respond @other 421`,
          to: conf``,
        },
      ],
      tell,
    },
  },
  reports: [],
};
