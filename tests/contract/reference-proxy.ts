/**
 * A proxy in Node that keeps the whole contract, and breaks a rule of it when told to. It shows
 * without any real server that every check can pass, and that every check can fail.
 */

import { once } from 'node:events';
import { networkInterfaces } from 'node:os';
import { performServerHandshake, type ServerHttp2Stream } from 'node:http2';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { setTimeout as wait } from 'node:timers/promises';
import type { Settings } from '#settings';
import {
  bodyPieces,
  chunk,
  headText,
  headerValue,
  lastChunk,
  readBytes,
  readHead,
  requestFraming,
  responseFraming,
  Silence,
  without,
  type ByteReader,
  type Framing,
  type Header,
} from '../wire/message.ts';
import {
  behaviour,
  type Behaviour,
  type Client,
  type OwnAnswer,
  type RelayedRequest,
  type RelayedResponse,
} from './reference-behaviour.ts';

/** The side of the browser, whatever HTTP it speaks. */
interface Downstream {
  readonly body: AsyncIterable<Buffer> | null;
  readonly framing: Framing;
  readonly interim: (head: RelayedResponse) => Promise<void>;
  readonly head: (head: RelayedResponse, framing: Framing) => Promise<void>;
  readonly write: (piece: Buffer) => Promise<void>;
  readonly end: () => Promise<void>;
  /** Only HTTP/1.1 can switch. */
  readonly tunnel: { readonly socket: Socket; readonly reader: ByteReader } | null;
  /** Breaks off what has begun. */
  readonly abort: () => void;
}

/** Whether this machine has the loopback address of IPv6. */
export const hasIpv6 = (): boolean =>
  Object.values(networkInterfaces()).some((list) => list?.some(({ address }) => address === '::1'));

interface Upstream {
  readonly socket: Socket;
  readonly reader: ByteReader;
  idleSince: number;
}

export interface ReferenceProxy {
  readonly port: number;
  readonly plainPort: number | null;
  readonly close: () => Promise<void>;
}

export interface ReferenceProxyOptions {
  readonly settings: Settings;
  readonly upstreamPort: number;
  /** PEM texts; needed when the public URL is `https`. */
  readonly certificate?: { readonly chain: string; readonly key: string };
  /** How long a connection to Jenkins may be idle and still be used again; 20 s when absent. */
  readonly keptFor?: number;
  /** How long the head of a request may take; 40 s when absent. */
  readonly headTime?: number;
  readonly fault?: Partial<Behaviour>;
}

const put = (socket: Socket, bytes: Buffer | string): Promise<void> =>
  new Promise((resolve, reject) => {
    if (typeof bytes !== 'string' && bytes.length === 0) resolve();
    else socket.write(bytes, (error) => (error ? reject(error) : resolve()));
  });

const connectUpstream = async (port: number): Promise<Upstream> => {
  const socket = connect({ host: '127.0.0.1', port, noDelay: true });
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return { socket, reader: readBytes(socket, Number.POSITIVE_INFINITY), idleSince: Date.now() };
};

/** Bytes one way until either side ends. */
const pump = async (
  reader: ByteReader,
  socket: Socket,
  change: (bytes: Buffer) => Buffer,
): Promise<void> => {
  for (let bytes = await reader.some(); bytes !== null; bytes = await reader.some()) {
    await put(socket, change(bytes));
  }
  socket.end();
};

const send = async (downstream: Downstream, { status, headers = [], body = '' }: OwnAnswer) => {
  await downstream.head(
    { status, reason: 'Of the proxy', headers: [...headers, ['Content-Length', `${body.length}`]] },
    { kind: 'sized', length: body.length },
  );
  await downstream.write(Buffer.from(body));
  await downstream.end();
};

