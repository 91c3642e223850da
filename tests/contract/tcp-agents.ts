/** Agents that come in over TCP: the page that tells them the port, and the port. */

import { connect } from 'node:net';
import { expectHeader, expectStatus, expectText, expectValue } from './expectations.ts';
import { NotApplicable, visit, type Checks } from './subject.ts';

export const tcpAgents = {
  'agent-discovery': async (subject) => {
    const response = await visit(subject, { path: '/tcpSlaveAgentListener/' });
    expectStatus(response, 200);
    const { headers } = response;
    expectHeader(headers, 'X-Hudson-JNLP-Port', /^\d+$/);
    expectHeader(headers, 'X-Jenkins-JNLP-Port', /^\d+$/);
    expectHeader(headers, 'X-Instance-Identity', /^[A-Za-z0-9+/=]{100,}$/);
    expectHeader(headers, 'X-Jenkins-Agent-Protocols', 'JNLP4-connect, Ping');
    expectHeader(headers, 'X-Remoting-Minimum-Version', /^\d/);
    expectHeader(headers, 'Content-Type', /^text\/plain\b/i);
    expectValue('body', response.text.trim(), 'Jenkins');
  },

  'agent-port': async (subject) => {
    const { agentPort, address } = subject;
    if (agentPort === undefined) throw new NotApplicable('no agent port is forwarded');
    const ask = (text: string): Promise<string> =>
      new Promise((resolve, reject) => {
        const socket = connect({ host: address, port: agentPort });
        let answer = '';
        const timer = setTimeout(() => socket.destroy(), 5_000);
        socket.on('data', (data) => {
          answer += data.toString('latin1');
          if (answer.endsWith('Ping\n')) socket.end();
        });
        socket.on('error', reject);
        socket.on('close', () => {
          clearTimeout(timer);
          resolve(answer);
        });
        socket.write(Buffer.from(text, 'latin1'));
      });
    expectText(await ask('GET / HTTP/1.0\r\n\r\n'), 'Jenkins-Agent-Protocols:');
    expectText(await ask('\u0000\u000dProtocol:Ping'), 'Ping\n');
  },
} satisfies Checks<'tcpAgents'>;
