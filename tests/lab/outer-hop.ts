import { createServer, type TLSSocket } from 'node:tls';
import { connect } from 'node:net';
import { once } from 'node:events';
import type { Settings } from '#settings';
import type { Certificates } from '../wire/certificates.ts';
import { addresses } from './network.ts';

/** The proxy in front of the proxy: ends TLS and says so in forwarded headers, as it ought to. */
export interface OuterHop {
  /** Address that clients connect to. */
  readonly address: string;
  /** Client address that the hop reports, and that Jenkins must see. */
  readonly clientAddress: string;
  readonly close: () => Promise<void>;
}

const forwardedName = /^(?:x-forwarded-|forwarded$)/i;

/** The head of a request with the client's own forwarded headers replaced by true ones. */
const rewriteHead = (head: string, settings: Settings, clientAddress: string): string => {
  const [requestLine = '', ...lines] = head.split('\r\n');
  const kept = lines.filter((line) => !forwardedName.test(line.slice(0, line.indexOf(':'))));
  return [
    requestLine,
    ...kept,
    `X-Forwarded-For: ${clientAddress}`,
    `X-Forwarded-Proto: ${settings.scheme}`,
    `X-Forwarded-Port: ${settings.port}`,
  ].join('\r\n');
};

/**
 * Passes the connection on, rewriting the head of every request. Bodies are told by
 * `Content-Length` or chunks; after an upgrade everything is passed as it is.
 */
const pipeRequests = (client: TLSSocket, settings: Settings): void => {
  const upstream = connect({ host: addresses.server, port: 80, localAddress: addresses.outerHop });
  client.setNoDelay(true);
  upstream.setNoDelay(true);
  let buffer: Buffer = Buffer.alloc(0);
  let bodyLeft = 0;
  let chunked = false;
  let tunnel = false;
  const write = (data: Buffer | string): void => {
    if (!upstream.write(data)) {
      client.pause();
      upstream.once('drain', () => client.resume());
    }
  };
  const step = (): boolean => {
    if (buffer.length === 0) return false;
    if (tunnel) {
      write(buffer);
      buffer = Buffer.alloc(0);
      return false;
    }
    if (bodyLeft > 0) {
      const part = buffer.subarray(0, bodyLeft);
      bodyLeft -= part.length;
      buffer = buffer.subarray(part.length);
      write(part);
      return true;
    }
    if (chunked) {
      const end = buffer.indexOf('\r\n');
      if (end < 0) return false;
      const size = Number.parseInt(buffer.subarray(0, end).toString('latin1'), 16);
      chunked = size !== 0;
      bodyLeft = end + 2 + size + 2;
      return true;
    }
    const end = buffer.indexOf('\r\n\r\n');
    if (end < 0) return false;
    const head = buffer.subarray(0, end).toString('latin1');
    buffer = buffer.subarray(end + 4);
    bodyLeft = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0);
    chunked = /^transfer-encoding: *chunked/im.test(head);
    tunnel = /^upgrade: *websocket/im.test(head);
    write(Buffer.from(`${rewriteHead(head, settings, addresses.client)}\r\n\r\n`, 'latin1'));
    return true;
  };
  client.on('data', (data: Buffer) => {
    buffer = buffer.length === 0 ? data : Buffer.concat([buffer, data]);
    while (step());
  });
  upstream.pipe(client);
  client.on('end', () => upstream.end());
  client.on('error', () => upstream.destroy());
  upstream.on('error', () => client.destroy());
  client.on('close', () => upstream.destroy());
};

/** Starts the outer hop on its own address and the public port. */
export const startOuterHop = async (
  settings: Settings,
  { chain, key }: Certificates,
): Promise<OuterHop> => {
  const clients = new Set<TLSSocket>();
  const server = createServer({ cert: chain, key, ALPNProtocols: ['http/1.1'] }, (client) => {
    clients.add(client);
    client.on('close', () => clients.delete(client));
    pipeRequests(client, settings);
  });
  server.listen(settings.port, addresses.outerHop);
  await once(server, 'listening');
  return {
    address: addresses.outerHop,
    clientAddress: addresses.client,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        // A client that went away in the middle of an upload that nobody reads is not noticed.
        for (const client of clients) client.destroy();
      }),
  };
};
