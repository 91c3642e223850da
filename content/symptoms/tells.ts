import { conf, path, slot } from '#conf';
import type { Break } from './break.ts';

/**
 * What the commands of the pages print before a cure and after it, where the servers' own set-ups say
 * so of the same causes.
 */
type Tell = NonNullable<Break['tell']>;

/** What `handshake/agent` prints when the connection of an agent is opened. */
export const agentPasses = conf`
  login 200
  no such agent
  HTTP/1.1 101…
`;

/** Jenkins answers, and knows nothing of a protocol change. */
export const upgradeLost: Tell = {
  command: 'handshake/agent',
  broken: conf`
    login 200
    no such agent
    HTTP/1.1 400…
  `,
  fixed: agentPasses,
};

/** Jenkins does not learn which agent it is. */
export const agentHeadersLost: Tell = {
  command: 'handshake/agent',
  broken: conf`
    login 200
    This endpoint is only for use
    HTTP/1.1 101…
  `,
  fixed: agentPasses,
};

/** What `cli/handshake` prints when the command line is let in. */
export const commandLinePasses = conf`HTTP/1.1 101`;

/** Jenkins refuses the origin that it is told. */
export const originRefused = conf`
  HTTP/1.1 403
  …: Unexpected request origin (check your reverse proxy settings)
`;

export const originLost: Tell = {
  command: 'cli/handshake',
  broken: originRefused,
  fixed: commandLinePasses,
};

/** What `crumb/round-trip` prints when both ways of sending a crumb work. */
export const crumbAccepted = conf`
  …et-…ookie: JSESSIONID.…
  header 302
  form 302
`;

/** The crumb arrives in a form, and not in its header. */
export const crumbHeaderLost: Tell = {
  command: 'crumb/round-trip',
  broken: conf`
    …et-…ookie: JSESSIONID.…
    header 403
    form 302
  `,
  fixed: crumbAccepted,
};

/** What `path/prefix` prints when both sides agree. */
export const prefixAgreed = conf`
  jenkins 200
  proxy 200
  data-rooturl="${path}"
`;

/** Jenkins has no prefix, and the proxy hides that. */
export const prefixRemoved = conf`
  jenkins 403
  proxy 200
  data-rooturl=""
`;

/** What `banner/verdict` prints when Jenkins' own check passes. */
export const bannerPasses = conf`
  HTTP/… 302
  …ocation: ${slot('public-url')}administrativeMonitor
  HTTP/… 200
`;

/** The proxy gives up on a slow page that Jenkins answers. */
export const impatient: Tell = {
  command: 'patience/compare',
  side: 'server',
  broken: conf`
    504 … s
    200 … s
  `,
  fixed: conf`
    200 … s
    200 … s
  `,
};
