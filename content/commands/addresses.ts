import { conf, slot } from '#conf';
import type { Command } from '../servers/server.ts';
import { onTheProxy } from '../servers/where.ts';

const publicUrl = slot('public-url');
const upstream = conf`http://${slot('upstream-host')}:${slot('upstream-port')}${slot('path')}/`;

/** Commands that look at what becomes of an address: its path, its signs, its port, its scheme. */
export const addresses = {
  'path/prefix': {
    where: onTheProxy,
    language: 'shellscript',
    run: conf`
      curl -sS -o /dev/null -w 'jenkins %{http_code}\n' ${upstream}login
      curl -sS -o /dev/null -w 'proxy %{http_code}\n' ${publicUrl}login
      curl -sS ${publicUrl}login | grep -o 'data-rooturl="[^"]*"'
    `,
    output: conf`
      jenkins 200
      proxy 200
      data-rooturl="${slot('path')}"
    `,
  },
  'path/encoded-slash': {
    language: 'shellscript',
    run: conf`
      curl -sS -o /dev/null -w 'branch %{http_code}\n' -u USER:APITOKEN ${publicUrl}job/feature%252Ffoo/
      curl -sS -u USER:APITOKEN ${publicUrl}administrativeMonitor/hudson.diagnosis.ReverseProxySetupMonitor/testForReverseProxySetup/a%2Fb/ |
        grep -o 'vs\. [^ <]*' | uniq
    `,
    output: conf`
      branch …
      vs. a/b
    `,
  },
  'path/signs': {
    language: 'shellscript',
    run: conf`
      curl -sS -o /dev/null -w 'space %{http_code}\n' -u USER:APITOKEN ${publicUrl}job/no%20such/
      curl -sS -o /dev/null -w 'question mark %{http_code}\n' -u USER:APITOKEN ${publicUrl}job/no%3Fsuch/
    `,
    output: conf`
      space 404
      question mark 404
    `,
  },
  'path/front-and-login': {
    language: 'shellscript',
    run: conf`
      curl -sS -o /dev/null -w 'front page %{http_code}\n' ${publicUrl}
      curl -sS -o /dev/null -w 'login %{http_code}\n' ${publicUrl}login
    `,
    output: conf`
      front page 403
      login 200
    `,
  },
  'redirect/address': {
    language: 'shellscript',
    run: conf`
      curl -sS -o /dev/null -D - ${publicUrl}login |
        sed -nE 's|^[Rr]eporting-[Ee]ndpoints:.*(https?://.*/)content-security-policy-.*|\1|p'
    `,
    output: conf`${publicUrl}`,
  },
  'redirect/chain': {
    language: 'shellscript',
    run: conf`
      curl -s -o /dev/null -D - -L --max-redirs 5 -w '%{http_code}\n' ${publicUrl}login |
        tr -d '\r' | grep -iE '^location|^[0-9]+$' | uniq -c | sed 's/^ *//'
    `,
    output: conf`1 200`,
  },
  'static/style': {
    language: 'shellscript',
    run: conf`
      STYLE=$(curl -sS ${publicUrl}login | grep -o '"[^"]*/static/[^"]*\.css' | head -n 1 | tr -d '"')
      curl -sS -o /dev/null -w '%{http_code} %{content_type}\n' "${slot('origin')}$STYLE"
    `,
    output: conf`200 text/css…`,
  },
} as const satisfies Record<string, Command>;
