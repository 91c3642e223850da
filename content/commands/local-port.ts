import { conf, host, slot } from '#conf';
import type { Command } from '../servers/server.ts';
import { thisMachine } from '../servers/where.ts';

/** Whether the machine reaches its own public port, over each loopback address and by name. */
export const localPort = {
  'local-port/ways-in': {
    where: thisMachine,
    language: 'shellscript',
    run: conf`
      for A in 127.0.0.1 '[::1]' ${host}; do
        curl -sk -o /dev/null -w "%{http_code}, exit %{exitcode}: $A\n" --connect-to "::$A:" ${slot('public-url')}login
      done
    `,
    output: conf`
      200, exit 0: 127.0.0.1
      200, exit 0: [::1]
      200, exit 0: ${host}
    `,
  },
} as const satisfies Record<string, Command>;
