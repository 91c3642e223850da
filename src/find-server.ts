import { isServerId, serverIds, servers, type Server, type ServerId } from '#servers';

/**
 * The id of a server as a page writes it.
 * @throws for an unknown one; the message lists those known.
 */
export const parseServerId = (id: string): ServerId => {
  if (isServerId(id)) return id;
  throw new Error(`No server “${id}”; servers: ${serverIds.join(', ')}.`);
};

/** The facts of a server by its id; throws as `parseServerId`. */
export const findServer = (id: string): Server => servers[parseServerId(id)];
