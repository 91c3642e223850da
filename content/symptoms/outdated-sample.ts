import { conf, host, path, slot, upstreamHost, upstreamPort } from '#conf';
import * as apache from '../servers/apache/idioms.ts';
import * as haproxy from '../servers/haproxy/idioms.ts';
import * as nginx from '../servers/nginx/idioms.ts';
import { after, before } from '../servers/broken-lines.ts';
import type { SymptomBreaks } from './break.ts';
import { setUp } from './set-up.ts';
import { bannerPasses, prefixAgreed } from './tells.ts';

const symptom = 'outdated-sample';

export const outdatedSample: SymptomBreaks = {
  causes: {
    'removed-header-rules': {
      symptom,
      title: {
        fr: 'HAProxy ne connaît plus reqirep, reqadd et rspirep',
        en: 'HAProxy no longer knows reqirep, reqadd and rspirep',
      },
    },
    'host-replaced': {
      symptom,
      title: {
        fr: 'HAProxy écrit un nom fixe dans Host',
        en: 'HAProxy writes a fixed name into Host',
      },
    },
    'prefix-stripped-by-sample': {
      symptom,
      title: {
        fr: 'L’exemple officiel pour HAProxy retire /jenkins, que Jenkins attend',
        en: 'The official sample for HAProxy removes /jenkins, which Jenkins expects',
      },
    },
    'twenty-connections': {
      symptom,
      title: {
        fr: 'L’exemple officiel pour HAProxy n’accepte que vingt connexions',
        en: 'The official sample for HAProxy accepts twenty connections only',
      },
    },
    'styles-read-from-disk': {
      symptom,
      title: {
        fr: 'nginx cherche les fichiers statiques de Jenkins sur le disque',
        en: 'nginx looks for the static files of Jenkins on disk',
      },
    },
    'access-rules-of-2-2': {
      symptom,
      title: {
        fr: 'Les règles d’accès sont celles d’Apache 2.2',
        en: 'The access rules are those of Apache 2.2',
      },
    },
  },
  breaks: {
    'haproxy/removed-header-rules': {
      ...setUp('haproxy'),
      cause: 'removed-header-rules',
      changes: [
        {
          from: haproxy.schemeHttps,
          to: conf`reqadd X-Forwarded-Proto:\ https`,
        },
      ],
      refused: "The 'reqadd' directive is not supported anymore",
    },
    'haproxy/removed-header-rules/host': {
      ...setUp('haproxy'),
      cause: 'removed-header-rules',
      changes: [before(haproxy.toBackend, conf`reqirep ^Host:\ .* Host:\ ${host}`)],
      refused: "The 'reqirep' directive is not supported anymore",
    },
    'haproxy/host-replaced': {
      ...setUp('haproxy'),
      cause: 'host-replaced',
      alsoShows: ['host-not-passed'],
      changes: [
        before(
          haproxy.toBackend,
          conf`http-request set-header Host ${upstreamHost}:${upstreamPort}`,
        ),
      ],
      tell: {
        command: 'banner/verdict',
        broken: conf`
          HTTP/… 302
          …ocation: ${slot('public-url')}administrativeMonitor
          HTTP/… 404
          https://${upstreamHost}:${upstreamPort}/manage vs. ${slot('public-url')}manage/
        `,
        fixed: bannerPasses,
      },
      received: '^[Hh]ost: 127\\.0\\.0\\.1:8080$',
    },
    // The lines of https://www.jenkins.io/doc/book/system-administration/reverse-proxy-configuration-with-jenkins/reverse-proxy-configuration-haproxy/
    'haproxy/prefix-stripped-by-sample': {
      ...setUp('haproxy', 'https-path'),
      cause: 'prefix-stripped-by-sample',
      alsoShows: ['path-differs'],
      changes: [
        {
          from: haproxy.onlyUnderPath,
          to: conf`
            http-request redirect code 301 prefix ${path} unless { path_beg ${path} }
            http-request replace-path ${path}(/)?(.*) /\2
          `,
        },
      ],
      tell: {
        command: 'path/prefix',
        side: 'server',
        broken: conf`
          jenkins 200
          proxy 404
        `,
        fixed: prefixAgreed,
      },
    },
    'haproxy/twenty-connections': {
      ...setUp('haproxy'),
      cause: 'twenty-connections',
      changes: [after(haproxy.httpMode, conf`maxconn 20`)],
      tell: { command: 'connections/past-twenty', broken: conf`000`, fixed: conf`200` },
    },
    'apache/access-rules-of-2-2': {
      ...setUp('apache', 'http-host'),
      cause: 'access-rules-of-2-2',
      prepare: conf`a2dismod -f access_compat`,
      changes: [
        after(
          apache.encodedSlashes,
          conf`
            <Proxy "*">
                Order deny,allow
                Allow from all
            </Proxy>
          `,
        ),
      ],
      refused: "Invalid command 'Order'",
    },
    'nginx/styles-read-from-disk': {
      ...setUp('nginx'),
      cause: 'styles-read-from-disk',
      changes: [
        before(
          nginx.location,
          conf`
            root /var/run/jenkins/war;
            location ~ "^/static/[0-9a-fA-F]{8}/(.*)$" {
                try_files /$1 =404;
            }
          `,
        ),
      ],
      tell: {
        command: 'static/style',
        broken: conf`404 text/html`,
        fixed: conf`200 text/css…`,
      },
    },
  },
  reports: [],
};
