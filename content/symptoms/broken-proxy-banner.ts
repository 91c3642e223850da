import {
  conf,
  certificate,
  host,
  path,
  port,
  slot,
  upstreamHost,
  upstreamPort,
  type Conf,
} from '#conf';
import type { SymptomBreaks } from './break.ts';
import { caddyOwnHeadersRemoved } from './caddy-lines.ts';
import { peopleWithout } from './pomerium-lines.ts';

const symptom = 'broken-proxy-banner';
const command = 'banner/verdict';
const publicUrl = slot('public-url');

/** What the command prints when the check passes. */
const passes = conf`
  HTTP/… 302
  …ocation: ${publicUrl}administrativeMonitor
  HTTP/… 200
`;

/** What it prints when Jenkins answers the second request with a comparison. */
const compares = (comparison: Conf): Conf => conf`
  HTTP/… 302
  …ocation: ${publicUrl}administrativeMonitor
  HTTP/… 404
  ${comparison}
`;

/** What it prints when nothing but the scheme is left of the browser's address. */
const cutAtFirstSlash = compares(conf`${slot('origin')}/manage vs. ${slot('scheme')}:`);

/** What it prints when the proxy strips the path and keeps encoded slashes. */
const withoutPath = compares(conf`${slot('origin')}/manage vs. ${publicUrl}manage/`);

const schemeLost = compares(conf`http://${slot('authority')}/manage vs. ${publicUrl}manage/`);
const schemeLostLog =
  'http://jenkins\\.example\\.com/manage vs\\. https://jenkins\\.example\\.com/';

const portLost = compares(conf`https://${host}/manage vs. ${publicUrl}manage/`);
const portLostLog =
  'https://jenkins\\.example\\.com/manage vs\\. https://jenkins\\.example\\.com:8443/';

const noReferer = compares(conf`${slot('origin')}/manage vs. NO-REFERER`);
const noRefererLog = '/manage vs\\. NO-REFERER$';

/** What it prints when the second request does not reach Jenkins. */
const refused = conf`
  HTTP/… 302
  …ocation: ${publicUrl}administrativeMonitor
  HTTP/… 404
`;

const apacheHost = { server: 'apache', example: 'apache', shape: 'https-host' } as const;
const haproxyHost = { server: 'haproxy', example: 'haproxy', shape: 'https-host' } as const;
const lighttpdHost = { server: 'lighttpd', example: 'lighttpd', shape: 'https-host' } as const;
const squidHost = { server: 'squid', example: 'squid', shape: 'https-host' } as const;
const nginxHost = { server: 'nginx', example: 'nginx', shape: 'https-host' } as const;

const caddyHost = { server: 'caddy', example: 'caddy', shape: 'https-host' } as const;

const lighttpdPass = conf`proxy.server = ( "" => ( ( "host" => "${slot('upstream-host', 'quoted')}", "port" => ${upstreamPort} ) ) )`;

