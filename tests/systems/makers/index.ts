import type { ServerId } from '#servers';
import { caddyRepository } from './caddy.ts';
import { traefikRelease } from './traefik.ts';

/** Addresses from which a page fetches what the makers of a server give, and the file that stands in. */
export type Given = Readonly<Record<string, string>>;

const makers: Readonly<Partial<Record<ServerId, (root: string) => Given>>> = {
  caddy: caddyRepository,
  traefik: traefikRelease,
};

/**
 * What stands in for the makers of a server; nothing for those that Debian has.
 * @param root The root of the machine, whose release the files are for.
 * @throws when the server's wheel was not fetched: `npm run wheels`.
 */
export const givenByMakers = (page: ServerId, root: string): Given => makers[page]?.(root) ?? {};
