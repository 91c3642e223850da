/** Carrying TCP connections byte for byte over a Unix socket, out of the lab or into it. */

import { once } from 'node:events';
import { connect, createServer, type NetConnectOpts, type ListenOptions } from 'node:net';

/** A relay that listens; ends with `close`. */
export interface Relay {
  close(): Promise<void>;
}

/**
 * Listens at one place and connects to another for each connection that comes.
 *
 * @throws Error when the place cannot be listened at
 */
export const relay = async (from: ListenOptions, to: NetConnectOpts): Promise<Relay> => {
  const server = createServer({ allowHalfOpen: true, noDelay: true }, (near) => {
    const far = connect({ ...to, allowHalfOpen: true, noDelay: true });
    near.pipe(far).pipe(near);
    // A side that breaks off takes the other with it, as one connection would.
    near.on('error', () => far.destroy());
    far.on('error', () => near.destroy());
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
    open.add(near);
    near.on('close', () => open.delete(near));
  });
  const open = new Set<{ destroy(): void }>();
  server.listen(from);
  await once(server, 'listening');
  return {
    async close() {
      for (const socket of open) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
};