export const brokenProxyBanner: SymptomBreaks = {
  causes: {
    'jenkins-url-differs': {
      symptom,
      title: {
        fr: 'L’URL de Jenkins n’est pas celle de la barre d’adresse',
        en: 'The Jenkins URL is not the one in the address bar',
      },
    },
    'host-not-passed': {
      symptom,
      title: {
        fr: 'Le nom d’hôte demandé n’arrive pas à Jenkins',
        en: 'The host name that was asked for does not reach Jenkins',
      },
    },
    'scheme-not-passed': {
      symptom,
      title: {
        fr: 'Jenkins ne sait pas que la requête était en HTTPS',
        en: 'Jenkins does not know that the request came over HTTPS',
      },
    },
    'port-not-passed': {
      symptom,
      title: {
        fr: 'Le port de l’URL publique se perd',
        en: 'The port of the public URL is lost',
      },
    },
    'slash-decoded': {
      symptom,
      title: {
        fr: 'Le proxy décode la barre oblique encodée (%2F)',
        en: 'The proxy decodes the encoded slash (%2F)',
      },
    },
    'slash-refused': {
      symptom,
      title: {
        fr: 'Le proxy refuse la barre oblique encodée (%2F)',
        en: 'The proxy refuses the encoded slash (%2F)',
      },
    },
    'value-made-up': {
      symptom,
      title: {
        fr: 'Le proxy annonce un schéma ou un port fixe qui n’est pas celui de la requête',
        en: 'The proxy announces a fixed scheme or port that is not that of the request',
      },
    },
    'context-path-missing-in-url': {
      symptom,
      title: {
        fr: 'L’URL de Jenkins n’a pas le chemin de contexte',
        en: 'The Jenkins URL lacks the context path',
      },
    },
    'path-differs': {
      symptom,
      title: {
        fr: 'Le chemin public et celui de Jenkins diffèrent',
        en: 'The public path and that of Jenkins differ',
      },
    },
    'referer-removed': {
      symptom,
      title: {
        fr: 'L’en-tête Referer est retiré en chemin',
        en: 'The Referer header is removed on the way',
      },
    },
  },
  breaks: {
    'nginx/jenkins-url-differs': {
      ...nginxHost,
      cause: 'jenkins-url-differs',
      changes: [],
      jenkins: { jenkinsUrl: 'http://jenkins.example.com/' },
      tell: {
        command,
        broken: conf`
          HTTP/… 302
          …ocation: http://${slot('authority')}/administrativeMonitor
          HTTP/… …
        `,
        fixed: passes,
      },
      fails: ['configured-url', 'reverse-proxy-redirect', 'reverse-proxy-check-in-browser'],
    },
    'nginx/host-not-passed': {
      ...nginxHost,
      cause: 'host-not-passed',
      changes: [
        {
          from: conf`
            proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-Host $http_host;
          `,
          to: conf``,
        },
      ],
      tell: {
        command,
        broken: compares(conf`https://jenkins/manage vs. ${publicUrl}manage/`),
        fixed: passes,
      },
      jenkinsLog: 'https://jenkins/manage vs\\. https://jenkins\\.example\\.com/manage/',
      received: '^Host: jenkins$',
      fails: ['root-url', 'reverse-proxy-check'],
    },
    'pomerium/host-not-passed': {
      server: 'pomerium',
      example: 'pomerium',
      shape: 'https-host',
      cause: 'host-not-passed',
      client: 'browser',
      changes: [peopleWithout.host],
      jenkinsLog:
        'https://127\\.0\\.0\\.1:8080/manage vs\\. https://jenkins\\.example\\.com/manage/',
      received: '^[Hh]ost: 127\\.0\\.0\\.1:8080$',
      fails: ['reverse-proxy-check'],
    },
    'nginx/scheme-not-passed': {
      ...nginxHost,
      cause: 'scheme-not-passed',
      changes: [{ from: conf`proxy_set_header X-Forwarded-Proto $scheme;`, to: conf`` }],
      tell: {
        command,
        broken: schemeLost,
        fixed: passes,
      },
      jenkinsLog: schemeLostLog,
      fails: ['root-url', 'reverse-proxy-check', 'session-cookie'],
    },
    'apache/scheme-not-passed': {
      ...apacheHost,
      cause: 'scheme-not-passed',
      changes: [{ from: conf`RequestHeader set X-Forwarded-Proto https`, to: conf`` }],
      tell: { command, broken: schemeLost, fixed: passes },
      jenkinsLog: schemeLostLog,
    },
    'haproxy/scheme-not-passed': {
      ...haproxyHost,
      cause: 'scheme-not-passed',
      changes: [{ from: conf`http-request set-header X-Forwarded-Proto https`, to: conf`` }],
      tell: { command, broken: schemeLost, fixed: passes },
      jenkinsLog: schemeLostLog,
    },
    'squid/scheme-not-passed': {
      ...squidHost,
      cause: 'scheme-not-passed',
      changes: [{ from: conf`request_header_add X-Forwarded-Proto https secure`, to: conf`` }],
      tell: { command, broken: schemeLost, fixed: passes },
      jenkinsLog: schemeLostLog,
    },
    'caddy/scheme-not-passed': {
      ...caddyHost,
      cause: 'scheme-not-passed',
      changes: [caddyOwnHeadersRemoved],
      tell: { command, broken: schemeLost, fixed: passes },
      jenkinsLog: schemeLostLog,
    },
    'nginx/port-not-passed': {
      ...nginxHost,
      cause: 'port-not-passed',
      settings: { port: 8443 },
      changes: [
        {
          from: conf`
            proxy_set_header Host $http_host;
            proxy_set_header X-Forwarded-Host $http_host;
          `,
          to: conf`
            proxy_set_header Host $host;
            proxy_set_header X-Forwarded-Host $host;
          `,
        },
      ],
      tell: {
        command,
        broken: portLost,
        fixed: passes,
      },
      jenkinsLog:
        'https://jenkins\\.example\\.com/manage vs\\. https://jenkins\\.example\\.com:8443/',
      received: '^Host: jenkins\\.example\\.com$',
      fails: ['root-url', 'reverse-proxy-check'],
    },
    'squid/port-not-passed': {
      ...squidHost,
      cause: 'port-not-passed',
      settings: { port: 8443 },
      changes: [
        {
          from: conf`
            https_port ${port} accel defaultsite=${host} \
                tls-cert=${certificate} \
          `,
          to: conf`
            https_port ${port} accel defaultsite=${host} no-vhost \
                tls-cert=${certificate} \
          `,
        },
        // Without the port that the client names, every request is one for 443.
        {
          from: conf`http_access allow jenkins public_port`,
          to: conf`http_access allow jenkins`,
        },
      ],
      tell: { command, broken: portLost, fixed: passes },
      jenkinsLog: portLostLog,
      received: '^Host: jenkins\\.example\\.com$',
    },
    'nginx/slash-decoded': {
      ...nginxHost,
      cause: 'slash-decoded',
      changes: [{ from: conf`proxy_pass http://jenkins;`, to: conf`proxy_pass http://jenkins/;` }],
      tell: {
        command,
        broken: cutAtFirstSlash,
        fixed: passes,
      },
      jenkinsLog: '/manage vs\\. https:$',
      received: 'testForReverseProxySetup/https:/jenkins\\.example\\.com/manage/',
      fails: ['reverse-proxy-check', 'path-encoded-slash', 'path-encoded-url', 'path-double-slash'],
    },
    'nginx/slash-decoded/rewrite': {
      ...nginxHost,
      cause: 'slash-decoded',
      changes: [
        {
          from: conf`proxy_pass http://jenkins;`,
          to: conf`
            rewrite ^/(.*)$ /$1 break;
            proxy_pass http://jenkins;
          `,
        },
      ],
      tell: {
        command,
        broken: cutAtFirstSlash,
        fixed: passes,
      },
      jenkinsLog: '/manage vs\\. https:$',
    },
    'apache/slash-decoded': {
      ...apacheHost,
      shape: 'http-host',
      cause: 'slash-decoded',
      changes: [
        { from: conf`AllowEncodedSlashes NoDecode`, to: conf`AllowEncodedSlashes On` },
        {
          from: conf`
            ProxyPass "/" "http://${upstreamHost}:${upstreamPort}/" nocanon upgrade=websocket \
                responsefieldsize=32768 ttl=20 retry=0
          `,
          to: conf`
            ProxyPass "/" "http://${upstreamHost}:${upstreamPort}/" upgrade=websocket \
                responsefieldsize=32768 ttl=20 retry=0
          `,
        },
      ],
      tell: { command, broken: cutAtFirstSlash, fixed: passes },
      jenkinsLog: '/manage vs\\. http:$',
    },
    'lighttpd/slash-decoded': {
      ...lighttpdHost,
      cause: 'slash-decoded',
      changes: [
        {
          from: conf`server.http-parseopts := ( "url-normalize" => "disable" )`,
          to: conf``,
        },
      ],
      tell: { command, broken: cutAtFirstSlash, fixed: passes },
      jenkinsLog: '/manage vs\\. https:$',
    },
    'apache/slash-refused': {
      ...apacheHost,
      shape: 'http-host',
      cause: 'slash-refused',
      changes: [{ from: conf`AllowEncodedSlashes NoDecode`, to: conf`` }],
      tell: { command, broken: refused, fixed: passes },
    },
    'apache/slash-refused/log-level': {
      ...apacheHost,
      shape: 'http-host',
      cause: 'slash-refused',
      changes: [{ from: conf`AllowEncodedSlashes NoDecode`, to: conf`LogLevel info` }],
      tell: { command, broken: refused, fixed: passes },
      log: 'AH00026: found %2f',
    },
    'nginx/value-made-up': {
      ...nginxHost,
      cause: 'value-made-up',
      settings: { port: 8443 },
      changes: [
        {
          from: conf`proxy_set_header X-Forwarded-Port "";`,
          to: conf`proxy_set_header X-Forwarded-Port 443;`,
        },
      ],
      tell: {
        command,
        broken: portLost,
        fixed: passes,
      },
      jenkinsLog:
        'https://jenkins\\.example\\.com/manage vs\\. https://jenkins\\.example\\.com:8443/',
      received: '^X-Forwarded-Port: 443$',
    },
    'nginx/value-made-up/scheme': {
      ...nginxHost,
      shape: 'http-host',
      cause: 'value-made-up',
      changes: [
        {
          from: conf`proxy_set_header X-Forwarded-Proto $scheme;`,
          to: conf`proxy_set_header X-Forwarded-Proto https;`,
        },
      ],
      tell: {
        command,
        broken: portLost,
        fixed: passes,
      },
      jenkinsLog: 'https://jenkins\\.example\\.com/manage vs\\. http://jenkins\\.example\\.com/',
    },
    'apache/value-made-up': {
      ...apacheHost,
      example: 'apache/other-port',
      cause: 'value-made-up',
      changes: [
        {
          from: conf`RequestHeader unset X-Forwarded-Port`,
          to: conf`RequestHeader set X-Forwarded-Port 443`,
        },
      ],
      tell: { command, broken: portLost, fixed: passes },
      jenkinsLog: portLostLog,
      received: '^X-Forwarded-Port: 443$',
    },
    'haproxy/value-made-up': {
      ...haproxyHost,
      cause: 'value-made-up',
      settings: { port: 8443 },
      changes: [
        {
          from: conf`http-request set-header X-Forwarded-For %[src]`,
          to: conf`
            http-request set-header X-Forwarded-For %[src]
            http-request set-header X-Forwarded-Port 443
          `,
        },
      ],
      tell: { command, broken: portLost, fixed: passes },
      jenkinsLog: portLostLog,
    },
    'lighttpd/value-made-up': {
      ...lighttpdHost,
      cause: 'value-made-up',
      settings: { port: 8443 },
      changes: [{ from: conf`"X-Forwarded-Port" => "",`, to: conf`"X-Forwarded-Port" => "443",` }],
      tell: { command, broken: portLost, fixed: passes },
      jenkinsLog: portLostLog,
    },
    'squid/value-made-up': {
      ...squidHost,
      cause: 'value-made-up',
      settings: { port: 8443 },
      changes: [
        {
          from: conf`request_header_add X-Forwarded-Proto https secure`,
          to: conf`
            request_header_add X-Forwarded-Proto https secure
            request_header_add X-Forwarded-Port 443 secure
          `,
        },
      ],
      tell: { command, broken: portLost, fixed: passes },
      jenkinsLog: portLostLog,
    },
    'caddy/value-made-up': {
      ...caddyHost,
      cause: 'value-made-up',
      settings: { port: 8443 },
      changes: [
        {
          from: conf`transport http {`,
          to: conf`
            header_up X-Forwarded-Port 443
            transport http {
          `,
        },
      ],
      tell: { command, broken: portLost, fixed: passes },
      jenkinsLog: portLostLog,
    },
    'nginx/context-path-missing-in-url': {
      ...nginxHost,
      shape: 'https-path',
      cause: 'context-path-missing-in-url',
      changes: [],
      jenkins: { jenkinsUrl: 'https://jenkins.example.com/' },
      tell: {
        command,
        broken: conf`
          HTTP/… 302
          …ocation: ${slot('origin')}/administrativeMonitor
          HTTP/… 404
        `,
        fixed: passes,
      },
    },
    'nginx/path-differs': {
      ...nginxHost,
      shape: 'https-path',
      cause: 'path-differs',
      changes: [
        {
          from: conf`location ^~ ${path}/ {`,
          to: conf`
            location ^~ ${path}/ {
                rewrite ^${path}/(.*)$ /$1 break;
          `,
        },
      ],
      jenkins: { contextPath: '' },
      jenkinsFixed: { contextPath: '/jenkins' },
      tell: {
        command,
        broken: cutAtFirstSlash,
        fixed: passes,
      },
      received: '^GET /administrativeMonitor/',
      fails: ['context-path'],
    },
    'apache/path-differs': {
      ...apacheHost,
      shape: 'https-path',
      cause: 'path-differs',
      changes: [
        {
          from: conf`
            ProxyPass "${path}" "http://${upstreamHost}:${upstreamPort}${path}" nocanon upgrade=websocket \
                responsefieldsize=32768 ttl=20 retry=0
          `,
          to: conf`
            ProxyPass "${path}" "http://${upstreamHost}:${upstreamPort}" nocanon upgrade=websocket \
                responsefieldsize=32768 ttl=20 retry=0
          `,
        },
      ],
      jenkins: { contextPath: '' },
      jenkinsFixed: { contextPath: '/jenkins' },
      tell: { command, broken: withoutPath, fixed: passes },
      jenkinsLog: 'com/manage vs\\. https://jenkins\\.example\\.com/jenkins/manage/',
    },
    'haproxy/path-differs': {
      ...haproxyHost,
      shape: 'https-path',
      cause: 'path-differs',
      changes: [
        {
          from: conf`http-request return status 404 unless { path ${path} } || { path_beg ${path}/ }`,
          to: conf`
            http-request return status 404 unless { path ${path} } || { path_beg ${path}/ }
            http-request replace-path ${path}/(.*) /\1
          `,
        },
      ],
      jenkins: { contextPath: '' },
      jenkinsFixed: { contextPath: '/jenkins' },
      tell: { command, broken: withoutPath, fixed: passes },
      jenkinsLog: 'com/manage vs\\. https://jenkins\\.example\\.com/jenkins/manage/',
    },
    'lighttpd/path-differs': {
      ...lighttpdHost,
      shape: 'https-path',
      cause: 'path-differs',
      changes: [
        {
          from: lighttpdPass,
          to: conf`
            ${lighttpdPass}
            proxy.header = ( "map-urlpath" => ( "${path}/" => "/" ) )
          `,
        },
      ],
      jenkins: { contextPath: '' },
      jenkinsFixed: { contextPath: '/jenkins' },
      tell: {
        command,
        broken: conf`
          HTTP/… 302
          …ocation: ${publicUrl}jenkins/administrativeMonitor
          HTTP/… 404
        `,
        fixed: passes,
      },
      received: '^GET /administrativeMonitor/',
    },
    'caddy/path-differs': {
      ...caddyHost,
      shape: 'https-path',
      cause: 'path-differs',
      changes: [
        {
          from: conf`respond @outside 404`,
          to: conf`
            handle_path ${path}/* {
                reverse_proxy ${upstreamHost}:${upstreamPort}
            }
            respond @outside 404
          `,
        },
      ],
      jenkins: { contextPath: '' },
      jenkinsFixed: { contextPath: '/jenkins' },
      tell: { command, broken: withoutPath, fixed: passes },
      received: '^GET /administrativeMonitor/',
    },
    'nginx/referer-removed': {
      ...nginxHost,
      cause: 'referer-removed',
      changes: [
        {
          from: conf`proxy_set_header Forwarded "";`,
          to: conf`
            proxy_set_header Forwarded "";
            proxy_set_header Referer "";
          `,
        },
      ],
      tell: {
        command,
        broken: noReferer,
        fixed: passes,
      },
      jenkinsLog: noRefererLog,
      fails: ['reverse-proxy-check', 'request-headers'],
    },
    'apache/referer-removed': {
      ...apacheHost,
      cause: 'referer-removed',
      changes: [
        {
          from: conf`RequestHeader unset Proxy-Ssl-Id`,
          to: conf`
            RequestHeader unset Proxy-Ssl-Id
            RequestHeader unset Referer
          `,
        },
      ],
      tell: { command, broken: noReferer, fixed: passes },
      jenkinsLog: noRefererLog,
    },
    'haproxy/referer-removed': {
      ...haproxyHost,
      cause: 'referer-removed',
      changes: [
        {
          from: conf`http-request set-header X-Forwarded-For %[src]`,
          to: conf`
            http-request set-header X-Forwarded-For %[src]
            http-request del-header Referer
          `,
        },
      ],
      tell: { command, broken: noReferer, fixed: passes },
      jenkinsLog: noRefererLog,
    },
    'lighttpd/referer-removed': {
      ...lighttpdHost,
      cause: 'referer-removed',
      changes: [
        {
          from: conf`"X-Forwarded-Port" => "",`,
          to: conf`
            "X-Forwarded-Port" => "",
            "Referer" => "",
          `,
        },
      ],
      tell: { command, broken: noReferer, fixed: passes },
      jenkinsLog: noRefererLog,
    },
    'squid/referer-removed': {
      ...squidHost,
      cause: 'referer-removed',
      changes: [
        {
          from: conf`request_header_access Proxy-Ssl-Id deny all`,
          to: conf`
            request_header_access Proxy-Ssl-Id deny all
            request_header_access Referer deny all
          `,
        },
      ],
      tell: { command, broken: noReferer, fixed: passes },
      jenkinsLog: noRefererLog,
    },
    'caddy/referer-removed': {
      ...caddyHost,
      cause: 'referer-removed',
      changes: [
        {
          from: conf`request_header -Forwarded`,
          to: conf`
            request_header -Forwarded
            request_header -Referer
          `,
        },
      ],
      tell: { command, broken: noReferer, fixed: passes },
      jenkinsLog: noRefererLog,
    },
  },
  reports: [
    {
      server: 'iis',
      cause: 'host-not-passed',
      changes: [
        {
          from: conf`<proxy enabled="true" preserveHostHeader="false" />`,
          to: conf`<proxy enabled="true" preserveHostHeader="true" />`,
        },
      ],
      source:
        'https://www.jenkins.io/doc/book/system-administration/reverse-proxy-configuration-with-jenkins/reverse-proxy-configuration-iis/',
    },
    {
      server: 'pomerium',
      cause: 'slash-refused',
      changes: [
        {
          from: conf`path_with_escaped_slashes_action: reject_request`,
          to: conf`path_with_escaped_slashes_action: keep_unchanged`,
        },
      ],
      note: {
        fr: 'Depuis la 0.33, le refus est la valeur par défaut. Le chemin parvient alors à Jenkins tel quel, qui le décode lui-même\u202F; pour revenir en arrière, réécrivez `reject_request`.',
        en: 'Since 0.33 refusing is the default. The path then reaches Jenkins as it is, which decodes it itself; write `reject_request` to go back.',
      },
      source: 'https://github.com/pomerium/pomerium/blob/main/config/options.go',
    },
    {
      server: 'iis',
      cause: 'slash-decoded',
      changes: [
        { from: conf`<rules>`, to: conf`<rules useOriginalURLEncoding="false">` },
        {
          from: conf`<action type="Rewrite" url="http://127.0.0.1:8080/{R:1}" />`,
          to: conf`<action type="Rewrite" url="http://127.0.0.1:8080{UNENCODED_URL}" appendQueryString="false" />`,
        },
      ],
      source:
        'https://serverfault.com/questions/882132/iis10-url-rewrite-2-1-double-encoding-issue',
    },
  ],
};
