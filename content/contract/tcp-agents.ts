import type { Rule } from './rule.ts';

/** Agents that come in over TCP: how they find the port, and the port. */
export const tcpAgents = {
  /** Headers dropped: agents over TCP do not find their port. */
  'agent-discovery': {
    title: {
      fr: 'Un agent TCP lit par HTTP où se connecter',
      en: 'A TCP agent learns over HTTP where to connect',
    },
  },
  /** TLS or the PROXY protocol in the way of a port that is not HTTP. */
  'agent-port': {
    title: {
      fr: 'Le port TCP des agents, s’il est transmis, l’est octet par octet',
      en: 'The TCP port of agents, where it is forwarded, passes byte for byte',
    },
  },
} as const satisfies Readonly<Record<string, Rule>>;
