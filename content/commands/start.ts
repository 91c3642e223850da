import { conf } from '#conf';
import type { Command } from '../servers/server.ts';
import { packages, thisMachine } from '../servers/where.ts';

/** Why Jenkins does not start or start as it should, and whether it gets to the Internet. */
export const start = {
  'start/why': {
    where: packages,
    language: 'shellscript',
    varies: true,
    run: conf`
      systemctl is-active jenkins
      systemctl cat jenkins | grep '^# /'
      sudo journalctl -u jenkins -n 400 --no-pager \
        | grep -oE 'Unrecognized.*|older than the minimum.*|Could not create the Java Virtual Machine|Address already in use|Permission denied' | sort | uniq -c
    `,
    output: conf`
      active
      # /…/systemd/system/jenkins.service
      # /etc/systemd/system/jenkins.service.d/…
    `,
  },
  /** The reader has another forward proxy, and another way to the Internet, than any test. */
  'start/internet': {
    where: thisMachine,
    language: 'shellscript',
    notRun: true,
    run: conf`
      U=https://updates.jenkins.io/update-center.json
      curl -sS -o /dev/null -L -m 25 --noproxy '*' -w 'direct %{http_code} %{time_total} s\n' "$U"
      curl -sS -o /dev/null -L -m 25 --proxy http://proxy.example.net:3128 -w 'proxy %{http_code} %{time_total} s\n' "$U"
    `,
  },
} as const satisfies Record<string, Command>;
