/** What a double can be told, with the defaults of a Jenkins 2.568.2 started without options. */

import { admin, idler, reader, worker, type Agent, type User } from './accounts.ts';

export interface Address {
  host: string;
  port: number;
}

/** Jenkins doing TLS itself (`--httpsPort`); `cert` and `key` are PEM texts. */
export interface TlsAddress extends Address {
  cert: string;
  key: string;
}

/** Options fixed for the life of a double. Port 0 asks for a free port. */
export interface Listeners {
  /** The plain HTTP listener. Default 127.0.0.1:8080. */
  listen: Address;
  /** Further plain listeners, `::` for instance. A port 0 here means the port of `listen`. */
  also: Address[];
  tls: TlsAddress | null;
  /** Path of a Unix-domain socket (`--httpUnixDomainPath`), listened on besides `listen`. */
  unix: string | null;
  /** The TCP port of inbound agents, or null when it is disabled. Default 127.0.0.1:50000. */
  agentPort: Address | null;
}

/** Options that can change while the double runs. Times are milliseconds. */
export interface Behaviour {
  /** `''` or `/jenkins` (`--prefix`). */
  contextPath: string;
  /** The Jenkins URL field; null when it was never saved. */
  jenkinsUrl: string | null;
  version: string;
  /** Whether anonymous visitors are kept out. Default true. */
  secured: boolean;
  /** `jetty10` sends absolute redirects and lets illegal path characters through. */
  era: 'jetty10' | 'jetty12';
  csp: 'report-only' | 'enforce' | 'off';
  /** Image hosts that plugins add to the policy, which makes its header long; 0 without plugins. */
  policyHosts: number;
  resourceRootUrl: string | null;
  /** Value of `X-SSH-Endpoint`, or null while SSHD is off. */
  sshEndpoint: string | null;
  users: User[];
  agents: Agent[];
  /** `--httpKeepAliveTimeout`. */
  idleTimeout: number;
  /** How long the HTTP command-line client's two halves, and a start frame, are waited for. */
  cliWait: number;
  wsFirstPing: number;
  wsInterval: number;
  wsIdle: number;
  /** How long a TCP agent that named its protocol may stay silent after it. */
  agentAckWait: number;
  /** Time between the bytes sent on an open TCP agent connection; 0 sends none. */
  agentPing: number;
  /** Time between two ticks of a Server-Sent Events stream. */
  tickInterval: number;
  /** After which Jenkins closes a Server-Sent Events stream on purpose. */
  eventsLifetime: number;
  /** Time between two lines that the running build writes by itself; 0 leaves it to `grow`. */
  consoleInterval: number;
  /** `--requestHeaderSize`, bytes. */
  requestHeaderSize: number;
  /** `--responseHeaderSize`, bytes. */
  responseHeaderSize: number;
  /** `--compression`. */
  compression: 'gzip' | 'none';
  /**
   * What the HTTPS listener checks: nothing, that the certificate holds the host asked for
   * (`--httpsSniHostCheck`), or also that TLS named a host (`--httpsSniRequired`).
   */
  sni: 'off' | 'host' | 'required';
  /** A request body is read no more for this long after each 8 MiB, as by a busy disk. */
  bodyPause: number;
  /** Value of an `X-Double-Nonce` header on every answer; null, the default, sends none. */
  nonce: string | null;
}

export type Config = Listeners & Behaviour;
export type DoubleOptions = Partial<Config>;

/** The Jetty release named in `Server` and on error pages. */
export const jettyVersion = { jetty10: '10.0.24', jetty12: '12.1.8' } as const;

export const defaults: Config = {
  listen: { host: '127.0.0.1', port: 8080 },
  also: [],
  tls: null,
  unix: null,
  agentPort: { host: '127.0.0.1', port: 50000 },
  contextPath: '',
  jenkinsUrl: null,
  version: '2.568.2',
  secured: true,
  era: 'jetty12',
  csp: 'report-only',
  policyHosts: 0,
  resourceRootUrl: null,
  sshEndpoint: null,
  users: [admin, reader],
  agents: [worker, idler],
  idleTimeout: 30_000,
  cliWait: 15_000,
  wsFirstPing: 15_000,
  wsInterval: 30_000,
  wsIdle: 60_000,
  agentAckWait: 10_000,
  agentPing: 300_000,
  tickInterval: 1_000,
  eventsLifetime: 30_000,
  consoleInterval: 1_000,
  requestHeaderSize: 8192,
  responseHeaderSize: 32_768,
  compression: 'gzip',
  sni: 'off',
  bodyPause: 0,
  nonce: null,
};

/**
 * Completes and checks options.
 *
 * @throws Error naming the option, what it got and what it accepts.
 */
export const resolve = (options: DoubleOptions, base: Config = defaults): Config => {
  for (const name of Object.keys(options)) {
    if (!(name in defaults)) {
      throw new Error(
        `Unknown option "${name}" of the double; known: ${Object.keys(defaults).join(', ')}`,
      );
    }
  }
  const config: Config = { ...base, ...options };
  if (config.contextPath !== '' && !/^(\/[\w.~-]+)+$/.test(config.contextPath)) {
    throw new Error(
      `contextPath is ${JSON.stringify(config.contextPath)}; expected "" or a path such as "/jenkins" without a final slash`,
    );
  }
  for (const name of ['jenkinsUrl', 'resourceRootUrl'] as const) {
    const url = config[name];
    if (url !== null && !url.endsWith('/')) {
      throw new Error(`${name} is "${url}"; Jenkins stores it with a final slash, or it is null`);
    }
  }
  for (const [name, value] of Object.entries(config)) {
    if (typeof value === 'number' && !(value >= 0)) {
      throw new Error(`${name} is ${value}; expected a number of milliseconds or bytes`);
    }
  }
  return config;
};
