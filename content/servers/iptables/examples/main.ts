import { conf, path, port, region, upstreamPort, type Conf, type Example } from '#conf';
import { shapes, type Form } from '#settings';
import { inner } from './inner-port.ts';

/** The table that changes the destination port. */
const redirection = (form: Form): Conf =>
  region(
    'redirection',
    conf`
      *nat
      :PREROUTING ACCEPT [0:0]
      :INPUT ACCEPT [0:0]
      :OUTPUT ACCEPT [0:0]
      :POSTROUTING ACCEPT [0:0]
      # ${{
        fr: 'Venu d\'ailleurs : le port public est redirigé vers celui de Jenkins. "LOCAL" épargne\nce qui ne fait que traverser cette machine (routeur, conteneurs).',
        en: 'From elsewhere: the public port leads to that of Jenkins. "LOCAL" spares\nwhat only passes through this machine (router, containers).',
      }}
      -A PREROUTING -p tcp -m addrtype --dst-type LOCAL -m tcp --dport ${port} -j REDIRECT --to-ports ${inner(form)}
      # ${{
        fr: 'De cette machine vers elle-même : PREROUTING ne le voit pas.',
        en: 'From this machine to itself: PREROUTING does not see it.',
      }}
      -A OUTPUT -o lo -p tcp -m tcp --dport ${port} -j REDIRECT --to-ports ${inner(form)}
      COMMIT
    `,
  );

/** The table that refuses what does not come by the public port. */
const filter = (form: Form): Conf =>
  region(
    'filter',
    conf`
      *filter
      :INPUT ACCEPT [0:0]
      :FORWARD ACCEPT [0:0]
      :OUTPUT ACCEPT [0:0]
      # ${{
        fr: 'Le filtre voit le port de Jenkins : accepter ce qui a été redirigé, refuser\nle reste. Une seule adresse publique, donc un seul cookie et une seule URL.',
        en: 'The filter sees the port of Jenkins: accept what was redirected, refuse\nthe rest. One public address, hence one cookie and one URL.',
      }}
      -A INPUT -p tcp -m tcp --dport ${inner(form)} -m conntrack --ctstate DNAT -j ACCEPT
      -A INPUT ! -i lo -p tcp -m tcp --dport ${inner(form)} -j REJECT --reject-with tcp-reset
      ${
        form.tls &&
        conf`
          # ${{
            fr: "Le port sans TLS, au cas où Jenkins l'aurait gardé ouvert.",
            en: 'The port without TLS, in case Jenkins kept it open.',
          }}
          -A INPUT ! -i lo -p tcp -m tcp --dport ${upstreamPort} -j REJECT --reject-with tcp-reset
        `
      }
      COMMIT
    `,
  );

/** IPv4 and IPv6 take the same rules: REDIRECT names a port, not an address. */
const rules = (form: Form): Conf => conf`
  ${redirection(form)}
  ${filter(form)}
`;

/**
 * The files that `iptables-persistent` restores at boot. The rules are written as `iptables-save`
 * prints them, so that a saved file differs by comments and counters only.
 */
export const site: Example = {
  id: 'iptables',
  server: 'iptables',
  minimum: '1.8',
  shapes,
  render: (form) => ({
    files: [
      {
        install: '/etc/iptables/rules.v4',
        mode: '644',
        language: 'iptables',
        lineEnds: 'lf',
        content: rules(form),
      },
      {
        install: '/etc/iptables/rules.v6',
        mode: '644',
        language: 'iptables',
        lineEnds: 'lf',
        content: rules(form),
      },
    ],
    enable: [
      conf`iptables-restore /etc/iptables/rules.v4`,
      conf`ip6tables-restore /etc/iptables/rules.v6`,
    ],
    certificates: [],
    upstream: form.tls
      ? conf`https://0.0.0.0:8443${path}/`
      : conf`http://0.0.0.0:${upstreamPort}${path}/`,
  }),
};
