/** One TCP connection of the HTTP listeners: requests in turn, the container's own answers, closing. */

import { isIP, type Socket } from 'node:net';
import { TLSSocket } from 'node:tls';
import { anonymous } from './accounts.ts';
import { serveApplication } from './application.ts';
import { byteSource, IdleTimeout, type ByteSource } from './byte-source.ts';
import { sendJettyError } from './error-page.ts';
import { redirect, type Exchange } from './exchange.ts';
import { containerView } from './forwarded.ts';
import type { Instance } from './instance.ts';
import { headerValue, type ReceivedRequest } from './received-request.ts';
import { Refusal } from './refusal.ts';
import { requestBody } from './request-body.ts';
import { readHead, type RefusedHead, type RequestHead } from './request-head.ts';
import { checkPath, pathInContext, splitTarget } from './request-target.ts';
import { response as createResponse, type Response } from './response.ts';
import { rootUrl } from './root-url.ts';

/** Everything that came in, shared by all listeners. */
export interface Traffic {
  requests: ReceivedRequest[];
  lastRequest: number;
  lastConnection: number;
  open: Set<Connection>;
}

export interface Connection {
  socket: Socket;
  number: number;
  tls: boolean;
  /** Whether a request has begun and is not answered. */
  busy: boolean;
}

export const traffic = (): Traffic => ({
  requests: [],
  lastRequest: 0,
  lastConnection: 0,
  open: new Set(),
});

/** Serves a connection until it closes or becomes a WebSocket. Never rejects. */
export const serveConnection = async (
  jenkins: Instance,
  seen: Traffic,
  socket: Socket,
  tls: boolean,
): Promise<void> => {
  seen.lastConnection += 1;
  const connection: Connection = { socket, number: seen.lastConnection, tls, busy: false };
  seen.open.add(connection);
  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('close', () => seen.open.delete(connection));
  const source = byteSource(socket);
  try {
    while (await serveRequest(jenkins, seen, connection, source)) connection.busy = false;
  } catch (error) {
    // A response that broke off, or a body that did: Jetty closes without a final chunk.
    if (error instanceof IdleTimeout) finish(socket, source);
    else socket.destroy();
  }
};

/** Sends what is pending, lets the client finish sending for a moment, and closes. */
const finish = (socket: Socket, source: ByteSource): void => {
  source.release();
  socket.resume();
  socket.end();
  if (socket.readableEnded) {
    socket.destroySoon();
    return;
  }
  const timer = setTimeout(() => socket.destroy(), 1000);
  timer.unref();
  socket.on('end', () => socket.destroySoon());
  socket.on('close', () => clearTimeout(timer));
};

/** @returns whether another request may follow; the connection is taken care of otherwise. */
const serveRequest = async (
  jenkins: Instance,
  seen: Traffic,
  connection: Connection,
  source: ByteSource,
): Promise<boolean> => {
  const { config } = jenkins;
  const { socket } = connection;
  let startedAt = Date.now();
  const head = await readHead(source, config.requestHeaderSize, config.idleTimeout, (arrivedAt) => {
    connection.busy = true;
    startedAt = arrivedAt;
  });
  if (head === null) {
    finish(socket, source);
    return false;
  }
  const record = newRecord(seen, connection, head, startedAt);
  const body = requestBody(source, head.headers, config, record, () => response.proceed());
  const response: Response = createResponse(socket, head, record, config, async () => {
    await body.readArrived();
    if (!body.isComplete()) response.closeAfterwards();
  });
  const { promise: gone, resolve: leave } = Promise.withResolvers<undefined>();
  const onClose = () => leave(undefined);
  socket.on('close', onClose);

  let upgraded = false;
  try {
    const refusal =
      'refusal' in head
        ? head.refusal
        : (refuse(head, config.era) ?? refuseSni(socket, head, config.sni));
    if (refusal) {
      if (refusal.connection !== 'keep') response.closeAfterwards(refusal.connection === 'close');
      // What the parser refuses gets a page whatever the method, save the preface of HTTP/2.
      const method = refusal.status === 426 ? head.method : 'GET';
      await sendContainerError(jenkins, response, { ...head, method }, refusal);
    } else {
      await serveContainer(jenkins, head, record, response, {
        body,
        gone,
        isGone: () => socket.destroyed,
        connection,
        upgrade() {
          upgraded = true;
          return { socket, head: source.release() };
        },
      });
    }
  } finally {
    socket.off('close', onClose);
    record.closedAt = Date.now();
  }
  if (upgraded) return false;
  if (response.isPersistent() && body.isComplete() && !socket.destroyed) return true;
  finish(socket, source);
  return false;
};

