import { conf, slot } from '#conf';
import type { Command } from '../servers/server.ts';

/** The question that the decision tree of the troubleshooting index asks of the proxy. */
export const troubleshooting = {
  'troubleshooting/landing': {
    language: 'shellscript',
    run: conf`curl -sS -o /dev/null -L --max-redirs 5 -w '%{http_code} %{url_effective}\n' ${slot('public-url')}login`,
    output: conf`200 ${slot('public-url')}login`,
  },
} as const satisfies Record<string, Command>;
