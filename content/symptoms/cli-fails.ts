import { conf, upstreamHost, upstreamPort } from '#conf';
import type { SymptomBreaks } from './break.ts';

const symptom = 'cli-fails';
const command = 'cli/handshake';
const httpMode = 'cli/http-mode';

const nginxHost = { server: 'nginx', example: 'nginx', shape: 'https-host' } as const;
const apacheHost = { server: 'apache', example: 'apache', shape: 'https-host' } as const;
const haproxyHost = { server: 'haproxy', example: 'haproxy', shape: 'https-host' } as const;
const lighttpdHost = { server: 'lighttpd', example: 'lighttpd', shape: 'https-host' } as const;
const squidHost = { server: 'squid', example: 'squid', shape: 'https-host' } as const;

const caddyHost = { server: 'caddy', example: 'caddy', shape: 'https-host' } as const;

const opened = conf`HTTP/1.1 101`;

const refusedOrigin = conf`
  HTTP/1.1 403
  …: Unexpected request origin (check your reverse proxy settings)
`;

const withoutUpgrade = conf`
  HTTP/1.1 400
  only WS connections accepted here
`;

const answered = conf`Authenticated as: anonymous`;
const silent = conf`nothing within 6 s`;

/** Jenkins waits 15 s for the other half; 4 s here, so that its log line comes within the command. */
const shortWait = { options: { cliWait: 4000 } } as const;
const waitedInVain =
  'Caught unhandled exception|HTTP full-duplex channel timeout|No download side found for';

