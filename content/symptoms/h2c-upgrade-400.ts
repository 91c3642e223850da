import { conf } from '#conf';
import * as caddy from '../servers/caddy/idioms.ts';
import * as nginx from '../servers/nginx/idioms.ts';
import { before } from '../servers/broken-lines.ts';
import type { Break, SymptomBreaks } from './break.ts';
import { setUp } from './set-up.ts';

const symptom = 'h2c-upgrade-400';
const command = 'upgrade/h2c';

const answered = conf`
  plain 200
  h2c 200
`;

/** Jetty answers before Jenkins sees the request. */
const refused = {
  command,
  broken: conf`
    plain 200
    h2c 400
    Invalid h2c upgrade headers
  `,
  fixed: answered,
} as const satisfies Break['tell'];

export const h2cUpgrade400: SymptomBreaks = {
  causes: {
    'upgrade-without-connection': {
      symptom,
      title: {
        fr: 'Le proxy transmet Upgrade sans Connection',
        en: 'The proxy passes Upgrade on without Connection',
      },
    },
    'upgrade-sent-always': {
      symptom,
      title: {
        fr: 'Le proxy envoie Upgrade avec chaque requête',
        en: 'The proxy sends Upgrade with every request',
      },
    },
    'client-offers-h2c': {
      symptom,
      title: {
        fr: 'Un répartiteur que vous ne réglez pas transmet l’offre d’un client Java',
        en: 'A load balancer that you cannot set passes on what a Java client offers',
      },
    },
  },
  breaks: {
    'nginx/upgrade-without-connection': {
      ...setUp('nginx'),
      cause: 'upgrade-without-connection',
      alsoShows: ['upgrade-not-passed', 'cli-upgrade-not-passed'],
      changes: [
        {
          from: nginx.upgrade,
          to: conf`
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection "";
          `,
        },
      ],
      tell: refused,
      received: '^Upgrade: h2c$',
    },
    'caddy/upgrade-sent-always': {
      ...setUp('caddy'),
      cause: 'upgrade-sent-always',
      changes: [
        before(
          caddy.transport,
          conf`
            header_up Upgrade {>Upgrade}
            header_up Connection {>Connection}
          `,
        ),
      ],
      tell: {
        command,
        broken: conf`
          plain 400
          h2c 400
          Invalid h2c upgrade headers
        `,
        fixed: answered,
      },
      landing: conf`400 …`,
      received: '^Upgrade: \\{>Upgrade\\}$',
    },
  },
  reports: [
    {
      cause: 'client-offers-h2c',
      source: 'https://github.com/jenkinsci/swarm-plugin/pull/752',
    },
  ],
};
