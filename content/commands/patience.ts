import { conf, slot, upstreamHost, upstreamPort, path } from '#conf';
import type { Command } from '../servers/server.ts';
import { onTheProxy } from '../servers/where.ts';

/** The same slow page through the proxy and directly: status and seconds of both. */
export const patience = {
  'patience/compare': {
    where: onTheProxy,
    language: 'shellscript',
    run: conf`
      for U in ${slot('public-url')} http://${upstreamHost}:${upstreamPort}${path}/; do
        curl -sS -o /dev/null -w '%{http_code} %{time_total} s\n' -u USER:APITOKEN "$U"SLOW_PAGE
      done
    `,
    output: conf`
      200 … s
      200 … s
    `,
  },
} as const satisfies Record<string, Command>;
