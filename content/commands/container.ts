import { conf, slot } from '#conf';
import type { Command } from '../servers/server.ts';

const publicUrl = slot('public-url');

/** What the servlet container refuses before Jenkins sees the request, and which container it is. */
export const container = {
  'container/encoded-slash': {
    language: 'shellscript',
    run: conf`
      curl -sS -i --path-as-is '${publicUrl}job/a%2Fb/' | grep -aoiE -m 3 '^HTTP/[0-9.]+ [0-9]+|^server: .+|Ambiguous URI [a-z ]+'
    `,
    output: conf`
      HTTP/… 403
      …
    `,
  },
  'inner-tls/status': {
    language: 'shellscript',
    run: conf`
      cd "$(mktemp -d)"
      curl -sS -o answer -w '%{http_code}\n' ${publicUrl}login
      grep -o -m 1 'Invalid SNI' answer
    `,
    output: conf`200`,
  },
} as const satisfies Record<string, Command>;
