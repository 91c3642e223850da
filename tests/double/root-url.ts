/**
 * The root URL Jenkins computes from a request.
 *
 * Follows `getRootUrlFromRequest` in Jenkins source `jenkins/model/Jenkins.java`: it reads three of
 * the forwarded headers a second time, on top of what the container made of them.
 */

import type { ContainerView } from './forwarded.ts';
import { headerValue, type Headers } from './received-request.ts';

const forwardedValue = (headers: Headers, name: string): string | null =>
  headerValue(headers, name)?.split(',')[0]?.trim() ?? null;

/** Always ends with a slash. The scheme keeps the case it was sent in, so `HTTPS` means port 443 shows. */
export const rootUrl = (
  headers: Headers,
  container: ContainerView,
  contextPath: string,
): string => {
  const scheme = forwardedValue(headers, 'X-Forwarded-Proto') ?? container.scheme;
  let host = forwardedValue(headers, 'X-Forwarded-Host') ?? container.serverName;
  let port = container.serverPort;
  const colon = host.lastIndexOf(':');
  if (colon !== -1 && !(host.startsWith('[') && host.endsWith(']'))) {
    const tail = host.slice(colon + 1);
    if (/^\d+$/.test(tail)) port = Number(tail);
    host = host.slice(0, colon);
  }
  const forwardedPort = forwardedValue(headers, 'X-Forwarded-Port');
  if (forwardedPort !== null && /^\d+$/.test(forwardedPort)) port = Number(forwardedPort);
  const shown = port === (scheme === 'https' ? 443 : 80) ? '' : `:${port}`;
  return `${scheme}://${host}${shown}${contextPath}/`;
};
