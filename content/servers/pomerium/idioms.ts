import { conf, slot, upstreamHost, upstreamPort, type Conf } from '#conf';
import { closedToTrace, opened } from './examples/main.ts';
import type { BrokenLines } from '../broken-lines.ts';

/** The file of Pomerium's example that broken set-ups change; the other is for systemd. */
export const file = '/etc/pomerium/config.yaml';

/** The lines of Pomerium's two routes that broken set-ups change; each stands once in its file. */
const towards = (preserve: 'true' | 'false', webSockets: 'true' | 'false' | 'absent'): Conf => conf`
  to: http://${upstreamHost}:${upstreamPort}
  preserve_host_header: ${preserve === 'true' ? conf`true` : conf`false`}
  ${webSockets !== 'absent' && conf`allow_websockets: ${webSockets === 'true' ? conf`true` : conf`false`}`}
`;

/** The route of people, on a host of its own. */
const people = (lines: Conf): Conf => conf`
  - from: ${slot('origin')}
    ${lines}
`;

/** The open route, from the line that opens it. */
const open = (lines: Conf): Conf => conf`
  allow_public_unauthenticated_access: true
  ${lines}
`;

const good = towards('true', 'true');

/** The line of the open route that says which addresses it takes. */
const addresses = (agents: boolean, webhook: boolean): Conf => conf`
  regex: '^/(?:${agents && conf`login|wsagents/|`}cli/ws|tcpSlaveAgentListener/|jnlpJars/[\w.-]+|${webhook && conf`github-webhook/|`}health/|content-security-policy-reporting-endpoint/[\w.:=-]+)$'
`;

const allAddresses = addresses(true, true);

/** What people wrote for the route of people. */
export const peopleWithout = {
  host: { file, from: people(good), to: people(towards('false', 'true')) },
  webSockets: { file, from: people(good), to: people(towards('true', 'absent')) },
} as const satisfies Record<string, BrokenLines>;

/** And for the open one. */
export const openWithout = {
  agents: { file, from: allAddresses, to: addresses(false, true) },
  webhook: { file, from: allAddresses, to: addresses(true, false) },
  webSockets: { file, from: open(good), to: open(towards('true', 'false')) },
  closing: {
    file,
    from: conf`
      ${opened}
      ${closedToTrace}
    `,
    to: opened,
  },
} as const satisfies Record<string, BrokenLines>;
