import { conf, slot } from '#conf';
import type { Command } from '../servers/server.ts';

const publicUrl = slot('public-url');

/**
 * What a client can make Jenkins take for true. First the address of Jenkins (its reporting address,
 * see `scheme.ts`) and the headers that Jenkins received (`/whoAmI/`, open to everybody), when a
 * client sends forwarded headers of its own; then whether a request for another name arrives.
 */
export const forged = {
  'forged/headers': {
    language: 'shellscript',
    run: conf`
      forged() {
        curl -sS -H 'X-Forwarded-Host: forged.example' -H 'X-Forwarded-Proto: forged' -H 'X-Forwarded-Port: 81' \
          -H 'X-Forwarded-For: 203.0.113.99' -H 'Forwarded: for=203.0.113.99;host=forged.example' "$@"
      }
      forged -o /dev/null -D - ${publicUrl}login |
        sed -nE 's|^[Rr]eporting-[Ee]ndpoints: [^:]+: (.*)content-security-policy-.*|\1|p'
      forged ${publicUrl}whoAmI/ | grep -c '203\.0\.113\.99'
    `,
    output: conf`
      ${publicUrl}
      0
    `,
  },
  'forged/other-host': {
    language: 'shellscript',
    run: conf`
      curl -sS -o /dev/null -D - -H 'Host: forged.example' ${publicUrl}login 2>/dev/null | grep -ci '^x-jenkins:'
    `,
    output: conf`0`,
  },
} as const satisfies Record<string, Command>;