const newRecord = (
  seen: Traffic,
  { socket, number, tls }: Connection,
  head: RequestHead,
  startedAt: number,
): ReceivedRequest => {
  seen.lastRequest += 1;
  const record: ReceivedRequest = {
    id: seen.lastRequest,
    method: head.method,
    target: head.target,
    httpVersion: head.httpVersion,
    headers: head.headers,
    remoteAddress: plainAddress(socket.remoteAddress),
    remotePort: socket.remotePort ?? 0,
    connection: number,
    tls,
    container: null,
    rootUrl: null,
    user: null,
    startedAt,
    firstBodyByteAt: null,
    lastBodyByteAt: null,
    bodyBytes: 0,
    bodySha256: null,
    bodyComplete: false,
    chunkTimes: [],
    status: null,
    closedAt: null,
  };
  seen.requests.push(record);
  return record;
};

/** An IPv4 address accepted on an IPv6 socket loses its `::ffff:`. */
const plainAddress = (address: string | undefined): string =>
  (address ?? '').replace(/^::ffff:(?=\d+\.)/, '');

/** The target to serve: a `CONNECT` to a host and port is answered like a look at the root. */
const targetOf = ({ method, target }: RequestHead): string => (method === 'CONNECT' ? '/' : target);

const refuse = (head: RequestHead | RefusedHead, era: 'jetty10' | 'jetty12'): Refusal | null => {
  try {
    checkPath(splitTarget(targetOf(head)).path, era);
    return null;
  } catch (error) {
    if (error instanceof Refusal) return error;
    throw error;
  }
};

/** Jetty source `SecureRequestCustomizer.java`; the name compared is that of `Host`. */
const refuseSni = (
  socket: Socket,
  { headers }: RequestHead,
  sni: 'off' | 'host' | 'required',
): Refusal | null => {
  if (sni === 'off' || !(socket instanceof TLSSocket)) return null;
  const host = (headerValue(headers, 'Host') ?? '').replace(/:\d+$/, '');
  const certificate = socket.getX509Certificate();
  // Server sockets have the name that the client sent, or false; the types know client sockets only.
  const named = typeof (socket as { servername?: unknown }).servername === 'string';
  const matches = isIP(host) === 0 ? certificate?.checkHost(host) : certificate?.checkIP(host);
  return matches === undefined || (sni === 'required' && !named)
    ? new Refusal(400, 'Invalid SNI')
    : null;
};

const sendContainerError = (
  jenkins: Instance,
  response: Response,
  head: RequestHead,
  { status, message }: { status: number; message: string },
): Promise<void> => {
  const { method } = head;
  return sendJettyError(
    response,
    { status, message, method, uri: splitTarget(head.target).path, inApplication: false },
    headerValue(head.headers, 'Accept'),
    jenkins.config.era,
  );
};

/** Forwarded headers, TRACE, context path: what the container answers before Jenkins sees anything. */
const serveContainer = async (
  jenkins: Instance,
  head: RequestHead,
  record: ReceivedRequest,
  response: Response,
  {
    connection: { socket, tls },
    ...parts
  }: Pick<Exchange, 'body' | 'gone' | 'isGone' | 'upgrade'> & { connection: Connection },
): Promise<void> => {
  const { contextPath, era, secured } = jenkins.config;
  const { path: rawPath, query } = splitTarget(targetOf(head));
  const container = (() => {
    try {
      return containerView(head.headers, {
        tls,
        localAddress: plainAddress(socket.localAddress),
        localPort: socket.localPort ?? 0,
        remoteAddress: record.remoteAddress,
      });
    } catch (error) {
      if (error instanceof Refusal) return error;
      throw error;
    }
  })();
  if (container instanceof Refusal) {
    return sendContainerError(jenkins, response, head, container);
  }
  record.container = container;
  record.rootUrl = rootUrl(head.headers, container, contextPath);
  if (head.method === 'TRACE') {
    return response.send(403);
  }
  const path =
    rawPath === '*' ? (contextPath === '' ? '/' : null) : pathInContext(rawPath, contextPath);
  if (path === null) {
    return sendContainerError(jenkins, response, head, { status: 404, message: '' });
  }
  const exchange: Exchange = {
    ...parts,
    jenkins,
    request: record,
    response,
    container,
    rootUrl: record.rootUrl,
    rawPath,
    query,
    path,
    principal: anonymous(secured),
    session: null,
  };
  if (path === '') {
    const location = `${contextPath}/${query === null ? '' : `?${query}`}`;
    return redirect(exchange, location, era === 'jetty12' ? 301 : 302);
  }
  return serveApplication(exchange);
};