/** Makes the relay of one proxy, with its cache. */
const makeRelay = (doing: Behaviour, upstreamPort: number) => {
  const cache = new Map<string, { head: RelayedResponse; body: Buffer }>();

  /** Sends the body on; resolves to false when it is refused. */
  const forwardBody = async (
    downstream: Downstream,
    { socket }: Upstream,
  ): Promise<'sent' | 'too large' | 'too slow'> => {
    const { body, framing } = downstream;
    if (body === null) return 'sent';
    const limit = framing.kind === 'chunked' ? doing.chunkedLimit : doing.sizedLimit;
    const deadline = Date.now() + doing.bodyTime;
    const held: Buffer[] = [];
    const wrap = (piece: Buffer): Buffer => (framing.kind === 'chunked' ? chunk(piece) : piece);
    let bytes = 0;
    for await (const piece of body) {
      bytes += piece.length;
      if (bytes > limit) return 'too large';
      if (Date.now() > deadline) return 'too slow';
      if (doing.buffersRequests) held.push(piece);
      else await put(socket, wrap(piece));
    }
    for (const piece of held) await put(socket, wrap(piece));
    if (framing.kind === 'chunked') await put(socket, lastChunk);
    return 'sent';
  };

  const relayResponse = async (
    request: RelayedRequest,
    client: Client,
    downstream: Downstream,
    { reader, socket }: Upstream,
  ): Promise<'reusable' | 'spent' | 'tunnelled'> => {
    reader.patience(doing.silence);
    let head: RelayedResponse;
    for (;;) {
      const found = await readHead(reader);
      if (found === null) throw new Error('Jenkins closed the connection');
      const [, status = '0', reason = ''] = /^HTTP\/1\.\d (\d+) ?(.*)$/.exec(found.startLine) ?? [];
      head = { status: Number(status), reason, headers: found.headers };
      if (head.status >= 200 || head.status === 101) break;
      await downstream.interim(head);
    }
    const framing = responseFraming(head.status, head.headers, request.method);
    const closes = /\bclose\b/i.test(headerValue(head.headers, 'Connection') ?? '');
    const relayed = doing.response(head, request, client);
    if (head.status === 101) {
      await downstream.head(relayed, { kind: 'none' });
      const { tunnel } = downstream;
      if (tunnel === null) throw new Error('no tunnel over HTTP/2');
      reader.patience(doing.tunnelSilence);
      tunnel.reader.patience(Number.POSITIVE_INFINITY);
      try {
        await Promise.race([
          pump(tunnel.reader, socket, (bytes) => bytes),
          pump(reader, tunnel.socket, doing.tunnelled),
        ]);
      } finally {
        socket.destroy();
        tunnel.socket.destroySoon();
      }
      return 'tunnelled';
    }
    const held: Buffer[] = [];
    const holds = doing.responseBody !== null || doing.caches;
    if (!holds) await downstream.head(relayed, framing);
    let bytes = 0;
    for await (const piece of bodyPieces(reader, framing)) {
      bytes += piece.length;
      if (bytes > doing.responseLimit) throw new Error('the response is too long');
      if (doing.delay > 0) await wait(doing.delay);
      if (holds) held.push(piece);
      else await downstream.write(piece);
    }
    if (holds) {
      const whole = Buffer.concat(held);
      const body = doing.responseBody?.(whole, request) ?? whole;
      if (doing.caches && request.method === 'GET') {
        cache.set(request.target, { head: relayed, body });
      }
      await sendWhole(downstream, relayed, body);
    }
    await downstream.end();
    return framing.kind === 'close' || closes ? 'spent' : 'reusable';
  };

  const sendWhole = async (
    downstream: Downstream,
    { headers, ...head }: RelayedResponse,
    body: Buffer,
  ): Promise<void> => {
    const sized = without(headers, 'Transfer-Encoding', 'Content-Length');
    await downstream.head(
      { ...head, headers: [...sized, ['Content-Length', String(body.length)]] },
      { kind: 'sized', length: body.length },
    );
    await downstream.write(body);
  };

  /** @returns the connection to Jenkins if it can be used again; undefined ends the client's too. */
  return async (
    request: RelayedRequest,
    client: Client,
    downstream: Downstream,
    kept: Upstream | null,
  ): Promise<{ kept: Upstream | null; goOn: boolean }> => {
    const own = doing.answer(request, client);
    if (own !== null) {
      await send(downstream, own);
      return { kept, goOn: downstream.body === null && own.status !== 400 };
    }
    const known = cache.get(request.target);
    if (known !== undefined && request.method === 'GET') {
      await sendWhole(downstream, known.head, known.body);
      await downstream.end();
      return { kept, goOn: true };
    }
    let upstream = kept;
    if (upstream !== null) {
      const { socket, idleSince } = upstream;
      const closed = socket.readableEnded || socket.destroyed || !socket.writable;
      if (!doing.reuses(Date.now() - idleSince, closed)) {
        socket.destroy();
        upstream = null;
      }
    }
    try {
      upstream ??= await connectUpstream(upstreamPort);
    } catch {
      await send(downstream, { status: doing.failureStatus, body: 'Jenkins cannot be reached.\n' });
      return { kept: null, goOn: false };
    }
    const spoken = upstream;
    let begun = false;
    const watched: Downstream = {
      ...downstream,
      head: (head, framing) => {
        begun = true;
        return downstream.head(head, framing);
      },
    };
    try {
      const startLine = `${request.method} ${doing.target(request.target)} HTTP/${doing.requestVersion}`;
      const headers = doing.requestHeaders(request, client);
      const bodySent = (async () => {
        const head = headText({ startLine, headers });
        await put(spoken.socket, Buffer.from(head, 'latin1'));
        return forwardBody(downstream, spoken);
      })();
      bodySent.catch(() => undefined);
      const refused = bodySent.then(async (result) => {
        if (result === 'sent') return new Promise<never>(() => undefined);
        await send(watched, { status: result === 'too large' ? 413 : 408, body: `${result}\n` });
        return 'refused' as const;
      });
      refused.catch(() => undefined);
      const result = await Promise.race([relayResponse(request, client, watched, spoken), refused]);
      if (result === 'reusable' && (await Promise.race([bodySent, wait(50)])) === 'sent') {
        spoken.idleSince = Date.now();
        return { kept: spoken, goOn: true };
      }
      spoken.socket.destroy();
      return { kept: null, goOn: result === 'spent' && downstream.body === null };
    } catch (error) {
      spoken.socket.destroy();
      if (begun) downstream.abort();
      else await send(watched, { status: error instanceof Silence ? 504 : 502, body: 'Sorry.\n' });
      return { kept: null, goOn: false };
    }
  };
};

