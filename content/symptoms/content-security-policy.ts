import { conf, type Conf } from '#conf';
import * as apache from '../servers/apache/idioms.ts';
import * as haproxy from '../servers/haproxy/idioms.ts';
import * as nginx from '../servers/nginx/idioms.ts';
import type { Break, SymptomBreaks } from './break.ts';
import { setUp } from './set-up.ts';

const symptom = 'content-security-policy';

/** Jenkins' own header, which it sends in every case. */
const own = conf`…ontent-…ecurity-…olicy-…eport-…nly: base-uri 'none'; def`;
const added = conf`…ontent-…ecurity-…olicy: default-src 'none'`;

const second = (
  server: 'apache' | 'nginx' | 'haproxy',
  from: Conf,
  line: Conf,
  isFirst: boolean,
): Break => ({
  server,
  example: server,
  shape: 'https-host',
  cause: 'second-policy',
  changes: [
    {
      from,
      to: conf`
        ${from}
        ${line}
      `,
    },
  ],
  tell: {
    command: 'headers/policies',
    broken: isFirst
      ? conf`
        ${added}
        ${own}
      `
      : conf`
        ${own}
        ${added}
      `,
    fixed: own,
  },
});

export const contentSecurityPolicy: SymptomBreaks = {
  causes: {
    'second-policy': {
      symptom,
      title: {
        fr: 'Le proxy ajoute sa propre politique',
        en: 'The proxy adds a policy of its own',
      },
    },
    'policy-removed': {
      symptom,
      title: {
        fr: 'Le proxy retire celle de Jenkins',
        en: 'The proxy removes that of Jenkins',
      },
    },
    'policy-enforced': {
      symptom,
      title: {
        fr: 'Jenkins applique la politique, et la page vient d’une autre origine',
        en: 'Jenkins enforces the policy, and the page comes from another origin',
      },
    },
  },
  breaks: {
    'nginx/second-policy': second(
      'nginx',
      nginx.hsts,
      conf`add_header Content-Security-Policy "default-src 'none'" always;`,
      false,
    ),
    'apache/second-policy': second(
      'apache',
      apache.hsts,
      conf`Header always set Content-Security-Policy "default-src 'none'"`,
      true,
    ),
    'haproxy/second-policy': second(
      'haproxy',
      haproxy.hsts,
      conf`http-after-response set-header Content-Security-Policy "default-src 'none'"`,
      false,
    ),
    'nginx/policy-removed': {
      ...setUp('nginx'),
      cause: 'policy-removed',
      changes: [
        {
          from: nginx.hsts,
          to: conf`
            ${nginx.hsts}
            proxy_hide_header Content-Security-Policy-Report-Only;
          `,
        },
      ],
      tell: { command: 'headers/policies', broken: conf``, fixed: own },
    },
  },
  reports: [
    {
      cause: 'policy-enforced',
      source: 'https://github.com/jenkinsci/jenkins/issues/26000',
    },
  ],
};