export const cliFails: SymptomBreaks = {
  causes: {
    'cli-origin-differs': {
      symptom,
      title: {
        fr: 'L’URL donnée à -s n’est pas celle de Jenkins',
        en: 'The URL given to -s is not that of Jenkins',
      },
    },
    'cli-upgrade-not-passed': {
      symptom,
      title: {
        fr: 'Le changement de protocole vers WebSocket n’arrive pas à Jenkins',
        en: 'The upgrade to WebSocket does not reach Jenkins',
      },
    },
    'jenkins-url-not-set': {
      symptom,
      title: {
        fr: 'L’URL de Jenkins n’est pas configurée',
        en: 'The Jenkins URL is not configured',
      },
    },
    'cli-origin-replaced': {
      symptom,
      title: {
        fr: 'Le proxy retire ou remplace l’en-tête Origin',
        en: 'The proxy removes or replaces the Origin header',
      },
    },
    'cli-path-refused': {
      symptom,
      title: {
        fr: 'Le proxy refuse /cli',
        en: 'The proxy refuses /cli',
      },
    },
    'cli-body-buffered': {
      symptom,
      title: {
        fr: 'Avec -http, le proxy retient le corps de la requête',
        en: 'With -http, the proxy holds the request body back',
      },
    },
    'cli-answer-buffered': {
      symptom,
      title: {
        fr: 'Avec -http, le proxy retient la réponse',
        en: 'With -http, the proxy holds the answer back',
      },
    },
  },
  breaks: {
    'nginx/cli-origin-differs': {
      ...nginxHost,
      cause: 'cli-origin-differs',
      changes: [],
      jenkins: { jenkinsUrl: 'http://jenkins.example.com/' },
      tell: { command, broken: refusedOrigin, fixed: opened },
      jenkinsLog: 'Rejecting origin: https://jenkins\\.example\\.com; expected was: http://',
    },
    'nginx/cli-upgrade-not-passed': {
      ...nginxHost,
      cause: 'cli-upgrade-not-passed',
      changes: [
        {
          from: conf`
            proxy_set_header Upgrade $jenkins_upgrade;
            proxy_set_header Connection $jenkins_connection;
          `,
          to: conf``,
        },
      ],
      tell: { command, broken: withoutUpgrade, fixed: opened },
    },
    'apache/cli-upgrade-not-passed': {
      ...apacheHost,
      cause: 'cli-upgrade-not-passed',
      changes: [
        {
          from: conf`
            ProxyPass "/" "http://${upstreamHost}:${upstreamPort}/" nocanon upgrade=websocket \
                responsefieldsize=32768 ttl=20 retry=0
          `,
          to: conf`
            ProxyPass "/" "http://${upstreamHost}:${upstreamPort}/" nocanon \
                responsefieldsize=32768 ttl=20 retry=0
          `,
        },
      ],
      tell: { command, broken: withoutUpgrade, fixed: opened },
    },
    'lighttpd/cli-upgrade-not-passed': {
      ...lighttpdHost,
      cause: 'cli-upgrade-not-passed',
      changes: [{ from: conf`proxy.header = ( "upgrade" => "enable" )`, to: conf`` }],
      tell: { command, broken: withoutUpgrade, fixed: opened },
    },
    'squid/cli-upgrade-not-passed': {
      ...squidHost,
      cause: 'cli-upgrade-not-passed',
      changes: [
        {
          from: conf`
            http_upgrade_request_protocols websocket allow all
            http_upgrade_request_protocols WebSocket allow all
          `,
          to: conf``,
        },
      ],
      tell: { command, broken: withoutUpgrade, fixed: opened },
    },
    'caddy/cli-upgrade-not-passed': {
      ...caddyHost,
      cause: 'cli-upgrade-not-passed',
      changes: [{ from: conf`request_header @plain -Upgrade`, to: conf`request_header -Upgrade` }],
      tell: { command, broken: withoutUpgrade, fixed: opened },
    },
    'nginx/jenkins-url-not-set': {
      ...nginxHost,
      cause: 'jenkins-url-not-set',
      changes: [],
      jenkins: { jenkinsUrl: null },
      tell: {
        command,
        broken: conf`
          HTTP/1.1 403
          …: Jenkins URL is not configured (set Jenkins URL in the configuration)
        `,
        fixed: opened,
      },
    },
    'nginx/cli-origin-replaced': {
      ...nginxHost,
      cause: 'cli-origin-replaced',
      changes: [
        {
          from: conf`proxy_http_version 1.1;`,
          to: conf`
            proxy_http_version 1.1;
            proxy_set_header Origin "";
          `,
        },
      ],
      tell: { command, broken: refusedOrigin, fixed: opened },
      jenkinsLog: 'Rejecting origin: null; expected was: https://jenkins\\.example\\.com$',
    },
    'apache/cli-origin-replaced': {
      ...apacheHost,
      cause: 'cli-origin-replaced',
      changes: [
        {
          from: conf`ProxyPreserveHost On`,
          to: conf`
            ProxyPreserveHost On
            RequestHeader unset Origin
          `,
        },
      ],
      tell: { command, broken: refusedOrigin, fixed: opened },
      jenkinsLog: 'Rejecting origin: null; expected was: https://jenkins\\.example\\.com$',
    },
    'haproxy/cli-origin-replaced': {
      ...haproxyHost,
      cause: 'cli-origin-replaced',
      changes: [
        {
          from: conf`http-request set-header X-Forwarded-For %[src]`,
          to: conf`
            http-request set-header X-Forwarded-For %[src]
            http-request del-header Origin
          `,
        },
      ],
      tell: { command, broken: refusedOrigin, fixed: opened },
      jenkinsLog: 'Rejecting origin: null; expected was: https://jenkins\\.example\\.com$',
    },
    'caddy/cli-origin-replaced': {
      ...caddyHost,
      cause: 'cli-origin-replaced',
      changes: [
        {
          from: conf`request_header -Forwarded`,
          to: conf`
            request_header -Forwarded
            request_header -Origin
          `,
        },
      ],
      tell: { command, broken: refusedOrigin, fixed: opened },
      jenkinsLog: 'Rejecting origin: null; expected was: https://jenkins\\.example\\.com$',
    },
    'nginx/cli-path-refused': {
      ...nginxHost,
      cause: 'cli-path-refused',
      changes: [
        {
          from: conf`
            location / {
                # ${{
                  fr: 'Aucun chemin après le nom, pas même / : nginx décoderait %2F.',
                  en: 'No path after the name, not even /: nginx would decode %2F.',
                }}
          `,
          to: conf`
            location /cli {
                return 404;
            }

            location / {
          `,
        },
      ],
      tell: { command, broken: conf`HTTP/1.1 404`, fixed: opened },
    },
    'apache/cli-path-refused': {
      ...apacheHost,
      cause: 'cli-path-refused',
      changes: [
        {
          from: conf`RequestHeader unset Proxy-Ssl-Id`,
          to: conf`
            RequestHeader unset Proxy-Ssl-Id
            <Location "/cli">
                Require all denied
            </Location>
          `,
        },
      ],
      tell: { command, broken: conf`HTTP/1.1 403`, fixed: opened },
      log: 'AH01630: client denied by server configuration: ',
    },
    'haproxy/cli-path-refused': {
      ...haproxyHost,
      cause: 'cli-path-refused',
      changes: [
        {
          from: conf`default_backend jenkins`,
          to: conf`
            http-request deny if { path_beg /cli }
            default_backend jenkins
          `,
        },
      ],
      tell: { command, broken: conf`HTTP/1.1 403`, fixed: opened },
      log: ' 403 .*PR-- .*/cli/ws',
    },
    'caddy/cli-path-refused': {
      ...caddyHost,
      cause: 'cli-path-refused',
      changes: [
        {
          from: conf`respond @refused 405`,
          to: conf`
            respond @refused 405
            respond /cli* 403
          `,
        },
      ],
      tell: { command, broken: conf`HTTP/1.1 403`, fixed: opened },
    },
    'nginx/cli-body-buffered': {
      ...nginxHost,
      cause: 'cli-body-buffered',
      changes: [{ from: conf`proxy_request_buffering off;`, to: conf`` }],
      jenkins: shortWait,
      tell: { command: httpMode, broken: silent, fixed: answered },
      jenkinsLog: waitedInVain,
    },
    'lighttpd/cli-body-buffered': {
      ...lighttpdHost,
      cause: 'cli-body-buffered',
      changes: [{ from: conf`server.stream-request-body = 2`, to: conf`` }],
      jenkins: shortWait,
      tell: { command: httpMode, broken: silent, fixed: answered },
      jenkinsLog: waitedInVain,
    },
    'lighttpd/cli-answer-buffered': {
      ...lighttpdHost,
      cause: 'cli-answer-buffered',
      changes: [{ from: conf`server.stream-response-body = 2`, to: conf`` }],
      tell: {
        command: httpMode,
        broken: conf`
          nothing before the command
          Authenticated as: anonymous
        `,
        fixed: answered,
      },
    },
  },
  reports: [
    {
      server: 'apache',
      cause: 'cli-body-buffered',
      note: {
        fr: 'Apache peut retenir le premier morceau du corps\u00A0: utilisez WebSocket, sans `-http`.',
        en: 'Apache may hold the first piece of the body back: use WebSocket, without `-http`.',
      },
      source: 'https://issues.jenkins.io/browse/JENKINS-47279',
    },
  ],
};
