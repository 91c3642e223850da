import { conf, host, path, slot } from '#conf';
import type { Command } from '../servers/server.ts';

const publicUrl = slot('public-url');

/** The delivery that a provider sends to try a webhook, to the three URLs that people enter. */
export const webhook = {
  'webhook/delivery': {
    language: 'shellscript',
    run: conf`
      cd "$(mktemp -d)"
      for U in ${publicUrl}github-webhook ${publicUrl}github-webhook/ http://${host}${path}/github-webhook/; do
        curl -sS --http1.1 -L -o answer -w "%{http_code}, redirects %{num_redirects}: $U\n" \
          -H 'X-GitHub-Event: ping' -H 'Content-Type: application/json' -d '{"zen":"Test"}' $U
        grep -o -m 1 'Hook should contain event type' answer
      done
    `,
    output: conf`
      405, redirects 1: ${publicUrl}github-webhook
      200, redirects 0: ${publicUrl}github-webhook/
      200, redirects …: http://${host}${path}/github-webhook/
    `,
  },
} as const satisfies Record<string, Command>;
