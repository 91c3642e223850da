/**
 * Inbound agents over HTTP: the WebSocket endpoint and the announcement of the TCP port.
 *
 * Jenkins source `jenkins/agents/WebSocketAgents.java`,
 * `hudson/TcpSlaveAgentListener/index.jelly`.
 */

import { randomBytes } from 'node:crypto';
import { header, sendError, type Exchange } from './exchange.ts';
import { log } from './instance.ts';
import { instanceIdentity, sendNotFound } from './pages.ts';
import { upgradeToWebSocket } from './websocket.ts';

export const remotingMinimumVersion = '3176.v207ec082a_8c0';
export const agentProtocols = 'JNLP4-connect, Ping';

/** Text form of a capability, as Remoting writes it. */
const capability =
  'rO0ABXNyABpodWRzb24ucmVtb3RpbmcuQ2FwYWJpbGl0eQAAAAAAAAABAgABSgAEbWFza3hwAAAAAAAAAf4=';

/** `/wsagents/`: headers, agent, secret, then the upgrade. An open connection echoes binary messages. */
export const serveAgent = async (exchange: Exchange): Promise<void> => {
  const { jenkins, response } = exchange;
  const name = header(exchange, 'Node-Name');
  const secret = header(exchange, 'Secret-Key');
  const offered = header(exchange, 'X-Remoting-Capability');
  const origin = 'jenkins.agents.WebSocketAgents#doIndex';
  if (name === null || secret === null || offered === null) {
    const received = exchange.request.headers.map(([found]) => found).join(', ');
    log(jenkins, 'WARNING', origin, `incomplete headers: [${received}]`);
    return sendError(
      exchange,
      400,
      'This endpoint is only for use from agent.jar in WebSocket mode',
    );
  }
  const agent = jenkins.config.agents.find((candidate) => candidate.name === name);
  if (!agent) {
    log(jenkins, 'WARNING', origin, `no such agent ${name}`);
    return sendError(exchange, 400, 'no such agent');
  }
  if (agent.secret !== secret) {
    log(jenkins, 'WARNING', origin, `incorrect secret for ${name}`);
    return sendError(exchange, 403);
  }
  const present = jenkins.connectedAgents.get(name);
  const cookie = header(exchange, 'Connection-Cookie') ?? randomBytes(16).toString('hex');
  if (present && present.cookie !== cookie) {
    const reason = `${name} is already connected to this controller. Rejecting this connection.`;
    log(jenkins, 'WARNING', origin, reason);
    return sendError(exchange, 400, reason);
  }
  present?.socket.abort();
  response.set('X-Remoting-Capability', capability);
  response.set('X-Remoting-Minimum-Version', remotingMinimumVersion);
  response.set('Connection-Cookie', cookie);
  const socket = await upgradeToWebSocket(exchange, {
    onBinary: (bytes, connection) => connection.sendBinary(bytes),
  });
  if (!socket) return;
  const entry = { cookie, socket };
  jenkins.connectedAgents.set(name, entry);
  log(jenkins, 'INFO', origin, `${name} connected`);
  const code = await socket.closed;
  if (jenkins.connectedAgents.get(name) === entry) jenkins.connectedAgents.delete(name);
  log(jenkins, 'INFO', origin, `${name} disconnected (${code ?? 'no close frame'})`);
};

/** `/tcpSlaveAgentListener/`: where the TCP port is, in headers. */
export const sendAgentListener = (exchange: Exchange): Promise<void> => {
  const { jenkins, response } = exchange;
  if (jenkins.agentPort === null) return sendNotFound(exchange);
  response.set('X-Hudson-JNLP-Port', String(jenkins.agentPort));
  response.set('X-Jenkins-JNLP-Port', String(jenkins.agentPort));
  response.set('X-Instance-Identity', instanceIdentity);
  response.set('X-Jenkins-Agent-Protocols', agentProtocols);
  response.set('X-Remoting-Minimum-Version', remotingMinimumVersion);
  response.set('Content-Type', 'text/plain;charset=UTF-8');
  return response.send(200, '\n  Jenkins\n');
};
