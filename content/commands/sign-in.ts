import { conf, slot } from '#conf';
import type { Command } from '../servers/server.ts';

const publicUrl = slot('public-url');

/**
 * Who asks for a password: the realm of Jenkins begins with “Jenkins”, any other one is that of the
 * proxy. And a login by form as a browser does it, with the cookie that it would keep; Jenkins
 * 2.541 and later compares the crumb of the form with the session
 * (`hudson/security/AuthenticationProcessingFilter2.java`).
 */
export const signIn = {
  'sign-in/realm': {
    language: 'shellscript',
    run: conf`
      curl -sS -o /dev/null -D - ${publicUrl}login | grep -iE '^(HTTP|location|www-authenticate)'
      curl -sS -o /dev/null -D - -u NAME:SECRET ${publicUrl}login | grep -iE '^(HTTP|location|www-authenticate)'
    `,
    output: conf`
      HTTP/… 200…
      HTTP/… 200…
    `,
  },
  'sign-in/machines': {
    language: 'shellscript',
    run: conf`
      for P in login wsagents/; do curl -sS -o /dev/null -w '%{http_code} ' ${publicUrl}$P; done; echo
    `,
    output: conf`200 400`,
  },
  'sign-in/form': {
    language: 'shellscript',
    run: conf`
      cd "$(mktemp -d)"; A=USER:PASSWORD
      curl -sS -c cookies -o page -D - ${publicUrl}login | grep -i '^set-cookie'
      grep -c JSESSIONID cookies
      curl -sS -b cookies -o /dev/null -w '%{http_code} %{redirect_url}\n' \
        --data-urlencode "j_username=\${A%%:*}" --data-urlencode "j_password=\${A#*:}" \
        -d "Jenkins-Crumb=$(grep -oE '[0-9a-f]{64}' page | head -n 1)" \
        ${publicUrl}j_spring_security_check
    `,
    output: conf`
      …et-…ookie: JSESSIONID.…
      1
      302 ${publicUrl}
    `,
  },
} as const satisfies Record<string, Command>;
