import { conf, slot } from '#conf';
import type { Command } from '../servers/server.ts';

const publicUrl = slot('public-url');

/**
 * Fetches a crumb with its session cookie and sends both back, once with the crumb in the header and
 * once in the form. The address it posts to changes nothing in Jenkins. A password, not an API
 * token: requests with a token need no crumb (`jenkins/security/ApiCrumbExclusion.java`).
 */
export const crumb = {
  'crumb/round-trip': {
    language: 'shellscript',
    run: conf`
      cd "$(mktemp -d)"
      T=${publicUrl}administrativeMonitor/hudson.diagnosis.ReverseProxySetupMonitor/test
      curl -sS -u USER:PASSWORD -c cookies -o crumb -D - ${publicUrl}crumbIssuer/api/json | grep -iE '^(age|x-cache: hit|set-cookie)'
      C=$(grep -oE '[0-9a-f]{64}' crumb)
      curl -sS -u USER:PASSWORD -b cookies -o /dev/null -w 'header %{http_code}\n' -H "Jenkins-Crumb: $C" -d '' $T
      curl -sS -u USER:PASSWORD -b cookies -o /dev/null -w 'form %{http_code}\n' -d "Jenkins-Crumb=$C" $T
    `,
    output: conf`
      …et-…ookie: JSESSIONID.…
      header 302
      form 302
    `,
  },
} as const satisfies Record<string, Command>;
