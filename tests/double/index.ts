/**
 * A double of Jenkins 2.568.2: an HTTP, WebSocket and TCP server whose verdict on a reverse proxy is
 * the one the real Jenkins would give.
 *
 * Nothing is normalised: requests are routed and recorded by their raw target. Answers carry the
 * headers of the layer that would have given them.
 */

import { constants } from 'node:crypto';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { agentPortServer } from './agent-port.ts';
import { builds, type BuildResult } from './builds.ts';
import { serveConnection, traffic } from './http-connection.ts';
import { instance, restart } from './instance.ts';
import { resolve, type Behaviour, type DoubleOptions } from './options.ts';
import type { ReceivedRequest } from './received-request.ts';

export {
  admin,
  idler,
  reader,
  worker,
  type Agent,
  type Permission,
  type User,
} from './accounts.ts';
export { jobNames, type BuildResult } from './builds.ts';
export { crumbField } from './crumb.ts';
export type { Address, Behaviour, DoubleOptions, TlsAddress } from './options.ts';
export type { ReceivedRequest } from './received-request.ts';
export type { ContainerView } from './forwarded.ts';

/** Where a double listens and what it calls itself now. */
export interface DoubleState {
  port: number;
  tlsPort: number | null;
  agentPort: number | null;
  sessionHash: string;
  cookieName: string;
  accepting: boolean;
  starting: boolean;
}

export interface Double {
  readonly port: number;
  readonly tlsPort: number | null;
  /** Port of inbound TCP agents. */
  readonly agentPort: number | null;
  /** Every request in order of arrival, since the start or the last reset. */
  requests(): ReceivedRequest[];
  /** Log lines: `LEVEL origin: message`. */
  log(): string[];
  /** Forgets requests, log and builds, drops agents, and returns to the options of the start. */
  reset(): void;
  /** Changes how it behaves from the next request on. @throws Error for an invalid option */
  configure(options: Partial<Behaviour>): void;
  /** Appends to the log of a running build. @throws Error for an unknown job or an ended build */
  grow(job: string, text: string): void;
  /** Ends a running build. @throws Error for an unknown job */
  finish(job: string): void;
  /** What became of the builds that the command line started, in order. */
  ran(): BuildResult[];
  /** New session hash and cookie name, no sessions. */
  restart(): void;
  /** While on, every page is the 503 of a Jenkins that is getting ready. */
  starting(on: boolean): void;
  /** Closes the HTTP listeners and all their connections. */
  stopAccepting(): Promise<void>;
  /** Opens the listeners again on the same ports. */
  acceptAgain(): Promise<void>;
  /** Closes the HTTP connections that wait for a request; gives their number. */
  closeIdle(): number;
  /** A plain copy of where it listens and what it calls itself. */
  state(): DoubleState;
  close(): Promise<void>;
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

const listen = (server: Server, where: { host: string; port: number } | { path: string }) =>
  new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(where, () => {
      server.off('error', reject);
      resolve();
    });
  });

const stop = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
  });

/**
 * Starts a double.
 *
 * @throws Error for an invalid option, or when a port cannot be bound
 */
export const startDouble = async (options: DoubleOptions = {}): Promise<Double> => {
  const initial = resolve(options);
  const jenkins = instance(initial);
  const seen = traffic();

  const plainServer = (): Server =>
    createServer({ allowHalfOpen: true }, (socket) => {
      void serveConnection(jenkins, seen, socket, false);
    });
  const tlsServer = (cert: string, key: string): Server => {
    // allowHalfOpen is a net option that TLS servers take as well. Jetty keeps the name that was asked
    // for with the session; Node forgets it, so that a resumed session would look like one without.
    const secureOptions = constants.SSL_OP_NO_TICKET;
    const server = createTlsServer({ cert, key, allowHalfOpen: true, secureOptions });
    server.on('secureConnection', (socket) => {
      void serveConnection(jenkins, seen, socket, true);
    });
    return server;
  };

  let servers: Server[] = [];
  let ports: { plain: number; tls: number | null } = {
    plain: initial.listen.port,
    tls: initial.tls?.port ?? null,
  };

  const open = async (): Promise<void> => {
    const opened: Server[] = [];
    const add = async (
      server: Server,
      where: { host: string; port: number } | { path: string },
    ) => {
      await listen(server, where);
      opened.push(server);
      return server;
    };
    try {
      const main = await add(plainServer(), { ...initial.listen, port: ports.plain });
      ports = { ...ports, plain: portOf(main) };
      for (const { host, port } of initial.also) {
        await add(plainServer(), { host, port: port === 0 ? ports.plain : port });
      }
      if (initial.unix !== null) await add(plainServer(), { path: initial.unix });
      if (initial.tls) {
        const { host, cert, key } = initial.tls;
        const server = await add(tlsServer(cert, key), { host, port: ports.tls ?? 0 });
        ports = { ...ports, tls: portOf(server) };
      }
    } catch (error) {
      await Promise.all(opened.map(stop));
      throw error;
    }
    servers = opened;
  };
  const stopAccepting = async (): Promise<void> => {
    const closing = servers.map(stop);
    servers = [];
    for (const { socket } of seen.open) socket.destroy();
    await Promise.all(closing);
  };

  await open();
  const agentSockets = new Set<{ destroy(): void }>();
  const agentServer = initial.agentPort ? agentPortServer(jenkins) : null;
  agentServer?.on('connection', (socket) => {
    agentSockets.add(socket);
    socket.on('close', () => agentSockets.delete(socket));
  });
  if (agentServer && initial.agentPort) {
    try {
      await listen(agentServer, initial.agentPort);
    } catch (error) {
      await stopAccepting();
      throw error;
    }
    jenkins.agentPort = portOf(agentServer);
  }

  return {
    get port() {
      return ports.plain;
    },
    get tlsPort() {
      return ports.tls;
    },
    get agentPort() {
      return jenkins.agentPort;
    },
    requests: () => seen.requests,
    log: () => jenkins.logLines,
    reset() {
      seen.requests = [];
      jenkins.logLines = [];
      jenkins.config = initial;
      jenkins.starting = false;
      jenkins.builds = builds(() => jenkins.config);
      for (const { socket } of jenkins.connectedAgents.values()) socket.abort();
      jenkins.connectedAgents.clear();
    },
    configure(changes) {
      jenkins.config = resolve(changes, jenkins.config);
    },
    grow: (job, text) => jenkins.builds.grow(job, text),
    finish: (job) => jenkins.builds.finish(job),
    ran: () => jenkins.builds.ran(),
    restart: () => restart(jenkins),
    starting: (on) => void (jenkins.starting = on),
    stopAccepting,
    async acceptAgain() {
      if (servers.length === 0) await open();
    },
    closeIdle() {
      const idle = [...seen.open].filter(({ busy }) => !busy);
      for (const { socket } of idle) socket.destroySoon();
      return idle.length;
    },
    state: () => ({
      port: ports.plain,
      tlsPort: ports.tls,
      agentPort: jenkins.agentPort,
      sessionHash: jenkins.sessionHash,
      cookieName: jenkins.sessions.cookieName,
      accepting: servers.length > 0,
      starting: jenkins.starting,
    }),
    async close() {
      await stopAccepting();
      for (const socket of agentSockets) socket.destroy();
      if (agentServer) await stop(agentServer);
    },
  };
};
