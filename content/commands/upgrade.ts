import { conf, slot } from '#conf';
import type { Command } from '../servers/server.ts';

const publicUrl = slot('public-url');

/**
 * The same page twice: as a browser asks for it, and with the headers by which Java’s HTTP client
 * offers HTTP/2 on an `http://` address (RFC 7540, section 3.2).
 */
export const upgradeCommands = {
  'upgrade/h2c': {
    language: 'shellscript',
    run: conf`
      cd "$(mktemp -d)"
      curl -sS --http1.1 -o plain -w 'plain %{http_code}\n' ${publicUrl}login
      curl -sS --http1.1 -o h2c -w 'h2c %{http_code}\n' -H 'Connection: Upgrade, HTTP2-Settings' \
        -H 'Upgrade: h2c' -H 'HTTP2-Settings: AAMAAABkAAQAoAAAAAIAAAAA' ${publicUrl}login
      grep -o -m 1 'Invalid h2c upgrade headers' h2c
    `,
    output: conf`
      plain 200
      h2c 200
    `,
  },
} as const satisfies Record<string, Command>;
