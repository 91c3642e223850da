import type { Needed } from '../../tools/debian-packages.ts';

/** What preparing and starting whole systems takes. */
export const systemsNeeded: readonly Needed[] = [
  { command: 'mmdebstrap', package: 'mmdebstrap' },
  { command: 'apt-ftparchive', package: 'apt-utils' },
  { command: 'gpg', package: 'gpg' },
  { command: 'systemd-nspawn', package: 'systemd-container' },
  { command: 'ip', package: 'iproute2' },
  { command: 'unshare', package: 'util-linux' },
  { command: 'openssl', package: 'openssl' },
];