type Relay = ReturnType<typeof makeRelay>;

/** Requests of one HTTP/1.1 connection, in turn. */
const serveHttp1 = async (
  relay: Relay,
  socket: Socket,
  client: Client,
  headTime: number,
): Promise<void> => {
  const reader = readBytes(socket, Number.POSITIVE_INFINITY);
  let kept: Upstream | null = null;
  try {
    for (;;) {
      const late = Number.isFinite(headTime)
        ? setTimeout(() => socket.destroy(), headTime)
        : undefined;
      const head = await readHead(reader);
      clearTimeout(late);
      if (head === null) break;
      const [method = '', target = ''] = head.startLine.split(' ');
      const { headers } = head;
      const framing = requestFraming(headers);
      let responseIs: Framing = { kind: 'none' };
      const statusLine = ({ status, reason, headers: lines }: RelayedResponse): Buffer =>
        Buffer.from(
          headText({ startLine: `HTTP/1.1 ${status} ${reason}`, headers: lines }),
          'latin1',
        );
      const downstream: Downstream = {
        body: framing.kind === 'none' ? null : bodyPieces(reader, framing),
        framing,
        interim: (found) => put(socket, statusLine(found)),
        head: (found, how) => {
          responseIs = how;
          return put(socket, statusLine(found));
        },
        write: (piece) => put(socket, responseIs.kind === 'chunked' ? chunk(piece) : piece),
        end: async () => {
          if (responseIs.kind === 'chunked') await put(socket, lastChunk);
        },
        tunnel: { socket, reader },
        abort: () => socket.destroy(),
      };
      const request = { method, target, headers, http2: false };
      const result = await relay(request, client, downstream, kept);
      kept = result.kept;
      if (!result.goOn) break;
    }
  } catch {
    // The client left.
  } finally {
    kept?.socket.destroy();
    socket.end();
    // What the client still sends is read, so that it can read the answer.
    socket.resume();
    setTimeout(() => socket.destroy(), 500).unref();
  }
};

