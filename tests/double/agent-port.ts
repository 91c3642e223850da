/**
 * The TCP port of inbound agents: a private protocol, neither HTTP nor TLS.
 *
 * Jenkins source `hudson/TcpSlaveAgentListener.java`.
 */

import { createServer, type Server, type Socket } from 'node:net';
import { agentProtocols, remotingMinimumVersion } from './agents.ts';
import { log, type Instance } from './instance.ts';

/** A server, not yet listening; the caller binds and closes it. */
export const agentPortServer = (jenkins: Instance): Server => {
  let count = 0;
  return createServer({ allowHalfOpen: true, noDelay: true, keepAlive: true }, (socket) => {
    count += 1;
    serve(jenkins, socket, count);
  });
};

const serve = (jenkins: Instance, socket: Socket, connection: number): void => {
  const peer = (socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  const origin = 'hudson.TcpSlaveAgentListener$ConnectionHandler#run';
  let buffered = Buffer.alloc(0);

  const say = (text: string): void => {
    socket.end(text);
  };
  const abort = (reason: string): void => {
    log(jenkins, 'WARNING', origin, `Connection #${connection} is aborted: ${reason}`);
    say(`${reason}\n`);
  };

  const handleProtocol = (text: string): void => {
    if (!text.startsWith('Protocol:')) {
      abort(`Unrecognized protocol: ${text}`);
    } else if (text === 'Protocol:Ping') {
      say('Ping\n');
    } else if (text === 'Protocol:JNLP4-connect') {
      hold(buffered.subarray(2 + buffered.readUInt16BE(0)));
    } else {
      abort(`Unknown protocol:${text.slice('Protocol:'.length)}`);
    }
  };

  /** Stands in for Remoting: whatever comes goes back, and a byte is sent at Remoting's ping interval. */
  const hold = (first: Buffer): void => {
    log(jenkins, 'INFO', origin, `Accepted JNLP4-connect connection #${connection} from /${peer}`);
    socket.off('data', onData);
    socket.off('end', onEnd);
    // The first filter of JNLP4 waits for the agent's acknowledgement, and gives up without.
    const unacknowledged = setTimeout(() => {
      log(
        jenkins,
        'WARNING',
        'o.j.r.p.i.AckFilterLayer$1#run',
        `[${origin}] Timeout waiting for ACK`,
      );
      socket.destroy();
    }, jenkins.config.agentAckWait);
    socket.on('close', () => clearTimeout(unacknowledged));
    if (first.length > 0) {
      clearTimeout(unacknowledged);
      socket.write(first);
    }
    socket.on('data', (bytes: Buffer) => {
      clearTimeout(unacknowledged);
      socket.write(bytes);
    });
    socket.on('end', () => socket.end());
    const { agentPing } = jenkins.config;
    if (agentPing === 0) return;
    const ping = setInterval(() => socket.write(Buffer.from([0])), agentPing);
    socket.on('close', () => clearInterval(ping));
  };

  const onData = (bytes: Buffer): void => {
    buffered = Buffer.concat([buffered, bytes]);
    // Jenkins reads ten bytes before it looks at them.
    if (buffered.length < 10) return;
    const start = buffered.subarray(0, 10).toString('latin1');
    if (start.startsWith('GET ')) {
      socket.off('data', onData);
      socket.resume();
      say(start.startsWith('GET / ') ? describe() : notFound);
      return;
    }
    const length = buffered.readUInt16BE(0);
    if (buffered.length < 2 + length) return;
    const text = buffered.subarray(2, 2 + length).toString('utf8');
    socket.off('data', onData);
    handleProtocol(text);
    socket.resume();
  };
  const onEnd = (): void => {
    if (socket.writableEnded) return;
    // End of file in the middle of `readFully` or `readUTF`: an exception without a message.
    log(
      jenkins,
      'WARNING',
      origin,
      `Connection #${connection} from /${peer}:${socket.remotePort ?? 0} failed: null`,
    );
    socket.end();
  };
  const describe = (): string => {
    const lines = [
      'HTTP/1.0 200 OK',
      'Content-Type: text/plain;charset=UTF-8',
      '',
      `Jenkins-Agent-Protocols: ${agentProtocols}`,
      `Jenkins-Version: ${jenkins.config.version}`,
      `Jenkins-Session: ${jenkins.sessionHash}`,
      `Client: ${peer}`,
      `Server: ${(socket.localAddress ?? '').replace(/^::ffff:/, '')}`,
      `Remoting-Minimum-Version: ${remotingMinimumVersion}`,
      '',
    ];
    return lines.join('\r\n');
  };

  socket.on('data', onData);
  socket.on('end', onEnd);
  socket.on('error', () => socket.destroy());
};

const notFound =
  'HTTP/1.0 404 Not Found\r\nContent-Type: text/plain;charset=UTF-8\r\n\r\nNot Found\r\n';
