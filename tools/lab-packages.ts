import { servers } from '#servers';
import { drivers } from '../tests/servers/index.ts';
import type { Needed } from './debian-packages.ts';

/** What the namespaces of the lab take, and the commands that run in them. */
export const lab: readonly Needed[] = [
  { command: 'ip', package: 'iproute2' },
  { command: 'unshare', package: 'util-linux' },
  { command: 'openssl', package: 'openssl' },
  { command: 'curl', package: 'curl' },
  { command: 'nc', package: 'netcat-openbsd' },
];

/** The real servers. */
export const serversNeeded: readonly Needed[] = Object.entries(drivers).flatMap(([id, driver]) =>
  (Object.entries(servers).find(([server]) => server === id)?.[1].packages ?? []).map((name) => ({
    command: driver.binary,
    package: name,
  })),
);