/** Streams of one HTTP/2 connection, side by side. */
const serveHttp2 = (relay: Relay, socket: TLSSocket, client: Client): void => {
  const session = performServerHandshake(socket);
  session.on('error', () => undefined);
  session.on('stream', (stream: ServerHttp2Stream, pseudo, _flags, raw: string[]) => {
    stream.on('error', () => undefined);
    const listed = Array.from({ length: raw.length / 2 }, (_, index): Header => [
      raw[index * 2] ?? '',
      raw[index * 2 + 1] ?? '',
    ]);
    const named = pseudo[':authority'];
    const headers: Header[] = [
      ...(named === undefined ? [] : ([['host', named]] as const)),
      ...listed.filter(
        ([name]) => !name.startsWith(':') && (name !== 'host' || named === undefined),
      ),
    ];
    const method = pseudo[':method'] ?? 'GET';
    const hasBody = method !== 'GET' && method !== 'HEAD';
    const length = headerValue(headers, 'content-length');
    const framing: Framing = !hasBody
      ? { kind: 'none' }
      : length === null
        ? { kind: 'chunked' }
        : { kind: 'sized', length: Number(length) };
    if (framing.kind === 'chunked') headers.push(['Transfer-Encoding', 'chunked']);
    const downstream: Downstream = {
      body: hasBody ? (stream as AsyncIterable<Buffer>) : null,
      framing,
      interim: () => Promise.resolve(),
      head: ({ status, headers: lines }) => {
        const fields: Record<string, string | string[]> = {};
        for (const [name, value] of without(lines, 'Connection', 'Transfer-Encoding')) {
          const key = name.toLowerCase();
          const before = fields[key];
          fields[key] = before === undefined ? value : [before, value].flat();
        }
        stream.respond({ ...fields, ':status': status });
        return Promise.resolve();
      },
      write: (piece) => new Promise((resolve) => stream.write(piece, () => resolve())),
      end: () => new Promise((resolve) => stream.end(() => resolve())),
      tunnel: null,
      abort: () => stream.destroy(),
    };
    const request = { method, target: pseudo[':path'] ?? '', headers, http2: true };
    // A stream that was given up in the same breath is not worth a request.
    setImmediate(() => {
      if (stream.destroyed || stream.aborted) return;
      relay(request, client, downstream, null).then(
        ({ kept }) => kept?.socket.destroy(),
        () => stream.destroy(),
      );
    });
  });
};

/** Starts the proxy on free ports of 127.0.0.1: one for the public URL, one beside it for plain HTTP. */
export const startReferenceProxy = async ({
  settings,
  upstreamPort,
  certificate,
  keptFor = 20_000,
  headTime,
  fault,
}: ReferenceProxyOptions): Promise<ReferenceProxy> => {
  const doing = behaviour({
    reuses: (idle, closed) => !closed && idle < keptFor,
    ...(headTime === undefined ? {} : { headTime }),
    ...fault,
  });
  const relay = makeRelay(doing, upstreamPort);
  const sockets = new Set<Socket>();
  const keepTrack = (socket: Socket): void => {
    socket.on('error', () => undefined);
    if (sockets.size >= doing.places) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.setNoDelay(true);
    socket.on('close', () => sockets.delete(socket));
  };
  let actual = settings;
  const clientOf = (socket: Socket, onPublicPort: boolean): Client => ({
    address: (socket.remoteAddress ?? '').replace(/^::ffff:/, ''),
    onPublicPort,
    settings: actual,
    // Server sockets have the name that the client sent, or false; the types know client sockets only.
    sni: (socket as { servername?: string | false }).servername || null,
  });
  const plain = (onPublicPort: boolean): Server =>
    createServer((socket) => {
      keepTrack(socket);
      void serveHttp1(relay, socket, clientOf(socket, onPublicPort), doing.headTime);
    });
  const servers: Server[] = [];
  const listen = async (server: Server, host: string, port = 0): Promise<number> => {
    server.listen(port, host);
    await once(server, 'listening');
    servers.push(server);
    return (server.address() as AddressInfo).port;
  };
  const overTls = (): Server => {
    if (certificate === undefined) throw new Error('An https URL needs a certificate.');
    const { minVersion, maxVersion, ciphers, protocols } = doing.tls;
    const server = createTlsServer({
      cert: certificate.chain,
      key: certificate.key,
      minVersion,
      maxVersion,
      ciphers,
      ALPNProtocols: [...protocols],
    });
    server.on('connection', keepTrack);
    server.on('secureConnection', (socket: TLSSocket) => {
      socket.on('error', () => undefined);
      const client = clientOf(socket, true);
      if (socket.alpnProtocol === 'h2') serveHttp2(relay, socket, client);
      else void serveHttp1(relay, socket, client, doing.headTime);
    });
    return server;
  };
  const secure = settings.scheme === 'https';
  const main = (): Server => (secure ? overTls() : plain(true));
  const port = await listen(main(), '127.0.0.1');
  if (doing.ipv6 && hasIpv6()) await listen(main(), '::1', port);
  actual = { ...settings, port };
  const plainPort = secure ? await listen(plain(false), '127.0.0.1') : null;
  return {
    port,
    plainPort,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await Promise.all(
        servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve()))),
      );
    },
  };
};
