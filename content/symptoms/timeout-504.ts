import { conf, slot, upstreamPort } from '#conf';
import type { ServerId } from '#servers';
import * as lighttpd from '../servers/lighttpd/idioms.ts';
import * as nginx from '../servers/nginx/idioms.ts';
import { peopleWithout } from '../servers/pomerium/idioms.ts';
import { after } from '../servers/broken-lines.ts';
import type { Break, SymptomBreaks } from './break.ts';
import { setUp } from './set-up.ts';

const symptom = 'timeout-504';

/** The slow page takes 8 s; a limit of 5 s stands for any that is shorter than the page. */
const tell = (status: '502' | '504'): NonNullable<Break['tell']> => ({
  command: 'patience/compare',
  side: 'server',
  broken:
    status === '504'
      ? conf`
        504 … s
        200 … s
      `
      : conf`
        502 … s
        200 … s
      `,
  fixed: conf`
    200 … s
    200 … s
  `,
});

const common = <Id extends ServerId>(server: Id) =>
  ({ ...setUp(server), cause: 'answer-takes-too-long' }) as const;

export const timeout504: SymptomBreaks = {
  causes: {
    'answer-takes-too-long': {
      symptom,
      title: {
        fr: 'Le proxy n’attend pas assez longtemps la réponse de Jenkins',
        en: 'The proxy does not wait long enough for the answer of Jenkins',
      },
    },
    'outer-hop-impatient': {
      symptom,
      title: {
        fr: 'Un autre saut est plus impatient que le proxy',
        en: 'Another hop is less patient than the proxy',
      },
    },
    'jenkins-slow': {
      symptom,
      title: {
        fr: 'Jenkins lui-même est lent',
        en: 'Jenkins itself is slow',
      },
    },
    'jenkins-unreachable': {
      symptom,
      title: {
        fr: 'Jenkins ne répond pas du tout',
        en: 'Jenkins does not answer at all',
      },
    },
  },
  breaks: {
    'nginx/answer-takes-too-long': {
      ...common('nginx'),
      changes: [{ from: nginx.patience, to: conf`proxy_read_timeout 5s;` }],
      tell: tell('504'),
      log: 'upstream timed out \\(110: Connection timed out\\) while reading response header',
      fails: ['response-silence', 'stream-silence'],
    },
    'apache/answer-takes-too-long': {
      ...common('apache'),
      changes: [{ from: conf`ProxyTimeout 300`, to: conf`ProxyTimeout 5` }],
      tell: tell('502'),
      log: 'AH01102: error reading status line from remote server',
    },
    'lighttpd/answer-takes-too-long': {
      ...common('lighttpd'),
      changes: [
        {
          from: lighttpd.pass,
          to: conf`proxy.server = ( "" => ( ( "host" => "${slot('upstream-host', 'quoted')}", "port" => ${upstreamPort}, "read-timeout" => 5 ) ) )`,
        },
      ],
      tell: tell('504'),
      log: 'read timeout on socket: tcp:127\\.0\\.0\\.1:8080',
    },
    'haproxy/answer-takes-too-long': {
      ...common('haproxy'),
      changes: [{ from: conf`timeout server 300s`, to: conf`timeout server 5s` }],
      tell: tell('504'),
      log: ' 504 \\d+ .* sH-- ',
    },
    'caddy/answer-takes-too-long': {
      ...common('caddy'),
      changes: [after(conf`keepalive 20s`, conf`response_header_timeout 5s`)],
      tell: tell('504'),
      log: 'timeout awaiting response headers',
    },
    'pomerium/answer-takes-too-long': {
      ...setUp('pomerium'),
      cause: 'answer-takes-too-long',
      client: 'browser',
      changes: [peopleWithout.webSockets],
      log: '"response-code":(?:504|200),"response-code-details":"response_timeout"',
      fails: ['response-silence', 'stream-silence'],
    },
    'squid/answer-takes-too-long': {
      ...common('squid'),
      changes: [after(conf`server_idle_pconn_timeout 20 seconds`, conf`read_timeout 5 seconds`)],
      tell: tell('504'),
    },
  },
  reports: [
    {
      server: 'iis',
      cause: 'answer-takes-too-long',
      changes: [
        {
          from: conf`<proxy enabled="true" timeout="00:02:00" />`,
          to: conf`<proxy enabled="true" timeout="00:10:00" />`,
        },
      ],
      source:
        'https://learn.microsoft.com/en-us/iis/extensions/configuring-application-request-routing-arr/http-load-balancing-using-application-request-routing',
    },
    {
      cause: 'outer-hop-impatient',
      source:
        'https://docs.aws.amazon.com/elasticloadbalancing/latest/application/edit-load-balancer-attributes.html#connection-idle-timeout',
    },
    {
      cause: 'jenkins-slow',
      source: 'https://github.com/jenkinsci/jenkins/pull/7614',
    },
    {
      cause: 'jenkins-unreachable',
      source: 'https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_connect_timeout',
    },
  ],
};
