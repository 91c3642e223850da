import { conf, host, slot, upstreamHost, upstreamPort } from '#conf';
import * as nginx from '../servers/nginx/idioms.ts';
import type { SymptomBreaks } from './break.ts';
import { setUp } from './set-up.ts';

const symptom = 'invalid-sni';
const command = 'inner-tls/status';

const refused = conf`
  400
  Invalid SNI
`;
const answered = conf`200`;

/** Jenkins’ own HTTPS port, with the checks that it does not make unless told to. */
const hostChecked = { options: { sni: 'host' } } as const;
const nameRequired = { options: { sni: 'required' } } as const;

const innerTls = conf`proxy_pass https://${upstreamHost}:8443;`;

export const invalidSni: SymptomBreaks = {
  causes: {
    'sni-not-sent': {
      symptom,
      title: {
        fr: 'Le proxy parle TLS à Jenkins sans lui dire à quel nom',
        en: 'The proxy speaks TLS to Jenkins without telling it a name',
      },
    },
    'sni-host-differs': {
      symptom,
      title: {
        fr: 'Le certificat de Jenkins n’a pas le nom qui lui est demandé',
        en: 'The certificate of Jenkins lacks the name that is asked for',
      },
    },
    'sni-opened-by-address': {
      symptom,
      title: {
        fr: 'Le port HTTPS de Jenkins est ouvert par son adresse IP',
        en: 'The HTTPS port of Jenkins is opened by its IP address',
      },
    },
  },
  breaks: {
    'nginx/sni-not-sent': {
      ...setUp('nginx'),
      cause: 'sni-not-sent',
      changes: [
        {
          from: nginx.pass,
          to: innerTls,
          fixed: conf`
            ${innerTls}
            proxy_ssl_server_name on;
            proxy_ssl_name ${host};
          `,
        },
      ],
      jenkins: nameRequired,
      tell: { command, broken: refused, fixed: answered },
      landing: conf`400 ${slot('public-url')}login`,
    },
    'haproxy/sni-not-sent': {
      ...setUp('haproxy'),
      cause: 'sni-not-sent',
      changes: [
        {
          from: conf`server jenkins ${upstreamHost}:${upstreamPort} pool-purge-delay 3s`,
          to: conf`server jenkins ${upstreamHost}:8443 ssl verify none pool-purge-delay 3s`,
          fixed: conf`server jenkins ${upstreamHost}:8443 ssl verify none sni str(${host}) pool-purge-delay 3s`,
        },
      ],
      jenkins: nameRequired,
      tell: { command, broken: refused, fixed: answered },
    },
    'nginx/sni-host-differs': {
      ...setUp('nginx'),
      cause: 'sni-host-differs',
      changes: [
        { from: nginx.pass, to: innerTls, fixed: innerTls },
        {
          from: nginx.host,
          to: conf`proxy_set_header Host jenkins.internal;`,
        },
      ],
      jenkins: hostChecked,
      tell: { command, broken: refused, fixed: answered },
      received: '^Host: jenkins\\.internal$',
    },
  },
  reports: [
    {
      cause: 'sni-opened-by-address',
      source: 'https://github.com/jetty/jetty.project/issues/9638',
    },
  ],
};
