import { conf, slot } from '#conf';
import type { Command } from '../servers/server.ts';

const publicUrl = slot('public-url');

/**
 * The two requests of Jenkins' own check, as the page **Manage Jenkins** sends them, reduced to what
 * tells causes apart: each status, the start of the redirect, and the comparison of a refusal
 * (`hudson/diagnosis/ReverseProxySetupMonitor.java` of Jenkins core).
 */
export const banner = {
  'banner/verdict': {
    language: 'shellscript',
    run: conf`
      curl -sS -i -L --max-redirs 3 -u USER:APITOKEN -e ${publicUrl}manage/ \
        ${publicUrl}administrativeMonitor/hudson.diagnosis.ReverseProxySetupMonitor/test |
        grep -aoiE '^HTTP/[0-9.]+ [0-9]+|^location: .+/administrativeMonitor|[a-z]+://[^ ]+ vs\. [^ <]+' | uniq
    `,
    output: conf`
      HTTP/… 302
      …ocation: ${publicUrl}administrativeMonitor
      HTTP/… 200
    `,
  },
} as const satisfies Record<string, Command>;
