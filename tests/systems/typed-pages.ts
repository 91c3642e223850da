import { servers, type ServerId } from '#servers';
import { serversOf, symptomIds } from '#symptoms';
import { followedServers } from './walks.ts';

/**
 * The servers behind which the commands of symptoms and concepts are typed: those that Debian has.
 * Before Pomerium nothing of this can be asked without a sign-in in a browser.
 */
export const typingServers: readonly ServerId[] = followedServers.filter(
  (id) => servers[id].packages.length > 0,
);

/**
 * Whether a page is about a server. A redirection of ports leads to Jenkins itself: only what is
 * about ports is about it.
 */
export const concernsServer = (page: string, server: ServerId): boolean => {
  if (server !== 'iptables') return true;
  const slug = symptomIds.find((id) => page === `troubleshooting/${id}`);
  return slug !== undefined && serversOf(slug).includes(server);
};

/** The servers behind which the commands of a page are typed. */
export const serversTyping = (page: string): readonly ServerId[] =>
  typingServers.filter((server) => concernsServer(page, server));
