import { conf } from '#conf';
import * as apache from '../servers/apache/idioms.ts';
import * as haproxy from '../servers/haproxy/idioms.ts';
import * as nginx from '../servers/nginx/idioms.ts';
import { after, before } from '../servers/broken-lines.ts';
import type { SymptomBreaks } from './break.ts';
import { setUp } from './set-up.ts';

const symptom = 'outdated-sample';

export const outdatedSample: SymptomBreaks = {
  causes: {
    'removed-header-rules': {
      symptom,
      title: {
        fr: 'HAProxy ne connaît plus reqrep, reqadd et rspirep',
        en: 'HAProxy no longer knows reqrep, reqadd and rspirep',
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
