/**
 * WebSocket upgrades as Jenkins and Jetty answer them, and the open connection.
 *
 * Jenkins source `jenkins/websocket/WebSockets.java`, `Jetty12EE9Provider.java`.
 */

import { header, sendError, type Exchange, type Upgraded } from './exchange.ts';
import { hasToken } from './received-request.ts';
import { acceptKey, encodeFrame, opcodes } from '../wire/websocket-frames.ts';
import { frameReader, type Frame } from './websocket-reader.ts';

export interface WebSocket {
  sendText(text: string): void;
  sendBinary(bytes: Buffer): void;
  /** Starts the closing handshake. */
  close(code: number, reason?: string): void;
  /** Drops the connection without a word. */
  abort(): void;
  /** Resolves when the connection is gone, with the code the client closed with, if it did. */
  readonly closed: Promise<number | null>;
}

export interface WebSocketListener {
  onText?(text: string, socket: WebSocket): void;
  onBinary?(bytes: Buffer, socket: WebSocket): void;
}

/**
 * Checks the handshake in Jenkins' order and then in Jetty's, and opens the connection.
 *
 * @returns null after an error was sent.
 */
export const upgradeToWebSocket = async (
  exchange: Exchange,
  listener: WebSocketListener,
): Promise<WebSocket | null> => {
  const { request, response, jenkins } = exchange;
  if (header(exchange, 'Upgrade')?.toLowerCase() !== 'websocket') {
    await sendError(exchange, 400, 'only WS connections accepted here');
    return null;
  }
  const negotiable =
    request.httpVersion === 'HTTP/1.1' &&
    request.method === 'GET' &&
    hasToken(request.headers, 'Connection', 'upgrade') &&
    header(exchange, 'Sec-WebSocket-Version') === '13';
  if (!negotiable) {
    await sendError(exchange, 400, 'did not manage to upgrade');
    return null;
  }
  const key = header(exchange, 'Sec-WebSocket-Key');
  if (key === null || key === '') {
    await sendError(exchange, 400, "Missing request header 'Sec-WebSocket-Key'");
    return null;
  }
  response.set('Upgrade', 'websocket');
  response.set('Connection', 'Upgrade');
  response.set('Sec-WebSocket-Accept', acceptKey(key));
  response.switchProtocols();
  return openWebSocket(exchange.upgrade(), listener, jenkins.config);
};

interface Timings {
  wsFirstPing: number;
  wsInterval: number;
  wsIdle: number;
}

const openWebSocket = (
  { socket, head }: Upgraded,
  listener: WebSocketListener,
  { wsFirstPing, wsInterval, wsIdle }: Timings,
): WebSocket => {
  const { promise: closed, resolve } = Promise.withResolvers<number | null>();
  const read = frameReader();
  let closeCode: number | null = null;
  let closing = false;
  let message: Buffer[] = [];
  let messageOpcode = 0;

  const closeSocket = (): void => {
    socket.end();
    setTimeout(() => socket.destroy(), 1000).unref();
  };
  const idle = setTimeout(() => {
    webSocket.close(1001, 'Connection Idle Timeout');
    socket.destroySoon();
  }, wsIdle);

  const send = (opcode: number, payload: Buffer): void => {
    if (closing || socket.destroyed || !socket.writable) return;
    idle.refresh();
    socket.write(encodeFrame(opcode, payload, { masked: false }));
  };
  const onFrame = ({ final, opcode, masked, payload }: Frame): void => {
    idle.refresh();
    if (!masked) {
      webSocket.close(1002, 'Client frames must be masked');
    } else if (opcode === opcodes.ping) {
      send(opcodes.pong, payload);
    } else if (opcode === opcodes.close) {
      closeCode = payload.length >= 2 ? payload.readUInt16BE(0) : 1005;
      send(opcodes.close, payload.subarray(0, 2));
      closing = true;
      closeSocket();
    } else if (opcode <= opcodes.binary) {
      if (opcode !== opcodes.continuation) messageOpcode = opcode;
      message.push(payload);
      if (!final) return;
      const whole = Buffer.concat(message);
      message = [];
      if (messageOpcode === opcodes.text) listener.onText?.(whole.toString('utf8'), webSocket);
      else listener.onBinary?.(whole, webSocket);
    }
  };

  const webSocket: WebSocket = {
    sendText: (text) => send(opcodes.text, Buffer.from(text, 'utf8')),
    sendBinary: (bytes) => send(opcodes.binary, bytes),
    close(code, reason = '') {
      const payload = Buffer.alloc(2);
      payload.writeUInt16BE(code);
      send(opcodes.close, Buffer.concat([payload, Buffer.from(reason, 'utf8')]));
      closing = true;
      setTimeout(closeSocket, 1000).unref();
    },
    abort: () => socket.destroy(),
    closed,
  };

  let ping: NodeJS.Timeout | undefined;
  if (wsInterval > 0) {
    const sendPing = () => {
      send(opcodes.ping, Buffer.alloc(0));
      ping = setTimeout(sendPing, wsInterval);
    };
    ping = setTimeout(sendPing, wsFirstPing);
  }
  socket.on('data', (bytes: Buffer) => {
    for (const frame of read(bytes)) onFrame(frame);
  });
  socket.on('end', () => socket.end());
  socket.on('close', () => {
    clearTimeout(idle);
    clearTimeout(ping);
    resolve(closeCode);
  });
  // Frames sent right behind the handshake wait until the caller holds the connection.
  setImmediate(() => {
    if (head.length > 0) socket.emit('data', head);
    socket.resume();
  });
  return webSocket;
};

/** `/wsecho/`: `hello` before texts, upper case for binaries; for administrators. */
export const echoListener: WebSocketListener = {
  onText: (text, socket) => socket.sendText(`hello ${text}`),
  onBinary: (bytes, socket) =>
    socket.sendBinary(
      bytes.map((byte) => (byte >= 0x61 && byte <= 0x7a ? byte - 32 : byte)) as Buffer,
    ),
};
