import { conf, host, port, upstreamPort } from '#conf';
import * as nginx from '../servers/nginx/idioms.ts';
import type { SymptomBreaks } from './break.ts';
import { setUp } from './set-up.ts';

const symptom = 'local-port-80';
const command = 'local-port/ways-in';
const side = 'server';

const rules = { server: 'iptables', example: 'iptables', shape: 'http-host' } as const;

const output = conf`-A OUTPUT -o lo -p tcp -m tcp --dport ${port} -j REDIRECT --to-ports ${upstreamPort}`;
const v4 = '/etc/iptables/rules.v4';
const v6 = '/etc/iptables/rules.v6';

const open = conf`
  200, exit 0: 127.0.0.1
  200, exit 0: [::1]
  200, exit 0: ${host}
`;

const refused = conf`
  000, exit 7: 127.0.0.1
  000, exit 7: [::1]
  000, exit 7: ${host}
`;

const byNameOnly = conf`
  000, exit 7: 127.0.0.1
  000, exit 7: [::1]
  200, exit 0: ${host}
`;

/** The site that Debian's package brings listens at every address. */
const otherSite = conf`
  404, exit 0: 127.0.0.1
  404, exit 0: [::1]
  200, exit 0: ${host}
`;

export const localPort80: SymptomBreaks = {
  causes: {
    'output-rule-missing': {
      symptom,
      title: {
        fr: 'La règle OUTPUT manque',
        en: 'The OUTPUT rule is missing',
      },
    },
    'ipv6-rules-missing': {
      symptom,
      title: {
        fr: 'Les règles ne valent que pour IPv4, et localhost désigne ::1',
        en: 'Only IPv4 has the rules, and localhost leads to ::1',
      },
    },
    'rules-not-restored': {
      symptom,
      title: {
        fr: 'Les règles ont disparu au redémarrage, ou un autre outil les a remplacées',
        en: 'The rules went away at a restart, or another tool has replaced them',
      },
    },
    'public-address-only': {
      symptom,
      title: {
        fr: 'Un serveur n’écoute qu’à l’adresse publique',
        en: 'A server listens at the public address only',
      },
    },
  },
  breaks: {
    'iptables/output-rule-missing': {
      ...rules,
      cause: 'output-rule-missing',
      changes: [
        { file: v4, from: output, to: conf`` },
        { file: v6, from: output, to: conf`` },
      ],
      tell: { command, side, broken: refused, fixed: open },
    },
    'iptables/ipv6-rules-missing': {
      ...rules,
      cause: 'ipv6-rules-missing',
      changes: [{ file: v6, from: output, to: conf`` }],
      tell: {
        command,
        side,
        broken: conf`
          200, exit 0: 127.0.0.1
          000, exit 7: [::1]
          200, exit 0: ${host}
        `,
        fixed: open,
      },
    },
    'nginx/public-address-only': {
      ...setUp('nginx', 'http-host'),
      cause: 'public-address-only',
      changes: [
        {
          from: nginx.listen,
          to: conf`listen ${host}:${port};`,
        },
      ],
      tell: { command, side, broken: otherSite, fixed: open },
    },
    'haproxy/public-address-only': {
      ...setUp('haproxy', 'http-host'),
      cause: 'public-address-only',
      changes: [
        {
          from: conf`bind :${port},[::]:${port} v6only`,
          to: conf`bind ${host}:${port}`,
        },
      ],
      tell: { command, side, broken: byNameOnly, fixed: open },
    },
  },
  reports: [
    {
      server: 'iptables',
      cause: 'rules-not-restored',
      source:
        'https://manpages.debian.org/bookworm/iptables-persistent/netfilter-persistent.8.en.html',
    },
  ],
};
