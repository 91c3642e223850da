/**
 * The second domain for user content (Jenkins source `jenkins/security/ResourceDomainFilter.java`,
 * `ResourceDomainRootAction.java`).
 */

import type { Exchange } from './exchange.ts';
import { redirect } from './exchange.ts';
import { sendNotFound } from './pages.ts';
import { findArtifact, findFile, sendArtifact, sendFile } from './static-files.ts';
import { decodePiece } from './stapler-path.ts';
import { defaultPort, splitHostPort } from './forwarded.ts';

/** Whether the container's server name and port are those of the resource root URL. */
export const isResourceRequest = ({ jenkins, container }: Exchange): boolean => {
  const { resourceRootUrl } = jenkins.config;
  const [, scheme = '', authority = ''] =
    /^(https?):\/\/([^/]*)/i.exec(resourceRootUrl ?? '') ?? [];
  if (authority === '') return false;
  const { host, port } = splitHostPort(authority);
  return (
    host.toLowerCase() === container.serverName.toLowerCase() &&
    (port ?? defaultPort(scheme.toLowerCase())) === container.serverPort
  );
};

/** Answers a request to the resource domain: static files, an icon, nothing else. */
export const serveResource = (exchange: Exchange): Promise<void> => {
  if (exchange.path.startsWith('/static-files/')) {
    // The token is base64url and may end in `=`; what it stands for is its last part.
    const [, , token = '', name = ''] = exchange.path.split('/');
    const artifact = findArtifact(decodePiece(name));
    if (artifact && decodePiece(token) === resourceToken) {
      return sendArtifact(exchange, artifact, false);
    }
    return sendNotFound(exchange);
  }
  const icon = findFile(exchange.path.slice(1));
  if (icon && exchange.path === '/favicon.ico') return sendFile(exchange, icon, false);
  return sendNotFound(exchange, 'Jenkins serves only static files on this domain.');
};

/** Token of every artifact: fixed, with the padding that some proxies trip over. */
export const resourceToken =
  Buffer.from('authenticated:admin:job/demo/1/artif').toString('base64url') + '==';

/** Sends an artifact's reader to the resource domain. */
export const redirectToResource = (exchange: Exchange, root: string, name: string): Promise<void> =>
  redirect(exchange, `${root}static-files/${resourceToken}/${encodeURIComponent(name)}`);
