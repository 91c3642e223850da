import { conf } from '#conf';
import * as apache from '../servers/apache/idioms.ts';
import * as caddy from '../servers/caddy/idioms.ts';
import * as haproxy from '../servers/haproxy/idioms.ts';
import * as lighttpd from '../servers/lighttpd/idioms.ts';
import * as nginx from '../servers/nginx/idioms.ts';
import * as squid from '../servers/squid/idioms.ts';
import { after, before, without } from '../servers/broken-lines.ts';
import type { SymptomBreaks } from './break.ts';
import { setUp } from './set-up.ts';
import { commandLinePasses, originRefused } from './tells.ts';

const symptom = 'cli-fails';
const command = 'cli/handshake';
const httpMode = 'cli/http-mode';

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
      ...setUp('nginx'),
      cause: 'cli-origin-differs',
      changes: [],
      jenkins: { jenkinsUrl: 'http://jenkins.example.com/' },
      tell: { command, broken: originRefused, fixed: commandLinePasses },
      jenkinsLog: 'Rejecting origin: https://jenkins\\.example\\.com; expected was: http://',
    },
    'nginx/cli-upgrade-not-passed': {
      ...setUp('nginx'),
      cause: 'cli-upgrade-not-passed',
      changes: [without(nginx.upgrade)],
      tell: { command, broken: withoutUpgrade, fixed: commandLinePasses },
    },
    'apache/cli-upgrade-not-passed': {
      ...setUp('apache'),
      cause: 'cli-upgrade-not-passed',
      changes: [apache.upgradeLost],
      tell: { command, broken: withoutUpgrade, fixed: commandLinePasses },
    },
    'lighttpd/cli-upgrade-not-passed': {
      ...setUp('lighttpd'),
      cause: 'cli-upgrade-not-passed',
      changes: [without(lighttpd.upgrade)],
      tell: { command, broken: withoutUpgrade, fixed: commandLinePasses },
    },
    'squid/cli-upgrade-not-passed': {
      ...setUp('squid'),
      cause: 'cli-upgrade-not-passed',
      changes: [without(squid.upgrade)],
      tell: { command, broken: withoutUpgrade, fixed: commandLinePasses },
    },
    'caddy/cli-upgrade-not-passed': {
      ...setUp('caddy'),
      cause: 'cli-upgrade-not-passed',
      changes: [caddy.upgradeLost],
      tell: { command, broken: withoutUpgrade, fixed: commandLinePasses },
    },
    'nginx/jenkins-url-not-set': {
      ...setUp('nginx'),
      cause: 'jenkins-url-not-set',
      changes: [],
      jenkins: { jenkinsUrl: null },
      tell: {
        command,
        broken: conf`
          HTTP/1.1 403
          …: Jenkins URL is not configured (set Jenkins URL in the configuration)
        `,
        fixed: commandLinePasses,
      },
    },
    'nginx/cli-origin-replaced': {
      ...setUp('nginx'),
      cause: 'cli-origin-replaced',
      changes: [after(nginx.protocol, conf`proxy_set_header Origin "";`)],
      tell: { command, broken: originRefused, fixed: commandLinePasses },
      jenkinsLog: 'Rejecting origin: null; expected was: https://jenkins\\.example\\.com$',
    },
    'apache/cli-origin-replaced': {
      ...setUp('apache'),
      cause: 'cli-origin-replaced',
      changes: [after(apache.preserveHost, conf`RequestHeader unset Origin`)],
      tell: { command, broken: originRefused, fixed: commandLinePasses },
      jenkinsLog: 'Rejecting origin: null; expected was: https://jenkins\\.example\\.com$',
    },
    'haproxy/cli-origin-replaced': {
      ...setUp('haproxy'),
      cause: 'cli-origin-replaced',
      changes: [haproxy.headerRemoved(conf`Origin`)],
      tell: { command, broken: originRefused, fixed: commandLinePasses },
      jenkinsLog: 'Rejecting origin: null; expected was: https://jenkins\\.example\\.com$',
    },
    'caddy/cli-origin-replaced': {
      ...setUp('caddy'),
      cause: 'cli-origin-replaced',
      changes: [caddy.headerRemoved(conf`Origin`)],
      tell: { command, broken: originRefused, fixed: commandLinePasses },
      jenkinsLog: 'Rejecting origin: null; expected was: https://jenkins\\.example\\.com$',
    },
    'nginx/cli-path-refused': {
      ...setUp('nginx'),
      cause: 'cli-path-refused',
      changes: [
        {
          from: nginx.locationExplained,
          to: conf`
            location /cli {
                return 404;
            }

            location / {
          `,
        },
      ],
      tell: { command, broken: conf`HTTP/1.1 404`, fixed: commandLinePasses },
    },
    'apache/cli-path-refused': {
      ...setUp('apache'),
      cause: 'cli-path-refused',
      changes: [
        after(
          apache.lastHeader,
          conf`
            <Location "/cli">
                Require all denied
            </Location>
          `,
        ),
      ],
      tell: { command, broken: conf`HTTP/1.1 403`, fixed: commandLinePasses },
      log: 'AH01630: client denied by server configuration: ',
    },
    'haproxy/cli-path-refused': {
      ...setUp('haproxy'),
      cause: 'cli-path-refused',
      changes: [before(haproxy.toBackend, conf`http-request deny if { path_beg /cli }`)],
      tell: { command, broken: conf`HTTP/1.1 403`, fixed: commandLinePasses },
      log: ' 403 .*PR-- .*/cli/ws',
    },
    'caddy/cli-path-refused': {
      ...setUp('caddy'),
      cause: 'cli-path-refused',
      changes: [after(caddy.refused, conf`respond /cli* 403`)],
      tell: { command, broken: conf`HTTP/1.1 403`, fixed: commandLinePasses },
    },
    'nginx/cli-body-buffered': {
      ...setUp('nginx'),
      cause: 'cli-body-buffered',
      changes: [without(conf`proxy_request_buffering off;`)],
      jenkins: shortWait,
      tell: { command: httpMode, broken: silent, fixed: answered },
      jenkinsLog: waitedInVain,
    },
    'lighttpd/cli-body-buffered': {
      ...setUp('lighttpd'),
      cause: 'cli-body-buffered',
      changes: [without(conf`server.stream-request-body = 2`)],
      jenkins: shortWait,
      tell: { command: httpMode, broken: silent, fixed: answered },
      jenkinsLog: waitedInVain,
    },
    'lighttpd/cli-answer-buffered': {
      ...setUp('lighttpd'),
      cause: 'cli-answer-buffered',
      changes: [without(lighttpd.answersAsTheyCome)],
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
