import { conf } from '#conf';

/** What `handshake/agent` prints when the connection of an agent is opened. */
export const agentPasses = conf`
  login 200
  no such agent
  HTTP/1.1 101…
`;
