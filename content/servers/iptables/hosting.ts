import { conf } from '#conf';
import type { Hosting } from '../../hosting/hosting.ts';
import { enableSite, siteFile, withoutDefaultSite } from '../nginx/hosting.ts';
import { twoFiles } from '../../hosting/parts.ts';

const ports = { http: conf`8080`, https: conf`8443` };

/** IPv4 and IPv6 take the same rules: REDIRECT names a port, not an address. */
const rules = conf`
  *nat
  :PREROUTING ACCEPT [0:0]
  :INPUT ACCEPT [0:0]
  :OUTPUT ACCEPT [0:0]
  :POSTROUTING ACCEPT [0:0]
  # ${{
    fr: "Venus d'ailleurs : les ports publics sont redirigés vers ceux de nginx.",
    en: 'From elsewhere: the public ports lead to those of nginx.',
  }}
  -A PREROUTING -p tcp -m addrtype --dst-type LOCAL -m tcp --dport 80 -j REDIRECT --to-ports ${ports.http}
  -A PREROUTING -p tcp -m addrtype --dst-type LOCAL -m tcp --dport 443 -j REDIRECT --to-ports ${ports.https}
  # ${{
    fr: 'De cette machine vers elle-même : PREROUTING ne le voit pas.',
    en: 'From this machine to itself: PREROUTING does not see it.',
  }}
  -A OUTPUT -o lo -p tcp -m tcp --dport 80 -j REDIRECT --to-ports ${ports.http}
  -A OUTPUT -o lo -p tcp -m tcp --dport 443 -j REDIRECT --to-ports ${ports.https}
  COMMIT
  *filter
  :INPUT ACCEPT [0:0]
  :FORWARD ACCEPT [0:0]
  :OUTPUT ACCEPT [0:0]
  # ${{
    fr: 'Le filtre voit les ports de nginx : accepter ce qui a été redirigé, refuser le reste.',
    en: 'The filter sees the ports of nginx: accept what was redirected, refuse the rest.',
  }}
  -A INPUT -p tcp -m multiport --dports ${ports.http},${ports.https} -m conntrack --ctstate DNAT -j ACCEPT
  -A INPUT ! -i lo -p tcp -m multiport --dports ${ports.http},${ports.https} -j REJECT --reject-with tcp-reset
  COMMIT
`;

const rulesFile = (install: string) =>
  ({ install, mode: '644', language: 'iptables', lineEnds: 'lf', content: rules }) as const;

/** iptables knows nothing of HTTP: it leads the public ports to an nginx that does the rest. */
export const iptables: Hosting = {
  minimum: '1.8',
  intro: [
    {
      fr: 'iptables ignore tout de HTTP. Il redirige les ports 80 et 443 vers les ports 8080 et 8443, où un nginx sans port privilégié fait le reste. Ces fichiers remplacent les règles de la machine\u202F; pour les garder, ajoutez celles-ci aux vôtres comme devant Jenkins.',
      en: 'iptables knows nothing of HTTP. It leads ports 80 and 443 to 8080 and 8443, where an nginx that does not open low ports does the rest. These files replace the rules that the machine has; to keep them, add these to yours as in front of Jenkins.',
    },
  ],
  behind: 'nginx',
  packages: ['nginx', 'iptables-persistent'],
  render: (place) => ({
    files: [
      rulesFile('/etc/iptables/rules.v4'),
      rulesFile('/etc/iptables/rules.v6'),
      siteFile(place, ports),
    ],
    enable: [enableSite, withoutDefaultSite],
    certificates: twoFiles,
  }),
};
