import { conf, path, port, upstreamPort, type Conf, type Example } from '#conf';
import { shapes, type Form } from '#settings';
import { inner } from './inner-port.ts';

/** One table for both versions of IP (`inet`), which is replaced whole and leaves all others alone. */
const table = (form: Form): Conf => conf`
  #!/usr/sbin/nft -f

  # ${{
    fr: 'La table est refaite en une seule transaction ; celles de Docker ou de fail2ban restent.',
    en: 'The table is made anew in one transaction; those of Docker or fail2ban stay.',
  }}
  add table inet jenkins
  delete table inet jenkins

  table inet jenkins {
    chain prerouting {
      type nat hook prerouting priority dstnat; policy accept;
      # ${{
        fr: 'Venu d\'ailleurs : le port public est redirigé vers celui de Jenkins. "local" épargne\nce qui ne fait que traverser cette machine (routeur, conteneurs).',
        en: 'From elsewhere: the public port leads to that of Jenkins. "local" spares\nwhat only passes through this machine (router, containers).',
      }}
      fib daddr type local tcp dport ${port} redirect to :${inner(form)}
    }

    chain output {
      # ${{
        fr: 'De cette machine vers elle-même : prerouting ne le voit pas.',
        en: 'From this machine to itself: prerouting does not see it.',
      }}
      type nat hook output priority -100; policy accept;
      oifname "lo" tcp dport ${port} redirect to :${inner(form)}
    }

    chain input {
      # ${{
        fr: 'Accepter ce qui a été redirigé, refuser ce qui vise le port de Jenkins.',
        en: 'Accept what was redirected, refuse what aims at the port of Jenkins.',
      }}
      type filter hook input priority filter; policy accept;
      tcp dport ${inner(form)} ct status dnat accept
      iifname != "lo" tcp dport ${inner(form)} reject with tcp reset
      ${
        form.tls &&
        conf`
          # ${{
            fr: "Le port sans TLS, au cas où Jenkins l'aurait gardé ouvert.",
            en: 'The port without TLS, in case Jenkins kept it open.',
          }}
          iifname != "lo" tcp dport ${upstreamPort} reject with tcp reset
        `
      }
    }
  }
`;

/**
 * The same redirection in the language of nftables, which Debian restores at boot from one file. NAT in
 * the `inet` family takes Linux 5.2; `delete table` fails for a missing table, hence `add` before it
 * (nft(8), “destroy” came with 1.0.7).
 */
export const nftables: Example = {
  id: 'iptables/nftables',
  server: 'iptables',
  title: { fr: 'Avec nftables', en: 'With nftables' },
  minimum: '1.8',
  shapes,
  checkedBy: 'nft-validate',
  render: (form) => ({
    files: [
      {
        install: '/etc/nftables.conf',
        mode: '644',
        language: 'nftables',
        lineEnds: 'lf',
        content: table(form),
      },
    ],
    enable: [conf`nft -f /etc/nftables.conf`],
    certificates: [],
    upstream: form.tls
      ? conf`https://0.0.0.0:8443${path}/`
      : conf`http://0.0.0.0:${upstreamPort}${path}/`,
  }),
};
