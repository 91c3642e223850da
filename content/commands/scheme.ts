import { conf, path, slot } from '#conf';
import type { Command } from '../servers/server.ts';

const publicUrl = slot('public-url');

/**
 * The three addresses that Jenkins gives: the one it derives from the request (reporting address of
 * a page), the configured one (the same header of another file) and that of a redirect. The header
 * exists from Jenkins 2.539 on (`jenkins/security/csp/`).
 */
export const scheme = {
  'scheme/addresses': {
    language: 'shellscript',
    run: conf`
      for PAGE in login robots.txt; do
        curl -sS -o /dev/null -D - ${publicUrl}$PAGE |
          sed -nE "s|^[Rr]eporting-[Ee]ndpoints:.*(https?://.*/)content-security-policy-.*|$PAGE \1|p"
      done
      curl -sS -o /dev/null -D - ${publicUrl}whoAmI | grep -i '^location'
    `,
    output: conf`
      login ${publicUrl}
      robots.txt ${publicUrl}
      …ocation: ${path}/whoAmI/
    `,
  },
} as const satisfies Record<string, Command>;
