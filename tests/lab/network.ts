import { execFileSync } from 'node:child_process';

/**
 * The addresses of the lab: a server and a client joined by one wire (a veth pair), each in a
 * network namespace of its own, so that ports 80, 443 and 8080 are free whatever runs outside.
 * 192.0.2.10 (RFC 5737) and 2001:db8::10 (RFC 3849) stand for the outer hop that examples trust.
 */
export const addresses = {
  server: '10.99.0.1',
  server6: 'fd99::1',
  client: '10.99.0.2',
  client6: 'fd99::2',
  outerHop: '192.0.2.10',
  /** What a server needs elsewhere, such as a sign-in provider, on the client's side. */
  companion: '10.99.0.3',
} as const;

/** Port of the double's control interface on the server's address. */
export const controlPort = 9999;

const ip = (...arguments_: string[]): void => {
  execFileSync('ip', arguments_, { stdio: ['ignore', 'ignore', 'inherit'] });
};

/** Joins the current namespace to that of the process `pid`; run on the server's side. */
export const layWire = (pid: number): void => {
  ip('link', 'set', 'lo', 'up');
  ip('link', 'add', 'wire-server', 'type', 'veth', 'peer', 'name', 'wire-client');
  ip('link', 'set', 'wire-client', 'netns', String(pid));
  ip('addr', 'add', `${addresses.server}/24`, 'dev', 'wire-server');
  ip('-6', 'addr', 'add', `${addresses.server6}/64`, 'dev', 'wire-server', 'nodad');
  ip('link', 'set', 'wire-server', 'up');
  ip('route', 'add', `${addresses.outerHop}/32`, 'dev', 'wire-server');
};

/** The client's end of the wire; run on the client's side once the wire is laid. */
export const takeWire = (): void => {
  ip('link', 'set', 'lo', 'up');
  ip('addr', 'add', `${addresses.client}/24`, 'dev', 'wire-client');
  ip('addr', 'add', `${addresses.outerHop}/32`, 'dev', 'wire-client');
  ip('addr', 'add', `${addresses.companion}/24`, 'dev', 'wire-client');
  ip('-6', 'addr', 'add', `${addresses.client6}/64`, 'dev', 'wire-client', 'nodad');
  ip('link', 'set', 'wire-client', 'up');
};
